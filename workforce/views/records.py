"""For records managers: the schedule, what is due, disposals by two people, legal holds. No words (DOMAIN 9)."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import policies
from workforce import permissions, roles, scheduled
from workforce import records_permissions as may
from workforce.actions import disposal as acts
from workforce.forms import ReasonForm
from workforce.models import Disposal, LegalHold
from workforce.presenters import records as lists
from workforce.presenters.words import head
from workforce.record_forms import HoldForm, ProposeForm
from workforce.views.forms import posted, send

View = Callable[..., HttpResponse]
TRAIL = [{"label": "Records", "url": "/records/"}]
PAGE, LOOK_AGAIN_SECONDS = 25, "3"
REFUSED = (acts.DisposalRefused, acts.HoldRefused, may.NotForYou)
FORM_METHODS = ["GET", "HEAD", "POST"]


def keepers_only(view: View) -> View:
    """403 for everybody but records managers and system administrators of the whole academy."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        if not may.sees_schedule(request.user, timezone.localdate()):
            raise PermissionDenied
        return view(request, **named)

    return guarded


@require_safe
@keepers_only
def schedule(request: HttpRequest) -> HttpResponse:
    """Every class of record: why it is held, how long, what remains."""
    day = timezone.localdate()
    context = {
        "page_title": "Retention schedule",
        "rows": lists.schedule(day),
        "changes": permissions.has_role(request.user, roles.SYSTEM_ADMINISTRATOR, day),
        "breadcrumbs": [{"label": "Records"}],
    }
    return render(request, "workforce/records/schedule.html", context)


@require_http_methods(FORM_METHODS)
@keepers_only
def due(request: HttpRequest) -> HttpResponse:
    """What is due today, and putting some of it on a list for a second person."""
    now, book = timezone.now(), policies.book()
    day = timezone.localdate(now)
    form = ProposeForm(posted(request))
    if form.is_valid():
        chosen = lists.chosen(request.POST.getlist("person"))
        try:
            listed = acts.propose(
                person_ids=chosen,
                batch_keys=request.POST.getlist("list"),
                by=request.user,
                at=now,
                **form.cleaned_data,
            )
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It waits for a second person now. Nothing has been removed.")
            return redirect("disposal", listed.public_id)
    people = Paginator(acts.people_due(day, book), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Due for disposal",
        "page": people,
        "people": lists.due_people(people.object_list),
        "lists": lists.due_lists(acts.batches_due(day, book)),
        "form": form,
        "proposes": may.keeps_records(request.user, day),
        "breadcrumbs": [*TRAIL, {"label": "Due"}],
    }
    return render(request, "workforce/records/due.html", context)


@require_safe
@keepers_only
def disposals(request: HttpRequest) -> HttpResponse:
    """The log: every disposal there was."""
    found = Disposal.objects.select_related("proposed_by", "decided_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Disposals",
        "page": page,
        "head": head("Number", "State", "Proposed by", "Decided by"),
        "rows": lists.disposals(page.object_list),
        "breadcrumbs": [*TRAIL, {"label": "Disposals"}],
    }
    return render(request, "workforce/records/disposals.html", context)


@require_safe
@keepers_only
def disposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One disposal: what is on it, who decides, how far it has come."""
    found = get_object_or_404(Disposal.objects.select_related("proposed_by", "decided_by"), public_id=public_id)
    page = Paginator(found.items.select_related("person"), 100).get_page(request.GET.get("page"))
    context = {
        "page_title": f"Disposal {found.pk}",
        "disposal": found,
        "colour": lists.STATES[Disposal.State(found.state)],
        "progress": lists.progress(found),
        "page": page,
        "head": head("Who or what", "Since", "Classes", "State", "What came of it"),
        "rows": lists.items(page.object_list),
        "open": found.state == Disposal.State.PROPOSED,
        "second": found.proposed_by_id != request.user.pk,
        "breadcrumbs": [*TRAIL, {"label": "Disposals", "url": "/records/disposals/"}, {"label": f"Number {found.pk}"}],
    }
    response = render(request, "workforce/records/disposal.html", context)
    if found.state == Disposal.State.CONFIRMED:
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


@require_POST
@keepers_only
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The second person's yes."""
    found = get_object_or_404(Disposal, public_id=public_id)
    try:
        acts.confirm(disposal=found, by=request.user, at=timezone.now())
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    else:
        scheduled.dispose.delay(found.pk)
        messages.success(request, "Confirmed. It is being done now.")
    return redirect("disposal", public_id)


@require_http_methods(FORM_METHODS)
@keepers_only
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Not to be done."""
    found = get_object_or_404(Disposal, public_id=public_id)
    return send(
        request,
        ReasonForm(posted(request)),
        lambda data: acts.withdraw(disposal=found, **data, by=request.user, at=timezone.now()),
        refusals=REFUSED,
        done="Withdrawn. Nothing was removed.",
        to="disposals",
        title=f"Withdraw disposal {found.pk}",
        lead="Nothing on it will be removed. What is still due can be proposed again.",
        button="Withdraw",
        breadcrumbs=[*TRAIL, {"label": "Disposals", "url": "/records/disposals/"}, {"label": "Withdraw"}],
    )


@require_safe
@keepers_only
def holds(request: HttpRequest) -> HttpResponse:
    """Every hold, those in force first."""
    day = timezone.localdate()
    found = LegalHold.objects.visible_to(request.user, day).for_list()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Legal holds",
        "page": page,
        "rows": lists.holds(page.object_list, request.user, day),
        "breadcrumbs": [*TRAIL, {"label": "Legal holds"}],
    }
    return render(request, "workforce/records/holds.html", context)


@require_http_methods(FORM_METHODS)
@keepers_only
def set_hold(request: HttpRequest) -> HttpResponse:
    """Stop disposal over somebody, a team or a class of record."""
    return send(
        request,
        HoldForm(posted(request), day=timezone.localdate()),
        lambda data: acts.set_hold(**data, by=request.user, at=timezone.now()),
        refusals=REFUSED,
        done="The hold is in force. Nothing under it will be removed.",
        to="holds",
        title="Set a legal hold",
        lead="It works at once, and stops what is under way. Two people are needed to lift it.",
        button="Set the hold",
        breadcrumbs=[*TRAIL, {"label": "Legal holds", "url": "/records/holds/"}, {"label": "Set one"}],
    )


@require_http_methods(FORM_METHODS)
@keepers_only
def ask_to_lift(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The first of two."""
    found = get_object_or_404(LegalHold.objects.visible_to(request.user, timezone.localdate()), public_id=public_id)
    return send(
        request,
        ReasonForm(posted(request)),
        lambda data: acts.ask_to_lift(hold=found, **data, by=request.user, at=timezone.now()),
        refusals=REFUSED,
        done="A second person can lift it now. Until then it stands.",
        to="holds",
        title="Ask for a hold to be lifted",
        lead=f"Set on the ground: {found.reason}",
        button="Ask",
        breadcrumbs=[*TRAIL, {"label": "Legal holds", "url": "/records/holds/"}, {"label": "Lift"}],
    )


@require_POST
@keepers_only
def lift(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The second of two."""
    found = get_object_or_404(LegalHold.objects.visible_to(request.user, timezone.localdate()), public_id=public_id)
    try:
        acts.lift(hold=found, by=request.user, at=timezone.now())
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The hold is lifted. What is due can be proposed.")
    return redirect("holds")
