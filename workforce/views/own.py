"""`/my/data/`: what is held about oneself, and saying that something is wrong."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from workforce.actions import disputes
from workforce.forms import DisputeForm
from workforce.models import FactDispute, Person
from workforce.presenters.own import own_data
from workforce.presenters.words import head
from workforce.views.forms import posted, send

CRUMBS = [{"label": "Desk", "url": "/desk/"}, {"label": "My data", "url": "/my/data/"}]


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything held, where it is from, who may see it, who has looked."""
    day = timezone.localdate()
    person = Person.objects.for_user(request.user).select_related("organisation", "recorded_by_run").first()
    context: dict[str, Any] = {
        "page_title": "My data",
        "absence_head": head("When", "Why", "Working days lost", "Where it is from"),
        "onlooker_head": head("Name", "As", "Which opens"),
        "read_head": head("When", "Who", "As", "Page"),
        "breadcrumbs": [CRUMBS[0], {"label": "My data"}],
        "data": own_data(request.user, person, day) if person else None,
    }
    return render(request, "workforce/my_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wrong(request: HttpRequest) -> HttpResponse:
    """Say what is wrong; it goes to whoever can mend it."""
    person = Person.objects.for_user(request.user).first()
    if person is None:
        raise Http404
    asked = request.GET.get("fact", "")
    initial = {"fact": asked if asked in FactDispute.Fact.values else None}
    return send(
        request,
        DisputeForm(posted(request), initial=initial),
        lambda data: disputes.raise_one(person=person, **data, by=request.user, at=timezone.now()),
        refusals=(disputes.NotYours,),
        done="Thank you. We have passed this on, and you will get an answer by e-mail.",
        to="my_data",
        title="Tell us what is wrong",
        lead="This goes to the people who can mend it. Nothing changes until they have checked.",
        button="Send",
        breadcrumbs=[*CRUMBS, {"label": "Tell us what is wrong"}],
    )
