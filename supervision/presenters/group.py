"""A group before, during and after it meets: who takes part as what, and the groups somebody leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from foundation.british_dates import long_date
from supervision.models import Attendee, Meeting
from supervision.presenters.words import when
from supervision.rules.group_people import ATTENDED, name_of
from workforce.querysets.access import access_of

SHOWN = 6


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group the user leads."""

    key: str
    when: str
    state: str
    waits: bool


def people_rows(attendees: Iterable[Attendee], *, held: bool) -> list[tuple[str, str]]:
    """(name, as what) of everybody asked; once it was held, also whether they came. Guests with where they are from."""
    return [(name_of(each), _as_what(each, held)) for each in attendees]


def there_row(attendees: Iterable[Attendee]) -> tuple[str, str]:
    """Who was there, for the head of the record."""
    names = [name_of(each) for each in attendees if each.attendance == ATTENDED]
    return "Who was there", ", ".join(names) or "Not said yet"


def group_lines(user: Any, on: date, at: datetime) -> list[GroupLine]:
    """Those ahead and the last ones; one query."""
    mine = Meeting.objects.led_by(access_of(user, on).person_ids).filter(kind=Meeting.Kind.GROUP, supervisee=None)
    rows = sorted(mine.exclude(state=Meeting.State.CANCELLED).order_by("-created_at")[:SHOWN], key=_moment)
    return [_line(row, at) for row in rows]


def _line(meeting: Meeting, at: datetime) -> GroupLine:
    planned = meeting.state == Meeting.State.PLANNED
    past = planned and meeting.starts_at is not None and meeting.starts_at < at
    state = meeting.get_state_display() if not past else "Did it take place?"
    if meeting.written_up_on:
        state = f"Written up on {long_date(meeting.written_up_on)}"
    return GroupLine(str(meeting.public_id), when(meeting), state, past)


def _moment(meeting: Meeting) -> date:
    return meeting.held_on or (timezone.localdate(meeting.starts_at) if meeting.starts_at else date.max)


def _as_what(attendee: Attendee, held: bool) -> str:
    said = attendee.get_role_display()
    if attendee.organisation is not None:
        said = f"{said}, from {attendee.organisation.name}"
    return f"{said}. {attendee.get_attendance_display()}" if held else said
