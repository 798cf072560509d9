"""Where a year is heading at the present pace: what was used, stretched over the days of the year in post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cpd_records.rules.balances import Balance
from cpd_records.rules.entitlement import Stretch


@dataclass(frozen=True, slots=True)
class Forecast:
    """Minutes and days. `expected` is what would have been used by the last day in post of the year: the
    pace so far, and never less than what is used and booked already."""

    spent: int
    reserved: int
    days_gone: int
    days_in_all: int
    last_day: date
    at_pace: int
    allowance: int

    @property
    def expected(self) -> int:
        """Minutes used by the end of the year."""
        return max(self.at_pace, self.spent + self.reserved)

    @property
    def unused(self) -> int:
        """Minutes of the allowance that would be left, 0 or more."""
        return max(self.allowance - self.expected, 0)

    @property
    def beyond(self) -> int:
        """Minutes by which the pace would pass the allowance, 0 or more."""
        return max(self.expected - self.allowance, 0)


def forecast(closing: Balance, stretches: Sequence[Stretch], on: date) -> Forecast | None:
    """From the balance on a day of the year and the year's days in post.

    None before the first day in post, after the last, and where nobody is in post.
    """
    if not stretches or not stretches[0].starts_on <= on < stretches[-1].ends_on:
        return None
    tomorrow = on + timedelta(days=1)
    gone = sum((min(tomorrow, s.ends_on) - s.starts_on).days for s in stretches if s.starts_on < tomorrow)
    whole = sum(stretch.days for stretch in stretches)
    exact = Decimal(closing.spent) * whole / gone
    return Forecast(
        spent=closing.spent,
        reserved=closing.reserved,
        days_gone=gone,
        days_in_all=whole,
        last_day=stretches[-1].ends_on - timedelta(days=1),
        at_pace=int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)),
        allowance=closing.granted,
    )
