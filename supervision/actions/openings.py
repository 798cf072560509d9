"""Opening a record beyond the two: a manager's sample with a reason, and what two people open together (DOMAIN 9)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from supervision.models import Meeting, Opening, OpeningRequest
from supervision.permissions.reading import standings
from supervision.policies import SAMPLE_DAYS
from supervision.rules.access import Capacity
from workforce import roles
from workforce.permissions import has_role
from workforce.querysets.access import access_of

LONGEST, MOST_HOURS = 1000, 72
NEEDS = {Opening.Kind.BREAK_GLASS: (roles.SYSTEM_ADMINISTRATOR,), Opening.Kind.INVESTIGATION: (roles.HR,)}
"""Who asks for, and who seconds, what two people open together."""


class OpeningRefused(Exception):
    """It is not opened; the message says why, and who could."""


NO_REASON = "Say why. The two people of this supervision read your reason."
TOO_LONG = f"Use {LONGEST} characters or fewer."
NOT_ABOVE = "Only the manager of the supervisor reads a sample of their records."
NOT_YOURS = "This can be asked for by {} only."
OWN = "Nobody opens, seconds or reads a record of their own supervision this way."
ONESELF = "A second person has to agree: not whoever asked, and not whoever is to read."
ANSWERED = "This request has been answered already."
HOURS = f"Choose between 1 and {MOST_HOURS} hours."
SEAL = "Only an investigation is kept from the two, and only until a day ahead."


@transaction.atomic
def sample(*, meeting: Meeting, reason: str, by: Any, at: datetime) -> Opening:
    """Management and case sections of one record, for the policy's days; the two see it and the reason.

    A sample that still runs is answered again. Raises OpeningRefused.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_sample(by, held, at):
        raise OpeningRefused(NOT_ABOVE)
    running = Opening.objects.running(at).filter(meeting=held, reader=by, kind=Opening.Kind.SAMPLE).first()
    if running is not None:
        return running
    days = policies.book().whole(SAMPLE_DAYS, timezone.localdate(at))
    made = Opening.objects.create(
        meeting=held,
        reader=by,
        kind=Opening.Kind.SAMPLE,
        reason=_said(reason),
        opened_by=by,
        starts_at=at,
        ends_at=at + timedelta(days=days),
    )
    changelog.record(by=by, at=at, verb="supervision.sample_opened", subject=held, fields=["openings"])
    return made


def meeting_held(supervisee: Any, held_on: date) -> Meeting | None:
    """The supervision somebody had on a day, for who asks for its record without seeing a list of any."""
    found: Meeting | None = Meeting.objects.held().filter(supervisee=supervisee, held_on=held_on).first()
    return found


def may_sample(user: Any, meeting: Meeting, at: datetime) -> bool:
    """Whether the user is the manager of who led it."""
    return any(each.capacity == Capacity.SUPERVISORS_MANAGER for each in standings(user, meeting, at))


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
    _demand_outside(meeting, (by, reader), day)
    if not 1 <= hours <= MOST_HOURS:
        raise OpeningRefused(HOURS)
    if sealed_until is not None and (kind != Opening.Kind.INVESTIGATION or sealed_until <= day):
        raise OpeningRefused(SEAL)
    made = OpeningRequest.objects.create(
        meeting=meeting,
        kind=kind,
        reader=reader,
        reason=_said(reason),
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
    return opening


@transaction.atomic
def decline(*, request_id: int, by: Any, at: datetime) -> OpeningRequest:
    """The second person does not agree. Raises OpeningRefused."""
    return _answer(_waiting(request_id, by, at), OpeningRequest.State.DECLINED, by, at)


def _waiting(request_id: int, by: Any, at: datetime) -> OpeningRequest:
    request = OpeningRequest.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=request_id)
    day = timezone.localdate(at)
    _demand_role(by, request.kind, day)
    if by.pk in (request.asked_by_id, request.reader_id):
        raise OpeningRefused(ONESELF)
    _demand_outside(request.meeting, (by,), day)
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


def _demand_outside(meeting: Meeting, users: tuple[Any, ...], day: date) -> None:
    two = {meeting.supervisee_id, meeting.supervisor_id} - {None}
    if any(two & set(access_of(user, day).person_ids) for user in users):
        raise OpeningRefused(OWN)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise OpeningRefused(NO_REASON)
    if len(said) > LONGEST:
        raise OpeningRefused(TOO_LONG)
    return said
