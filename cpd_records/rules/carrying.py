"""What may be carried from one allowance year into the next, until when, and in what words (DOMAIN 6, rule 5)."""

from collections.abc import Mapping
from datetime import date, timedelta

from cpd_records import policies
from cpd_records.rules.movements import AVAILABLE, OUTSIDE, Move
from cpd_records.rules.years import following, year_name
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours
from foundation.policies import PolicyBook


def usable_until(from_year: date, book: PolicyBook) -> date:
    """The last day of the new year on which carried time can be used."""
    new = following(from_year)
    return new + timedelta(days=book.whole(policies.CARRY_UNTIL, new) - 1)


def most(from_year: date, book: PolicyBook) -> int:
    """Minutes that may be carried out of a year for one person."""
    new = following(from_year)
    return book.whole(policies.CARRY_MOST, new) * book.whole(policies.DAY, new)


def open_on(day: date, from_year: date, book: PolicyBook) -> bool:
    """Whether time of a year may still be carried over on a day: from its beginning to the last usable day."""
    return from_year <= day <= usable_until(from_year, book)


def why_not(minutes: int, from_year: date, today: date, granted: int, left: int, book: PolicyBook) -> str:
    """What stands in the way, in a sentence; "" where nothing does. Minutes; `granted` were carried before."""
    day, limit = book.whole(policies.DAY, following(from_year)), most(from_year, book)
    name = year_name(from_year)
    if not open_on(today, from_year, book):
        last = long_date(usable_until(from_year, book))
        return f"Time of {name} can be carried over from {long_date(from_year)} to {last}, and on no other day."
    if minutes <= 0:
        return "Enter how much time is to be carried over."
    if granted + minutes > limit:
        before = f", and {minutes_as_days(granted, day)} were granted already" if granted else ""
        return f"At most {minutes_as_days(limit, day)} of a year can be carried over{before}."
    if minutes > left:
        return f"Only {minutes_as_days_and_hours(left, day)} of {name} are left to carry over."
    return ""


def moved_over(before: Mapping[date, int], after: Mapping[date, int]) -> tuple[date, int] | None:
    """(year, minutes) of learning that left an allowance year for the one after it; None where none did."""
    for year in sorted(before):
        gone = before[year] - after.get(year, 0)
        came = after.get(following(year), 0) - before.get(following(year), 0)
        if gone > 0 and came > 0:
            return year, min(gone, came)
    return None


def moved_back(before: Mapping[date, int], after: Mapping[date, int]) -> bool:
    """Whether learning came back from the year after into an earlier one."""
    return any(before[year] > after.get(year, 0) and _up_to(year, after) > _up_to(year, before) for year in before)


def _up_to(year: date, minutes: Mapping[date, int]) -> int:
    return sum(amount for start, amount in minutes.items() if start < year)


def lapsing(minutes: int, last_day: date) -> Move:
    """Carried time that was not used, leaving the new year on the day after its last day."""
    return Move("carry", AVAILABLE, OUTSIDE, minutes, last_day + timedelta(days=1))


def granted_words(minutes: int, from_year: date, cause: str, last_day: date, book: PolicyBook) -> str:
    """The reason both entries carry."""
    day = book.whole(policies.DAY, following(from_year))
    return (
        f"{minutes_as_days_and_hours(minutes, day)} carried over from {year_name(from_year)} to "
        f"{year_name(following(from_year))}. Cause: {cause.lower()}. Counts for learning until {long_date(last_day)}."
    )


def lapsed_words(minutes: int, from_year: date, last_day: date, book: PolicyBook) -> str:
    """The reason of a lapse."""
    day = book.whole(policies.DAY, last_day)
    return (
        f"{minutes_as_days_and_hours(minutes, day)} carried over from {year_name(from_year)} were not used or "
        f"booked by {long_date(last_day)} and have lapsed. Bookings stand."
    )
