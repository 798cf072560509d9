"""How much of a claim counts, where its kind is limited in a year (DOMAIN 6, rule 10). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cpd_records.rules.portions import Portion
from cpd_records.rules.years import year_name, year_start
from foundation.durations import minutes_as_days_and_hours


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit: its name in a sentence, the most minutes by year, and what verified claims have used of it."""

    name: str
    most: Mapping[date, int]
    used: Mapping[date, int]

    def left(self, year: date) -> int:
        """Minutes that can still count in a year, 0 or more."""
        return max(self.most[year] - self.used.get(year, 0), 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """The portions that count, and a sentence with the sum for each year in which not all of it does."""

    portions: tuple[Portion, ...]
    lines: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """All that counts."""
        return sum(portion.minutes for portion in self.portions)


def count(portions: Sequence[Portion], caps: Sequence[Cap], minutes_per_day: int) -> Counted:
    """Earlier days count first; the tightest limit decides."""
    wanted: dict[date, int] = {}
    for portion in portions:
        start = year_start(portion.on)
        wanted[start] = wanted.get(start, 0) + portion.minutes
    tightest = {year: min(caps, key=lambda cap: cap.left(year)) for year in wanted if caps}
    room = {year: tightest[year].left(year) if caps else minutes for year, minutes in wanted.items()}
    lines = [
        _sentence(tightest[year], year, minutes, minutes_per_day)
        for year, minutes in sorted(wanted.items())
        if minutes > room[year]
    ]
    return Counted(tuple(_within(portions, room)), tuple(lines))


def _within(portions: Sequence[Portion], room: dict[date, int]) -> list[Portion]:
    left, kept = dict(room), []
    for portion in sorted(portions, key=lambda each: each.on):
        start = year_start(portion.on)
        minutes = min(portion.minutes, left[start])
        left[start] -= minutes
        if minutes:
            kept.append(replace(portion, minutes=minutes))
    return kept


def _sentence(cap: Cap, year: date, wanted: int, day: int) -> str:
    most, used, left = cap.most[year], cap.used.get(year, 0), cap.left(year)
    before = f"{minutes_as_days_and_hours(used, day)} of that are used" if used else "none of that is used"
    counts = f"{minutes_as_days_and_hours(left, day)} of these" if left else "none of these"
    return (
        f"{cap.name} counts up to {minutes_as_days_and_hours(most, day)} in {year_name(year)}. So far {before}, so "
        f"{counts} {minutes_as_days_and_hours(wanted, day)} {'count' if left else 'counts'}. All of it stands in the "
        "record; what does not count takes nothing off the allowance."
    )
