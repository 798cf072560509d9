"""Which reminders of a session fall due (DESIGN 4 "Messages"). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is due: of the session's first date in good time, or of one date shortly before it.

    `place` is the date's place among the session's dates; `falls_on` the day from which it is due:
    who got the place that day or later has just been told and is not reminded.
    """

    falls_on: date
    place: int
    last: bool


def due_on(today: date, days: Sequence[date], *, first: int, last: int) -> list[Due]:
    """The reminders due today. `first` and `last` are working days before a date; 0 is none.

    One that was missed (the clock stood still) is caught up with, until the next one is due or the day
    itself has come.
    """
    found = []
    last_calls = [add_working_days(day, -last) if last else day for day in days]
    if first and days:
        falls_on = add_working_days(days[0], -first)
        if falls_on <= today < last_calls[0]:
            found.append(Due(falls_on, 0, last=False))
    for place, (falls_on, day) in enumerate(zip(last_calls, days, strict=True)):
        if last and falls_on <= today < day:
            found.append(Due(falls_on, place, last=True))
    return found
