"""On which days claimed time fell: a claim says when and how long, the ledger asks for each day."""

from collections.abc import Iterable
from datetime import date, timedelta

from cpd_records.rules.portions import Portion
from foundation.methodologies import equal_weights
from foundation.working_days import is_working_day

LONGEST_PERIOD = 366
"""Days from the first to the last."""


def days_of(starts_on: date, ends_on: date) -> list[date]:
    """The days the time is spread over: the working days of a period, or all of them where none is."""
    all_days = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    return [day for day in all_days if is_working_day(day)] or all_days


def portions_of(starts_on: date, ends_on: date, minutes: int, methodologies: Iterable[str]) -> list[Portion]:
    """Whole minutes spread evenly, earlier days taking what is left over; each debits its own year.

    Split equally over the methodologies that were ticked; none is all general (DOMAIN 6, rule 13).
    """
    weights, days = equal_weights(methodologies), days_of(starts_on, ends_on)
    share, extra = divmod(minutes, len(days))
    spread = [Portion(day, share + (1 if place < extra else 0), weights) for place, day in enumerate(days)]
    return [portion for portion in spread if portion.minutes]


def outside_working_time(starts_on: date, ends_on: date) -> bool:
    """Whether none of the days was a working day: such learning counts if agreed beforehand (DOMAIN 6, rule 12)."""
    return not any(is_working_day(day) for day in days_of(starts_on, ends_on))
