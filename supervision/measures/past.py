"""Turns of people who were lawfully disposed of, as numbers: so that old figures stay what they were."""

from collections.abc import Iterable
from datetime import date

from supervision.measures.compliance import COLUMNS, Figures
from supervision.models import PastTurns


def past_turns(teams: Iterable[int] | None, first: date, last: date) -> dict[tuple[int, date], Figures]:
    """(team, first day of the month) → counts; of all teams where none are named. One query."""
    rows = PastTurns.objects.filter(month__gte=first.replace(day=1), month__lte=last)
    if teams is not None:
        rows = rows.filter(team__in=list(teams))
    found = rows.values_list("team_id", "month", *COLUMNS)
    return {(team, month): Figures(**dict(zip(COLUMNS, counts, strict=True))) for team, month, *counts in found}


def by_year(found: dict[tuple[int, date], Figures]) -> dict[tuple[int, int], Figures]:
    """The same by team and year."""
    sums: dict[tuple[int, int], Figures] = {}
    for (team, month), figures in found.items():
        key = (team, month.year)
        sums[key] = sums.get(key, Figures()).plus(figures)
    return sums
