"""Whether supervision happens, by team and year, in figures and words: never a person, never a word of a record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.months import months_later
from foundation.policies import book
from foundation.reporting import HEADINGS as TIDY
from supervision.measures.compliance import (
    Figures,
    Today,
    by_team_and_year,
    reasons_by_team,
    share,
    today_by_team,
)
from supervision.measures.past import by_year, past_turns
from supervision.measures.scope import covered, scope_of
from supervision.policies import GROUP
from supervision.reasons import LABELS
from workforce.models import TeamVersion

FIRST = date(2018, 1, 1)
"""From when figures are asked for; the imported past begins here."""
HEADINGS = TIDY[:-1]
"""A figure here has no sum in words behind it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One team, service or year in words."""

    name: str
    due: int
    on_time: str
    written: str
    signed: str
    gap: str
    agreed: str
    grouped: str
    reasons: str
    width: int
    is_service: bool = False


def page(user: Any, on: date, year: int | None) -> dict[str, Any]:
    """Every team for a year, or for 2018 to date; the number of queries is the same for any number of rows."""
    kind, words = scope_of(user, on)
    turns, people, teams = covered(user, on, kind)
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (FIRST, on)
    found = by_team_and_year(turns.closed(FIRST, on, on), on)
    if kind == "leader":
        for key, left in by_year(past_turns([row.team_id for row in teams], FIRST, on)).items():
            found[key] = found.get(key, Figures()).plus(left)
    reasons = reasons_by_team(turns.closed(first, last, on))
    months = book().whole(GROUP, on)
    present = today_by_team(people, on, months_later(on, -months))
    chosen = {key: figures for key, figures in found.items() if year is None or key[1] == year}
    yearly: dict[int, Figures] = {}
    for (_, each), figures in found.items():
        yearly[each] = yearly.get(each, Figures()).plus(figures)
    return {
        "scope": words,
        "years": [_line(str(each), yearly[each], None, ()) for each in sorted(yearly)],
        "choices": sorted(yearly),
        "year": year,
        "teams": list(_team_lines(teams, chosen, reasons, present)),
        "group_months": months,
        "figures": found,
    }


def _team_lines(
    teams: Iterable[TeamVersion],
    found: Mapping[tuple[int, int], Figures],
    reasons: Mapping[int, Any],
    present: Mapping[int, Today],
) -> Iterator[Line]:
    """Services with the sum of what is below them, then each of their teams; those without any due show x."""
    of_team: dict[int, Figures] = {}
    for (team, _), figures in found.items():
        of_team[team] = of_team.get(team, Figures()).plus(figures)
    listed = list(teams)
    for row in listed:
        below = [other.team_id for other in listed if other.path.startswith(row.path)]
        if row.level not in (TeamVersion.Level.SERVICE, TeamVersion.Level.TEAM):
            continue
        figures = _sum(of_team[key] for key in below if key in of_team)
        today = Today()
        for key in below:
            today = today.plus(present.get(key, Today()))
        yield _line(row.name, figures, today, reasons.get(row.team_id, ()), row.level == TeamVersion.Level.SERVICE)


def _sum(figures: Iterable[Figures]) -> Figures:
    total = Figures()
    for each in figures:
        total = total.plus(each)
    return total


def _line(
    name: str, figures: Figures, today: Today | None, reasons: Iterable[tuple[str, int]], service: bool = False
) -> Line:
    on_time = share(figures.on_time, figures.due)
    given = [f"{LABELS[code]} ({times})" for code, times in list(reasons)[:3]]
    return Line(
        name=name,
        due=figures.due,
        on_time=_percent(on_time),
        written=_percent(share(figures.written, figures.to_write)),
        signed=_percent(share(figures.signed, figures.to_sign)),
        gap=f"{figures.longest_gap} days" if figures.due else "x",
        agreed=f"{today.agreed} of {today.people}" if today else "",
        grouped=f"{today.grouped} of {today.asked}" if today else "",
        reasons="; ".join(given),
        width=int(on_time or 0),
        is_service=service,
    )


def _percent(value: Decimal | None) -> str:
    return "x" if value is None else f"{value}%"


MEASURES = (
    ("on_time", "on_time", "due"),
    ("written_up_on_time", "written", "to_write"),
    ("signed_on_time", "signed", "to_sign"),
)


def tidy(found: Mapping[tuple[int, int], Figures], on: date) -> Iterator[tuple[Any, ...]]:
    """One figure a row, as every report of the house is written (DESIGN 5); groups are team codes."""
    codes = dict(TeamVersion.objects.current().running(on).values_list("team_id", "team__code"))
    for (team, year), figures in sorted(found.items(), key=lambda item: (item[0][1], codes.get(item[0][0], ""))):
        period = (date(year, 1, 1).isoformat(), min(date(year, 12, 31), on).isoformat())
        for measure, top, bottom in MEASURES:
            tops, bottoms = getattr(figures, top), getattr(figures, bottom)
            value = share(tops, bottoms)
            shown = ("" if value is None else str(value), "", "", bottoms, "percent", "z" if value is None else "")
            yield ("supervision", measure, *period, "team", codes.get(team, ""), tops, bottoms, *shown)
        gap = ("supervision", "longest_gap", *period, "team", codes.get(team, ""), "", "")
        yield (*gap, figures.longest_gap, "", "", figures.due, "days", "")
