"""What each kind of move does to the buckets, and the sentences that say why one cannot be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cpd_records.rules.portions import Need
from cpd_records.rules.years import year_end
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days_and_hours
from foundation.methodologies import Split

OUTSIDE, AVAILABLE, RESERVED, SPENT = "outside", "available", "reserved", "spent"


@dataclass(frozen=True, slots=True)
class Move:
    """Minutes from one bucket to another; `split` only where time enters or leaves `spent`.

    `excess` are those of them that a manager approved beyond what was left.
    """

    kind: str
    from_bucket: str
    to_bucket: str
    minutes: int
    on: date
    split: Split | None = None
    excess: int = 0


def reserving(need: Need, excess: int = 0) -> Move:
    """Available time set aside for a booking, with what goes beyond it by approval."""
    return Move("reserve", AVAILABLE, RESERVED, need.minutes, need.on, excess=excess)


def releasing(minutes: int, on: date) -> Move:
    """Booked time given back."""
    return Move("release", RESERVED, AVAILABLE, minutes, on)


def spending(need: Need, from_bucket: str) -> Move:
    """Time used, from what was booked or straight from what is left."""
    return Move("spend", from_bucket, SPENT, need.minutes, need.on, need.split)


def claiming(need: Need) -> Move:
    """Time used by a claim that was verified, from what is left."""
    return Move("claim", AVAILABLE, SPENT, need.minutes, need.on, need.split)


def reversing(split: Split, on: date) -> Move:
    """Used time given back by a correction."""
    return Move("reverse", SPENT, AVAILABLE, split.total, on, split)


def carrying_out(minutes: int, start: date) -> Move:
    """Time leaving the allowance year that starts on `start`, on its last day."""
    return Move("carry", AVAILABLE, OUTSIDE, minutes, year_end(start))


def carrying_in(minutes: int, start: date) -> Move:
    """The same time arriving in the new year, on its first day."""
    return Move("carry", OUTSIDE, AVAILABLE, minutes, start)


def settling(need: Need | None, reserved: int, on: date) -> list[Move]:
    """Turn `reserved` minutes of one year, booked for a day, into what was attended there.

    Less than was booked: the rest is given back. More: all of it is given back and the whole taken
    from what is left, because one happening makes one `spend` entry a year.
    """
    if need is None:
        return [releasing(reserved, on)] if reserved else []
    if need.minutes > reserved:
        back = [releasing(reserved, on)] if reserved else []
        return [*back, spending(need, AVAILABLE)]
    rest = reserved - need.minutes
    return [spending(need, RESERVED), *([releasing(rest, on)] if rest else [])]


def shortfalls(needs: Mapping[date, int], available: Mapping[date, int]) -> list[tuple[date, int, int]]:
    """(year, needed, left) of every year in which more is needed than is left; minutes, `left` at least 0."""
    return [
        (start, needed, max(available[start], 0))
        for start, needed in sorted(needs.items())
        if needed > available[start]
    ]


def short_sentence(start: date, needed: int, left: int, day: int) -> str:
    """ "This needs 1 day …, and there is half a day left …": what is missing, in days and hours."""
    year = f"the year from {long_date(start)} to {long_date(year_end(start))}"
    have = f"{minutes_as_days_and_hours(left, day)} left" if left else "nothing left"
    return f"This needs {minutes_as_days_and_hours(needed, day)} of learning allowance, and there is {have} in {year}."


SHORT_REMEDY = (
    "Choose a shorter course, or cancel a booking you no longer need. "
    "If the allowance itself looks wrong, the page “My learning allowance” shows the sum behind it."
)
