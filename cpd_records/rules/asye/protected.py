"""Protected time: a share of working time, pro rata by FTE, without the days of a pause (DOMAIN 6, ASYE).

    share × working days a year × length of a day × (FTE × days, summed) ÷ days of a year

A ledger of its own, apart from the 15 days: nothing moves between the two. Exact integers throughout;
the only rounding is the last, up to a whole minute.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cpd_records import asye_policies, policies
from cpd_records.rules.asye.calendar import Pause
from cpd_records.rules.entitlement import WHOLE, Spell
from cpd_records.rules.years import day_before
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours
from foundation.months import months_later
from foundation.policies import PolicyBook


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row at one share of full time. `ends_on` is exclusive, `share` in millionths."""

    starts_on: date
    ends_on: date
    share: int

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.ends_on - self.starts_on).days


@dataclass(frozen=True, slots=True)
class Protected:
    """Minutes somebody should have, and the sum in words."""

    minutes: int
    words: str


def protected(
    spells: Sequence[Spell], starts_on: date, until: date, pauses: Sequence[Pause], book: PolicyBook
) -> Protected:
    """Protected time from the first day of a programme until a day (exclusive), by the figures of its first day."""
    share = book.value(asye_policies.SHARE, starts_on)
    working = book.whole(asye_policies.WORKING_DAYS, starts_on)
    day = book.whole(policies.DAY, starts_on)
    year = (months_later(starts_on, 12) - starts_on).days  # a calendar year, however long the programme
    full = Fraction(share) * working * day / 100
    stretches = list(_stretches(spells, starts_on, until, pauses))
    exact = full * sum(item.share * item.days for item in stretches) / (WHOLE * year)
    minutes = -(-exact.numerator // exact.denominator)
    return Protected(minutes, _words(stretches, share, working, minutes, year, day))


def _stretches(spells: Sequence[Spell], starts_on: date, until: date, pauses: Sequence[Pause]) -> Iterable[Stretch]:
    """The time cut where hours change or a pause begins or ends; paused days and days without a post left out."""
    edges = [edge for spell in spells for edge in (spell.starts_on, spell.ends_on)]
    edges += [edge for pause in pauses for edge in (pause.starts_on, pause.ends_on)]
    cuts = sorted({starts_on, until, *(day for day in edges if day and starts_on < day < until)})
    found: list[Stretch] = []
    for first, end in zip(cuts, cuts[1:], strict=False):
        share = 0 if _paused(pauses, first) else _share(spells, first)
        if share and found and (found[-1].ends_on, found[-1].share) == (first, share):
            found[-1] = Stretch(found[-1].starts_on, end, share)
        elif share:
            found.append(Stretch(first, end, share))
    return found


def _paused(pauses: Sequence[Pause], day: date) -> bool:
    return any(p.starts_on <= day and (p.ends_on is None or day < p.ends_on) for p in pauses)


def _share(spells: Sequence[Spell], day: date) -> int:
    return min(WHOLE, sum(int(s.fte * WHOLE) for s in spells if not s.provisional and s.runs_on(day)))


def _words(stretches: Sequence[Stretch], share: Decimal, working: int, minutes: int, year: int, day: int) -> str:
    if not stretches:
        return "No day counts yet: there is no confirmed post, or the programme is paused."
    when = "; ".join(
        f"{long_date(s.starts_on)} to {long_date(day_before(s.ends_on))} ({s.days} days) at {_fte(s.share)}"
        for s in stretches
    )
    full = minutes_as_days(int(Fraction(share) * working * day / 100), day)
    terms = [f"{_number(Decimal(s.share) / WHOLE)} × {s.days}" for s in stretches]
    inner = terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"
    total = minutes_as_days_and_hours(minutes, day)
    head = f"{_number(share)}% of {working} working days is {full} a year at full time."
    return f"{head} {when[0].upper()}{when[1:]}: {full} × {inner} ÷ {year} = {total}."


def _fte(share: int) -> str:
    return "full time" if share == WHOLE else f"{_number(Decimal(share) / WHOLE)} of full time"


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
