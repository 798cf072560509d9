"""Learning time as the ledger takes it: so many minutes on a day, weighted over the methodologies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cpd_records.rules.years import year_start
from foundation.methodologies import Split, split_minutes


@dataclass(frozen=True, slots=True)
class Portion:
    """One day's learning: whole minutes, and weights in percent that add up to 100.

    Each portion debits the allowance year of its own day (DOMAIN 6, rule 1).
    """

    on: date
    minutes: int
    weights: Split


@dataclass(frozen=True, slots=True)
class Need:
    """What some portions ask of one allowance year: minutes, their split, and the first day."""

    minutes: int
    split: Split
    on: date


def needs_by_year(portions: Iterable[Portion]) -> dict[date, Need]:
    """Portions gathered by the year they debit, oldest first; portions of no minutes ask for nothing."""
    needs: dict[date, Need] = {}
    for portion in sorted(portions, key=lambda item: item.on):
        if portion.minutes <= 0:
            continue
        start, split = year_start(portion.on), split_minutes(portion.minutes, portion.weights)
        held = needs.get(start)
        if held is None:
            needs[start] = Need(portion.minutes, split, portion.on)
        else:
            needs[start] = Need(held.minutes + portion.minutes, held.split + split, held.on)
    return needs
