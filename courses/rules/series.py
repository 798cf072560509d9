"""The dates of a series: the same weekday and times, every so many weeks, less the days left out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils import timezone

from foundation.working_days import bank_holidays

FURTHEST = 156
"""Weeks a series may reach, so that one that skips everything ends too."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every `weeks` weeks, `times` more sessions.

    `left_out` are spans of days, both ends in, such as school holidays.
    """

    weeks: int
    times: int
    skip_bank_holidays: bool = True
    left_out: Sequence[tuple[date, date]] = field(default=())


def shifts(days: Collection[date], pattern: Pattern) -> list[timedelta]:
    """How far each further session lies from the first, whose days these are; skipped ones are made up for later."""
    return list(islice(_allowed(days, pattern), pattern.times))


def shifted(moment: datetime, by: timedelta) -> datetime:
    """The same time by the clock on the wall, days later: the hour's change is not passed on."""
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + by)


def _allowed(days: Collection[date], pattern: Pattern) -> Iterator[timedelta]:
    for number in range(1, FURTHEST // pattern.weeks + 1):
        by = timedelta(weeks=pattern.weeks * number)
        if not any(_is_left_out(day + by, pattern) for day in days):
            yield by


def _is_left_out(day: date, pattern: Pattern) -> bool:
    if pattern.skip_bank_holidays and day in bank_holidays():
        return True
    return any(first <= day <= last for first, last in pattern.left_out)
