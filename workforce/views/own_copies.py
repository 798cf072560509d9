"""`/my/data/copies/`: everything held about oneself as a file, by one press; and complaints."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from workforce import scheduled
from workforce.actions import subject_access as acts
from workforce.models import DataComplaint, Person, SubjectRequest
from workforce.presenters import subject_access as lists
from workforce.record_forms import WordsForm
from workforce.records_permissions import NotForYou
from workforce.views.forms import posted, send
from workforce.views.own import CRUMBS

LOOK_AGAIN_SECONDS = "3"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def copies(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and those there are."""
    now = timezone.now()
    person = _own(request)
    if request.method == "POST":
        asked = acts.ask_own(person=person, by=request.user, at=now)
        scheduled.make_export.delay(asked.pk)
        messages.success(request, "Your file is being made. It takes a minute; you may leave this page.")
        return redirect("my_copies")
    day = timezone.localdate(now)
    mine = Person.objects.for_user(request.user)
    found = list(SubjectRequest.objects.visible_to(request.user, day).filter(person__in=mine)[:20])
    context: dict[str, Any] = {
        "page_title": "A copy of your data",
        "copies": lists.copies(found),
        "complaints": lists.complaints(
            DataComplaint.objects.visible_to(request.user, day).made_by_user(request.user)[:20], day
        ),
        "breadcrumbs": [*CRUMBS, {"label": "A copy"}],
    }
    response = render(request, "workforce/my_copies.html", context)
    if any(each.state == SubjectRequest.State.MAKING for each in found):
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def complain(request: HttpRequest) -> HttpResponse:
    """Say that one's data is not handled rightly."""
    person = _own(request)
    return send(
        request,
        WordsForm(posted(request)),
        lambda data: acts.complain(person=person, words=data["words"], by=request.user, at=timezone.now()),
        refusals=(acts.ComplaintRefused, NotForYou),
        done="Thank you. You will hear that it has come within 30 days, and then what came of it.",
        to="my_copies",
        title="Complain about how we handle your data",
        lead="The records manager reads this. You may also turn to the Information Commissioner’s Office.",
        button="Send",
        breadcrumbs=[*CRUMBS, {"label": "A copy", "url": "/my/data/copies/"}, {"label": "Complain"}],
    )


def _own(request: HttpRequest) -> Person:
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404
    return person
