"""Days, clock times and moments of a file as moments: by the clock on the wall in Rotherham."""

import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from courses.actions.sessions import DateSpan

LONGEST = timedelta(hours=14)
MOMENT = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4}))(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
HOW = "Write the moment as 2026-11-30 14:05 or 30/11/2026 14:05."


class BadMoment(ValueError):
    """There is no such moment, or it cannot be read; the message says what to write."""


def span_of(day: date, starts: time, ends: time) -> DateSpan:
    """One date of a session; an end before its start is on the next day. Raises BadMoment."""
    last = day + timedelta(days=1) if ends < starts else day
    span = DateSpan(_local(day, starts), _local(last, ends))
    if starts == ends or span.ends_at - span.starts_at > LONGEST:
        raise BadMoment("It must end after it starts, within 14 hours: check both times.")
    return span


def moment_of(text: str) -> datetime | None:
    """A moment written with or without its time; None for nothing. Raises BadMoment."""
    if not text:
        return None
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        raise BadMoment(HOW)
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        clock = time(int(found[7] or 0), int(found[8] or 0), int(found[9] or 0))
        return _local(date(int(year), int(month), int(day)), clock)
    except ValueError as fault:
        raise BadMoment(str(fault) if isinstance(fault, BadMoment) else HOW) from None


def _local(day: date, clock: time) -> datetime:
    try:
        return from_current_timezone(datetime.combine(day, clock))
    except ValidationError as fault:
        raise BadMoment("The clocks change that night, so there is no such time, or it comes twice.") from fault
