"""How a date ended: held, or not; and when the record of it was written and signed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from foundation import changelog
from supervision import emails, permissions
from supervision.actions.correspondence import tell
from supervision.actions.meetings.history import (
    MeetingRefused,
    NotAllowed,
    deadlines,
    guard_planned,
    happened,
    local_day,
    locked,
)
from supervision.models import Agreement, Meeting, MeetingEvent
from supervision.reasons import Reason
from workforce.models import Person
from workforce.querysets.access import access_of

ENDED = ["state", "held_on", "write_by", "sign_by", "minutes", "mode", "reason", "sequence", "changed_at"]


@transaction.atomic
def cancel(*, meeting_id: int, reason: str, by: Any, at: datetime) -> None:
    """It does not take place, for a reason. Raises NotAllowed, MeetingRefused."""
    meeting = locked(meeting_id)
    guard_planned(meeting, by, local_day(at))
    if reason not in Reason.values:
        raise MeetingRefused("reason", "Choose a reason.")
    meeting.state, meeting.reason = Meeting.State.CANCELLED, reason
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
    meeting.save(update_fields=["state", "reason", "sequence", "changed_at"])
    happened(meeting, MeetingEvent.Verb.CANCELLED, by=by, at=at, from_at=meeting.starts_at, reason=reason)
    if meeting.starts_at is not None and meeting.starts_at > at:
        tell(meeting, emails.CANCELLED, at=at, method="CANCEL")


@transaction.atomic
def hold(*, meeting_id: int, minutes: int, mode: str, by: Any, at: datetime) -> Meeting:
    """It took place on its day; whoever led it says so. Raises NotAllowed, MeetingRefused."""
    meeting, day = locked(meeting_id), local_day(at)
    guard_planned(meeting, by, day)
    if by is not None and meeting.supervisor_id not in access_of(by, day).person_ids:
        raise NotAllowed
    if meeting.starts_at is None or local_day(meeting.starts_at) > day:
        raise MeetingRefused("", "It lies ahead: move it to today if you met earlier.")
    held_on = local_day(meeting.starts_at)
    meeting.state, meeting.held_on = Meeting.State.HELD, held_on
    meeting.minutes, meeting.mode, meeting.changed_at = minutes, mode, at
    for name, last in deadlines(held_on).items():
        setattr(meeting, name, last)
    meeting.save(update_fields=ENDED)
    happened(meeting, MeetingEvent.Verb.HELD, by=by, at=at, from_at=meeting.starts_at)
    return meeting


@transaction.atomic
def record_held(
    *, supervisee: Person, held_on: date, kind: str, minutes: int, mode: str, by: Any, at: datetime
) -> Meeting:
    """A supervision that nobody had planned. Raises NotAllowed, MeetingRefused."""
    day = local_day(at)
    if by is None or not permissions.can_supervise(by, supervisee, day):
        raise NotAllowed
    if held_on > day:
        raise MeetingRefused("held_on", "This day lies ahead: plan it instead.")
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=supervisee.pk)
    same = Meeting.objects.held().filter(supervisee=supervisee, held_on=held_on, kind=kind, within=None)
    if same.exists():
        raise MeetingRefused("held_on", "It is recorded already.")
    me = Person.objects.get(pk=access_of(by, day).person_ids[0])
    meeting = Meeting.objects.create(
        kind=kind,
        state=Meeting.State.HELD,
        supervisee=supervisee,
        supervisor=me,
        agreement=Agreement.objects.in_force(held_on).filter(supervisee=supervisee, supervisor=me).first(),
        held_on=held_on,
        minutes=minutes,
        mode=mode,
        created_by=by,
        created_at=at,
        changed_at=at,
        **deadlines(held_on),
    )
    happened(meeting, MeetingEvent.Verb.HELD, by=by, at=at)
    return meeting


@transaction.atomic
def note_written(*, meeting_id: int, on: date, by: Any, at: datetime) -> None:
    """The full record was written: called by whoever keeps the words. The first day stays."""
    _note(meeting_id, "written_up_on", on, by, at)


@transaction.atomic
def note_signed(*, meeting_id: int, on: date, by: Any, at: datetime) -> None:
    """The second of the two has signed: called by whoever keeps the words. The first day stays."""
    _note(meeting_id, "signed_on", on, by, at)


def _note(meeting_id: int, name: str, on: date, by: Any, at: datetime) -> None:
    meeting = locked(meeting_id)
    if meeting.state != Meeting.State.HELD:
        raise MeetingRefused("", "Only a supervision that was held is written up and signed.")
    if getattr(meeting, name) is None:
        setattr(meeting, name, on)
        meeting.changed_at = at
        meeting.save(update_fields=[name, "changed_at"])
        changelog.record(by=by, at=at, verb="supervision.noted", subject=meeting, fields=[name])
