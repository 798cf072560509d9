"""The allowance year: 1 April to 31 March (DOMAIN 6, rule 2).

Fixed in code on purpose: accounts are keyed by the day their year starts.
"""

from datetime import date, timedelta

FIRST_YEAR = date(2017, 4, 1)
"""The Academy opened in 2017 (DOMAIN row 6); nobody had an allowance before."""


def year_start(day: date) -> date:
    """1 April of the allowance year that a day belongs to."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def year_end(start: date) -> date:
    """The last day, 31 March, of the year that starts on `start`."""
    return date(start.year + 1, 3, 31)


def following(start: date) -> date:
    """The start of the year after."""
    return date(start.year + 1, 4, 1)


def days_in(start: date) -> int:
    """365, or 366 where 29 February falls in the year."""
    return (following(start) - start).days


def years_up_to(last: date, first: date = FIRST_YEAR) -> list[date]:
    """Starts of the allowance years from `first` to the one that holds `last`, oldest first."""
    return [date(year, 4, 1) for year in range(year_start(first).year, year_start(last).year + 1)]


def year_name(start: date) -> str:
    """ "2026/27", as people say it."""
    return f"{start.year}/{(start.year + 1) % 100:02d}"


def day_before(day: date) -> date:
    """An exclusive end as the last day people would name."""
    return day - timedelta(days=1)
