"""What only two people open together: broken glass, and a recorded investigation (DOMAIN 9)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from supervision.actions.openings.refusals import OpeningRefused, demand_outside, said
from supervision.actions.records import telling
from supervision.models import Meeting, Opening, OpeningRequest
from workforce import roles
from workforce.permissions import has_role

MOST_HOURS = 72
LOOK_BACK = timedelta(days=14)
"""How far a job that did not run for a while goes back; the outbox keeps each letter once."""
NEEDS = {Opening.Kind.BREAK_GLASS: (roles.SYSTEM_ADMINISTRATOR,), Opening.Kind.INVESTIGATION: (roles.HR,)}
"""Who asks for, and who seconds, what two people open together."""


NOT_YOURS = "This can be asked for by {} only."
ONESELF = "A second person has to agree: not whoever asked, and not whoever is to read."
ANSWERED = "This request has been answered already."
HOURS = f"Choose between 1 and {MOST_HOURS} hours."
SEAL = "Only an investigation is kept from the two, and only until a day ahead."


@transaction.atomic
def ask(
    *,
    meeting: Meeting,
    kind: str,
    reader: Any,
    reason: str,
    hours: int,
    sealed_until: date | None = None,
    by: Any,
    at: datetime,
) -> OpeningRequest:
    """One person asks; nothing is open yet. Raises OpeningRefused."""
    day = timezone.localdate(at)
    _demand_role(by, kind, day)
    demand_outside(meeting, (by, reader), day)
    if not 1 <= hours <= MOST_HOURS:
        raise OpeningRefused(HOURS)
    if sealed_until is not None and (kind != Opening.Kind.INVESTIGATION or sealed_until <= day):
        raise OpeningRefused(SEAL)
    made = OpeningRequest.objects.create(
        meeting=meeting,
        kind=kind,
        reader=reader,
        reason=said(reason),
        hours=hours,
        sealed_until=sealed_until,
        asked_by=by,
        asked_at=at,
    )
    changelog.record(by=by, at=at, verb=f"supervision.{kind}_asked", subject=meeting, fields=["openings"])
    return made


@transaction.atomic
def second(*, request_id: int, by: Any, at: datetime) -> Opening:
    """The second person agrees, and it is open from now for the hours asked. Raises OpeningRefused."""
    request = _waiting(request_id, by, at)
    opening = Opening.objects.create(
        meeting=request.meeting,
        reader=request.reader,
        kind=request.kind,
        reason=request.reason,
        opened_by=request.asked_by,
        seconded_by=by,
        starts_at=at,
        ends_at=at + timedelta(hours=request.hours),
        sealed_until=request.sealed_until,
    )
    _answer(request, OpeningRequest.State.OPENED, by, at)
    if opening.sealed_until is None:
        telling.of_opening(opening, at)
    return opening


@transaction.atomic
def decline(*, request_id: int, by: Any, at: datetime) -> OpeningRequest:
    """The second person does not agree. Raises OpeningRefused."""
    return _answer(_waiting(request_id, by, at), OpeningRequest.State.DECLINED, by, at)


def tell_unsealed(*, at: datetime) -> int:
    """Tell the two of investigations that were kept from them until today; how many. The clock's job, repeatable."""
    today = timezone.localdate(at)
    shown = Opening.objects.filter(sealed_until__lte=today, sealed_until__gt=today - LOOK_BACK)
    rows = list(shown.select_related("meeting__supervisee__user", "meeting__supervisor__user", "meeting__record"))
    for opening in rows:
        telling.of_opening(opening, at)
    return len(rows)


def _waiting(request_id: int, by: Any, at: datetime) -> OpeningRequest:
    request = OpeningRequest.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=request_id)
    day = timezone.localdate(at)
    _demand_role(by, request.kind, day)
    if by.pk in (request.asked_by_id, request.reader_id):
        raise OpeningRefused(ONESELF)
    demand_outside(request.meeting, (by,), day)
    if request.state != OpeningRequest.State.ASKED:
        raise OpeningRefused(ANSWERED)
    return request


def _answer(request: OpeningRequest, state: str, by: Any, at: datetime) -> OpeningRequest:
    request.state, request.answered_by, request.answered_at = state, by, at
    request.save(update_fields=["state", "answered_by", "answered_at"])
    changelog.record(
        by=by, at=at, verb=f"supervision.{request.kind}_{state}", subject=request.meeting, fields=["openings"]
    )
    return request


def _demand_role(user: Any, kind: str, day: date) -> None:
    wanted = NEEDS[Opening.Kind(kind)]
    if not any(has_role(user, role, day) for role in wanted):
        raise OpeningRefused(NOT_YOURS.format(" or ".join(roles.role(role).name.lower() for role in wanted)))
