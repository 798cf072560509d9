"""England's working days: Monday to Friday less bank holidays (FORMATS, absences.csv).

The bank holidays of England and Wales from 2016 to 2030 are carried in `data/bank_holidays.json`,
so that no figure depends on a network; the file names its source.
"""

import json
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "bank_holidays.json"
SATURDAY = 5


class NoBankHolidays(LookupError):
    """The day lies outside the years whose bank holidays are known."""


@cache
def bank_holidays() -> dict[date, str]:
    """Every known bank holiday of England with its name, in order."""
    content = json.loads(DATA.read_text(encoding="utf-8"))
    return {date.fromisoformat(day): name for day, name in sorted(content["days"].items())}


@cache
def _weekday_holidays() -> list[date]:
    return [day for day in bank_holidays() if day.weekday() < SATURDAY]


@cache
def _known_years() -> tuple[int, int]:
    years = [known.year for known in bank_holidays()]
    return years[0], years[-1]


def _check(day: date) -> None:
    first, last = _known_years()
    if not first <= day.year <= last:
        raise NoBankHolidays(
            f"Bank holidays are known from {first} to {last}, not for {day.year}: add them to {DATA.name}."
        )


def is_working_day(day: date) -> bool:
    """Whether offices are open that day. Raises NoBankHolidays outside the known years."""
    _check(day)
    return day.weekday() < SATURDAY and day not in bank_holidays()


def add_working_days(day: date, number: int) -> date:
    """The day that lies `number` working days after `day` (before it when negative).

    Nought gives the same day, working day or not.
    """
    step = timedelta(days=1 if number >= 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def count_between(first: date, last: date) -> int:
    """Working days from `first` to `last`, both counted; nought when `last` is earlier.

    For days outside the known years Monday to Friday counts, as old absences need no more.
    """
    if last < first:
        return 0
    holidays = _weekday_holidays()
    return _weekdays(first, last) - (bisect_left(holidays, last + timedelta(days=1)) - bisect_left(holidays, first))


def _weekdays(first: date, last: date) -> int:
    """Mondays to Fridays from `first` to `last`, both counted."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * 5 + sum((first.weekday() + offset) % 7 < SATURDAY for offset in range(rest))
