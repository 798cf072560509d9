"""Another date, or somebody else who leads it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from foundation import policies
from supervision import emails, permissions
from supervision.actions.correspondence import tell
from supervision.actions.meetings.history import MeetingRefused, NotAllowed, guard_planned, happened, local_day, locked
from supervision.models import Meeting, MeetingEvent
from supervision.policies import RESCHEDULE
from supervision.reasons import Reason
from supervision.rules.dues.away import working_days_later
from workforce.models import Deputy, Person


@transaction.atomic
def move(*, meeting_id: int, to: datetime, reason: str, by: Any, at: datetime) -> bool:
    """To another time, with a reason. Whether it still counts as on time by the policy of rescheduling.

    Raises NotAllowed, MeetingRefused.
    """
    meeting = locked(meeting_id)
    guard_planned(meeting, by, local_day(at))
    if reason not in Reason.values:
        raise MeetingRefused("reason", "Choose a reason.")
    if to <= at:
        raise MeetingRefused("day", "Choose a day and time that lie ahead.")
    before, meeting.starts_at, meeting.reason = meeting.starts_at, to, reason
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
    _save(meeting)
    happened(meeting, MeetingEvent.Verb.MOVED, by=by, at=at, from_at=before, to_at=to, reason=reason)
    tell(meeting, emails.MOVED, at=at)
    day = local_day(to)
    first = meeting.planned_for or day
    return day <= working_days_later(first, policies.book().whole(RESCHEDULE, first))


def _save(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save(update_fields=["starts_at", "reason", "sequence", "changed_at"])
    except IntegrityError as clash:
        raise MeetingRefused("day", "Supervision is planned for that time already.") from clash


@transaction.atomic
def hand_over(*, meeting_id: int, to: Person, by: Any, at: datetime) -> None:
    """Somebody who stands in for the supervisor that day leads it. Raises NotAllowed, MeetingRefused."""
    meeting, day = locked(meeting_id), local_day(at)
    if not permissions.can_hand_over(by, meeting, day):
        raise NotAllowed
    if meeting.state != Meeting.State.PLANNED or meeting.starts_at is None:
        raise MeetingRefused("", "Only a supervision that is planned can be handed to somebody.")
    when = local_day(meeting.starts_at)
    named = Deputy.objects.running(when).filter(principal=meeting.supervisor, deputy=to)
    if to.pk == meeting.supervisee_id or not named.exists():
        raise MeetingRefused("to", "They do not stand in that day: name them as deputy or delegate first.")
    former = meeting.supervisor
    tell(meeting, emails.CANCELLED, at=at, method="CANCEL", part="handed", to=[meeting.supervisor_id or 0])
    meeting.stands_in_for, meeting.supervisor = meeting.stands_in_for or former, to
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
    meeting.save(update_fields=["stands_in_for", "supervisor", "sequence", "changed_at"])
    happened(meeting, MeetingEvent.Verb.HANDED, by=by, at=at)
    tell(meeting, emails.MOVED, at=at)
