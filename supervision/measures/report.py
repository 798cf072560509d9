"""`manage.py report supervision`: the figures of the page, tidy, by team, service or time (DESIGN 5).

Turns are told as they are known now: they are worked out from facts, and keep no version of their own.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models.functions import TruncMonth

from foundation.months import months_later
from foundation.reporting import CannotReport, Figure, Question, Report
from supervision.measures.compliance import Figures, counted, share
from supervision.measures.past import past_turns
from supervision.measures.scope import covered, led_teams, scope_of
from supervision.models import Cycle
from workforce.models import TeamVersion

NAME = "supervision"
BY = ("team", "service", "year", "quarter", "month")
MONTHS = {"year": 12, "quarter": 3, "month": 1}
MEASURES = (("on_time", "on_time", "due"), ("written_up", "written", "to_write"), ("signed", "signed", "to_sign"))
Key = tuple[date, date, str]


def answer(question: Question) -> Iterator[Figure]:
    """Counts by team and month in one query, added up as asked. Raises CannotReport."""
    if question.known_on is not None:
        raise CannotReport("Supervision is told as it is known now: leave out --known-on.")
    on = question.as_at or question.today
    teams = {row.team_id: row for row in TeamVersion.objects.current().running(on).select_related("team")}
    if question.team and not any(row.team.code.upper() == question.team.upper() for row in teams.values()):
        raise CannotReport(f"No team has the code {question.team}.")
    rows = _turns(question, on).closed(question.first, min(question.last, on), on)
    found = counted(rows.order_by().annotate(part=TruncMonth("counts_on")).values("team_id", "part"), on)
    found = _with_past(found, question, on)
    sums: dict[Key, Figures] = {}
    for (team, month), figures in found.items():
        row = teams.get(team)
        if row is not None and (not question.team or question.team.upper() in row.path.upper().split("/")):
            key = _key(question, row, month, teams)
            sums[key] = sums.get(key, Figures()).plus(figures)
    kind = "all" if question.by in MONTHS else question.by or "team"
    for key in sorted(sums):
        yield from _figures(kind, key, sums[key])


def _turns(question: Question, on: date) -> Any:
    if question.viewer is None:
        return Cycle.objects.all()
    return covered(question.viewer, on, scope_of(question.viewer, on)[0])[0]


def _with_past(
    found: Mapping[tuple[int, date], Figures], question: Question, on: date
) -> dict[tuple[int, date], Figures]:
    """And what is left of people who were disposed of: in a leader's teams, or in all."""
    teams = None if question.viewer is None else led_teams(question.viewer, on)
    both = dict(found)
    for key, figures in past_turns(teams, question.first, question.last).items():
        both[key] = both.get(key, Figures()).plus(figures)
    return both


def _key(question: Question, row: TeamVersion, month: date, teams: Mapping[int, TeamVersion]) -> Key:
    """The period and the group a team's month is told under."""
    months = MONTHS.get(question.by)
    if months:
        start = date(month.year, (month.month - 1) // months * months + 1, 1)
        return start, months_later(start, months) - timedelta(days=1), "all"
    group = _service(row, teams) if question.by == "service" else row.team.code
    return question.first, question.last, group


def _service(row: TeamVersion, teams: Mapping[int, TeamVersion]) -> str:
    """The code of the nearest service above a team, or its own where it stands in none."""
    codes = {other.team.code: other.level for other in teams.values()}
    above = [code for code in row.path.split("/") if codes.get(code) == TeamVersion.Level.SERVICE]
    return above[-1] if above else row.team.code


def _figures(kind: str, key: Key, figures: Figures) -> Iterator[Figure]:
    first, last, group = key
    for measure, top, bottom in MEASURES:
        tops, bottoms = getattr(figures, top), getattr(figures, bottom)
        value = share(tops, bottoms)
        yield Figure(
            NAME, measure, first, last, kind, group, tops, bottoms, value,
            n=bottoms, unit="percent", marker="z" if value is None else "",
        )  # fmt: skip
    yield Figure(
        NAME, "no_supervisor", first, last, kind, group, figures.unsupervised, figures.due,
        share(figures.unsupervised, figures.due), n=figures.due, unit="percent", marker="" if figures.due else "z",
    )  # fmt: skip
    yield Figure(NAME, "longest_gap", first, last, kind, group, value=figures.longest_gap, n=figures.due, unit="days")


def _this_year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), day


REPORT = Report(NAME, BY, _this_year, answer)
REPORTS = (REPORT,)
