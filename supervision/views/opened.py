"""Records opened to one reader for a time: referred, sampled by an audit, listed for an inspector (DOMAIN 9)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision.actions import openings
from supervision.models import Meeting, Opening, Record
from supervision.opening_forms import FindForm, InspectForm, ReferForm
from supervision.permissions.opened import sections_opened
from supervision.permissions.opening import may_open
from supervision.permissions.recording import is_one_of_two, is_supervised
from supervision.presenters import openings as presenter
from supervision.rules.access import Way
from supervision.section_classes import PERSONAL, WELLBEING
from supervision.views.records.finding import record_of
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
LIST = {"label": "Opened records", "url": "/supervision/opened/"}
NO_MEETING = "No supervision of this person was held on that day."
NO_ACCOUNT = "This person has no account to read it with."
TOLD = "Both of them are told at once, read your reason, and see each time it is read."


class _NotFound(Exception):
    """What was typed names nothing; `field` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


REFUSED = (openings.OpeningRefused, _NotFound)


@login_required
@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """What is open to me, what I have opened to others, and what I may open."""
    at = timezone.now()
    may, mine, given = may_open(request.user, at), presenter.to_me(request.user, at), []
    if may["inspection"]:
        given = presenter.by_me(request.user, at)
    if not (any(may.values()) or mine):
        raise PermissionDenied(presenter.NOBODY_HERE)
    return render(request, "supervision/opened.html", {"may": may, "mine": mine, "given": given})


@login_required
@require_http_methods(FORM_METHODS)
def refer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of the two refers one part to somebody of human resources or occupational health."""
    record = record_of(request, public_id)
    if record.state == Record.State.DRAFT or not is_one_of_two(request.user, record.meeting, timezone.localdate()):
        raise Http404("There is no such record.")
    back = reverse("supervision:read_record", args=[public_id])

    def act(given: dict[str, Any]) -> object:
        facts = {**given, "reader": _account(given["reader"])}
        return openings.refer(meeting=record.meeting, **facts, by=request.user, at=timezone.now())

    return send(
        request,
        ReferForm(posted(request), classes=_classes(request, record)),
        act,
        refusals=REFUSED,
        done="It is open to them. Both of you see each time it is read.",
        to=back,
        title="Refer one part of this record",
        lead="To human resources or occupational health: this part, and for a time. The other of you is told at once.",
        button="Open this part to them",
        breadcrumbs=[{"label": "Record", "url": back}, {"label": "Refer one part"}],
    )


@login_required
@require_http_methods(FORM_METHODS)
def audit(request: HttpRequest) -> HttpResponse:
    """An auditor opens a sampled record to themselves."""
    return _begin(
        request, Opening.Kind.AUDIT, FindForm(posted(request)), openings.audit, "Sample a record for an audit", TOLD
    )


@login_required
@require_http_methods(FORM_METHODS)
def inspection(request: HttpRequest) -> HttpResponse:
    """A host lists a record for an inspector."""
    lead = f"The work and the cases in it, read only; never personal reflection or wellbeing. {TOLD}"
    form = InspectForm(posted(request))
    return _begin(request, Opening.Kind.INSPECTION, form, openings.inspect, "List a record for an inspector", lead)


@login_required
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whoever opened it ends it before its time."""
    return _answer(request, public_id, "It is closed.", lambda key, now: _close(request, key, now))


@login_required
@require_POST
def consent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person it is about lets an auditor read what is personal, or takes that back."""
    given = request.POST.get("do") == "give"
    done = "They may read it for this audit. You can take that back." if given else "It is closed to them again."
    return _answer(
        request, public_id, done,
        lambda key, now: openings.consent(opening_id=key, given=given, by=request.user, at=now),
    )  # fmt: skip


def _close(request: HttpRequest, key: int, now: Any) -> object:
    return openings.close(opening_id=key, by=request.user, at=now)


def _answer(request: HttpRequest, public_id: UUID, done: str, act: Callable[[int, Any], object]) -> HttpResponse:
    """One press about an opening the user may see; back to the record for the two, to the list for others."""
    now = timezone.now()
    day = timezone.localdate(now)
    opening = get_object_or_404(Opening.objects.visible_to(request.user, day).with_people(), public_id=public_id)
    try:
        act(opening.pk, now)
    except openings.OpeningRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    if is_one_of_two(request.user, opening.meeting, day):
        return redirect("supervision:read_record", public_id=opening.meeting.record.public_id)
    return redirect("supervision:opened")


def _begin(
    request: HttpRequest, kind: Opening.Kind, form: FindForm, action: Callable[..., object], title: str, lead: str
) -> HttpResponse:
    if not may_open(request.user, timezone.now())[kind]:
        raise PermissionDenied(presenter.NOBODY_HERE)

    def act(given: dict[str, Any]) -> object:
        facts, now = dict(given), timezone.now()
        openings.demand_role_over(kind, request.user, facts["supervisee"], timezone.localdate(now))
        if "reader" in facts:
            facts["reader"] = _account(facts["reader"])
        meeting = _meeting(facts.pop("supervisee"), facts.pop("held_on"))
        return action(meeting=meeting, **facts, by=request.user, at=now)

    return send(
        request,
        form,
        act,
        refusals=REFUSED,
        done="It is open. Both of the two have been told.",
        to="supervision:opened",
        title=title,
        lead=lead,
        button="Open it",
        breadcrumbs=[LIST, {"label": title}],
    )


def _meeting(supervisee: Any, held_on: Any) -> Meeting:
    found = openings.meeting_held(supervisee, held_on)
    if found is None:
        raise _NotFound("held_on", NO_MEETING)
    return found


def _account(person: Any) -> Any:
    if person.user is None:
        raise _NotFound("reader", NO_ACCOUNT)
    return person.user


def _classes(request: HttpRequest, record: Record) -> list[str]:
    """The parts this one of the two may refer: what is personal only by whom it is about."""
    held = sections_opened(request.user, record, Way.PAGE, timezone.now())
    own = is_supervised(request.user, record.meeting, timezone.localdate())
    there = set(record.sections.values_list("visibility", flat=True))
    return [code for code in held if code in there and (own or code not in (PERSONAL, WELLBEING))]
