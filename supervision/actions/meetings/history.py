"""What every change of a meeting shares: its lock, its history row, its refusals."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from foundation import changelog, policies
from supervision import permissions
from supervision.actions.cycles import bring_up_to_date
from supervision.models import Meeting, MeetingEvent
from supervision.policies import SIGN, WRITE_UP
from supervision.rules.dues.away import working_days_later


class NotAllowed(PermissionError):
    """Neither one of the two nor somebody who supervises them."""

    def __init__(self) -> None:
        super().__init__("Only the two people it is between, or who stands in for the supervisor, can do this.")


class MeetingRefused(ValueError):
    """It cannot be done like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def locked(meeting_id: int) -> Meeting:
    """The meeting with its row locked and its people read. Raises Meeting.DoesNotExist."""
    rows = Meeting.objects.with_both().select_for_update(of=("self",))
    return rows.get(pk=meeting_id)


def guard_planned(meeting: Meeting, by: Any, day: date) -> None:
    """Only the two, or who supervises or deputises, and only while it is planned. Raises both refusals."""
    allowed = by is None or permissions.is_party(by, meeting, day)
    if not allowed and not (meeting.supervisee and permissions.can_supervise(by, meeting.supervisee, day)):
        raise NotAllowed
    if meeting.state != Meeting.State.PLANNED:
        raise MeetingRefused("", f"This supervision is no longer planned: {meeting.get_state_display().lower()}.")


def deadlines(held_on: date) -> dict[str, date]:
    """The last good days for writing it up and for signing, by the policy of the day it was held."""
    book = policies.book()
    return {
        "write_by": working_days_later(held_on, book.whole(WRITE_UP, held_on)),
        "sign_by": working_days_later(held_on, book.whole(SIGN, held_on)),
    }


def happened(
    meeting: Meeting,
    verb: MeetingEvent.Verb,
    *,
    by: Any,
    at: datetime,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    reason: str = "",
) -> None:
    """The history row and the change log; then the supervisee's clock follows."""
    MeetingEvent.objects.create(meeting=meeting, verb=verb, from_at=from_at, to_at=to_at, reason=reason, by=by, at=at)
    changelog.record(by=by, at=at, verb=f"supervision.{verb}", subject=meeting, reason=reason)
    if meeting.supervisee_id is not None and verb != MeetingEvent.Verb.PLANNED:
        bring_up_to_date(at=at, person_ids=[meeting.supervisee_id])


def local_day(moment: datetime) -> date:
    """The day in local time."""
    return timezone.localdate(moment)
