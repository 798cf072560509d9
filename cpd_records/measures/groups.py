"""Under whose name a person's minutes are told: their own number, a team, a service, everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cpd_records.querysets import reported
from cpd_records.querysets.reported import ReportedSpell
from cpd_records.rules.entitlement import Spell
from cpd_records.rules.years import FIRST_YEAR, following, year_end, year_start, years_up_to
from foundation.reporting import CannotReport, Figure, Question

BY = ("person", "team", "service", "year")


@dataclass(frozen=True, slots=True)
class Teams:
    """The tree of teams as a question sees it."""

    by_key: Mapping[int, tuple[str, str, str]]

    def _known(self, team: int | None) -> tuple[str, str, str]:
        return self.by_key.get(team, ("", "", "")) if team is not None else ("", "", "")

    def code(self, team: int | None) -> str:
        """A team's code, "" where it is not known."""
        return self._known(team)[0]

    def service(self, team: int | None) -> str:
        """The code of the service above a team, or of the team where it stands in none."""
        levels = {code: level for code, level, _ in self.by_key.values()}
        own, _, path = self._known(team)
        above = [code for code in path.split("/") if levels.get(code) == "service"]
        return above[-1] if above else own

    def inside(self, team: int | None, top: str) -> bool:
        """Whether a team stands in the subtree of a code, letters in either case."""
        return top.upper() in self._known(team)[2].upper().split("/")

    def knows(self, code: str) -> bool:
        """Whether a code is one of a team."""
        return any(code.upper() == known.upper() for known, _, _ in self.by_key.values())


def teams_of(question: Question) -> Teams:
    """The tree. Raises CannotReport for a team that is none of it."""
    found = Teams(reported.teams(question.known_on, question.as_at or question.last))
    if question.team and not found.knows(question.team):
        raise CannotReport(f"No team has the code {question.team}.")
    return found


def added_up(question: Question) -> bool:
    """Whether the rows are sums over people, under no person's number."""
    return question.by not in ("", "person")


def starts_of(question: Question) -> list[date]:
    """The allowance years that the asked period touches, oldest first."""
    return [start for start in years_up_to(question.last, question.first) if start >= FIRST_YEAR]


def year_of(day: date) -> tuple[date, date]:
    """The allowance year of a day, first and last day: what is meant where no period is asked for."""
    start = year_start(day)
    return start, year_end(start)


def team_in_year(spells: Sequence[tuple[Spell, int]], start: date) -> int | None:
    """The team of the latest post held in a year."""
    held = [(s.starts_on, team) for s, team in spells if s.starts_on < following(start) and _later(s, start)]
    return max(held)[1] if held else None


def _later(spell: Spell, start: date) -> bool:
    return spell.ends_on is None or spell.ends_on > start


def held_by_person(rows: Sequence[ReportedSpell]) -> dict[int, list[tuple[Spell, int]]]:
    """Each person's spells with the team of each."""
    found: dict[int, list[tuple[Spell, int]]] = {}
    for person_id, starts_on, ends_on, fte, contract, provisional, team in rows:
        spell = Spell(starts_on, ends_on, fte, agency=contract == "agency", provisional=provisional)
        found.setdefault(person_id, []).append((spell, team))
    return found


def summed(figures: Sequence[tuple[Figure, int | None]], by: str, teams: Teams) -> list[Figure]:
    """People's figures added up by team, service or year; `n` counts the people. Sums of minutes need no fraction."""
    sums: dict[tuple[Any, ...], Figure] = {}
    for figure, team in figures:
        name = {"team": teams.code, "service": teams.service}.get(by, lambda _: "all")(team)
        key = (figure.period_start, name, figure.measure)
        group = ("all", "all") if by == "year" else (by, name)
        zero = replace(
            figure, group_type=group[0], group=group[1], numerator=None, denominator=None, value=0, n=0, note=""
        )
        so_far = sums.get(key, zero)
        sums[key] = replace(so_far, value=so_far.value + figure.value, n=(so_far.n or 0) + 1)
    return [sums[key] for key in sorted(sums)]


def end_of(start: date) -> date:
    """The last day of a year, as rows tell it."""
    return following(start) - timedelta(days=1)
