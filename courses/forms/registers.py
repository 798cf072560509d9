"""What a register's page sends: one mark for each person, and what the page had shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from courses.actions.registers import Given
from courses.models import SessionDate
from courses.rules.attendance import Hours
from courses.rules.rosters import OnRegister

MARKS = ("present", "partial", "absent")
ALL_PRESENT = "all_present"
LONGEST = 4
"""Digits of minutes anybody needs: 9,999 is most of a week."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, and the id of the field on the page."""

    text: str
    anchor: str


class PartUnclear(ValueError):
    """What was typed for a part of the time does not say how long; `field` is the part of the form."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def read_register(
    data: Mapping[str, str], roster: Sequence[OnRegister], date: SessionDate, suffix: str = ""
) -> tuple[list[Given], list[Problem]]:
    """The marks that were changed on this page, and what is wrong with them.

    A mark that stands as the page showed it is left alone, so that somebody who marked the same
    person meanwhile is not overwritten by an old page. "Mark everybody else present" fills those
    that nobody had marked. `suffix` tells the dates apart on a page that shows them all.
    """
    given, problems = [], []
    fill = data.get("do") == ALL_PRESENT
    for booking in roster:
        key = f"{booking.public_id}{suffix}"
        mark, was = data.get(f"mark-{key}", ""), data.get(f"was-{key}", "")
        if not mark and fill:
            mark = "present"
        if mark not in MARKS or _now(mark, data, key) == was:
            continue
        try:
            minutes = _part(data, key, date, booking.name) if mark == "partial" else None
        except PartUnclear as unclear:
            problems.append(Problem(str(unclear), f"#{unclear.field}-{key}"))
            continue
        given.append(Given(booking.pk, date.pk, mark, minutes))
    return given, problems


def _now(mark: str, data: Mapping[str, str], key: str) -> str:
    if mark != "partial":
        return mark
    times = data.get(f"came-{key}", "") + data.get(f"left-{key}", "")
    return f"{mark}:{data.get(f'minutes-{key}', '').strip()}{times}"


def _part(data: Mapping[str, str], key: str, date: SessionDate, name: str) -> int:
    """Minutes of a part: from when they came and left, where either is given, else as typed."""
    came, left = data.get(f"came-{key}", "").strip(), data.get(f"left-{key}", "").strip()
    if came or left:
        return minutes_between(came, left, date, name)
    minutes = data.get(f"minutes-{key}", "").strip()
    if not whole_number(minutes) or not 0 < int(minutes) < date.learning_minutes:
        raise PartUnclear("minutes", f"Enter the minutes {name} was there, from 1 to {date.learning_minutes - 1}")
    return int(minutes)


def minutes_between(came: str, left: str, date: SessionDate, name: str) -> int:
    """Learning minutes of somebody who came late or left early; an empty time is the date's own.

    Raises PartUnclear.
    """
    start, end = _moment(came, date, "came", name), _moment(left, date, "left", name)
    begun, ended = start or date.starts_at, end or date.ends_at
    hours = Hours(date.starts_at, date.ends_at, date.learning_minutes)
    learned = hours.learned([(begun, ended)])
    if not learned:
        raise PartUnclear("came", f"Enter times for {name} that lie within the session, the earlier one first")
    if learned >= date.learning_minutes:
        raise PartUnclear("came", f"{name} was there the whole time: choose Present")
    return learned


def whole_number(text: str) -> bool:
    """Whether a text is a whole number that minutes can be."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def _moment(text: str, date: SessionDate, field: str, name: str) -> datetime | None:
    if not text:
        return None
    try:
        clock = time.fromisoformat(text)
    except ValueError as fault:
        raise PartUnclear(field, f"Enter the time for {name} like 10:15") from fault
    start = timezone.localtime(date.starts_at)
    moment = start.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    passes_midnight = moment < start and moment + timedelta(days=1) <= timezone.localtime(date.ends_at)
    return moment + timedelta(days=1) if passes_midnight else moment
