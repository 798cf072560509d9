"""The coordinators' view of learning days by service and team, in words and small bars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.presenters.allowance import bar_of
from cpd_records.presenters.team import TeamLine, balances_of, lines_of
from cpd_records.rules.learning_by_team import Learning, Standing
from cpd_records.rules.team_balance import BEHIND
from foundation.allowance_bar import AllowanceBar
from foundation.durations import days_of
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook
from foundation.small_numbers import SMALLEST_BASE, WITHHELD
from workforce.models import Person

HEADINGS = (
    *("Kind", "Name", "Team code", "People with an allowance", "Minutes up to", "Minutes used", "Minutes booked"),
    *("Minutes left", "People who have used and booked none", "People far behind"),
    *(f"Minutes of {label}" for _, label in METHODOLOGIES),
)


FIGURES = ("people", "granted", "spent", "reserved", "left", "nothing", "behind")


@dataclass(frozen=True, slots=True)
class LearningRow:
    """One line of the tables; "c" where a small number is withheld."""

    name: str
    code: str
    people: str
    granted: str
    spent: str
    reserved: str
    left: str
    nothing: str
    behind: str
    bar: AllowanceBar | None


def service_rows(found: Learning, book: PolicyBook, today: date) -> list[LearningRow]:
    """All services; those outside the viewer's scope as the gate lets them through."""
    return [_service(found, row, book, today, number) for number, row in enumerate(found.services)]


def team_rows(found: Learning, book: PolicyBook, today: date) -> list[LearningRow]:
    """The teams of the viewer's scope, true."""
    return [_row(row, book, today, f"team-{number}") for number, row in enumerate(found.teams)]


def _service(found: Learning, row: Standing, book: PolicyBook, today: date, number: int) -> LearningRow:
    if row.own:
        return _row(row, book, today, f"service-{number}")
    people, nothing = found.count(row, "people"), found.count(row, "nothing")
    if people is None or people < SMALLEST_BASE:
        return LearningRow(row.name, "", **dict.fromkeys(FIGURES, WITHHELD), bar=None)
    share = WITHHELD if nothing is None else _share(nothing, people)
    shown = _row(row, book, today, f"service-{number}")
    return LearningRow(
        row.name, "", str(people), shown.granted, shown.spent, shown.reserved, shown.left, share, WITHHELD, shown.bar
    )


def _row(row: Standing, book: PolicyBook, today: date, ident: str) -> LearningRow:
    held, day = row.held, book.whole(policies.DAY, today)
    return LearningRow(
        name=row.name,
        code=row.code,
        people=str(row.people),
        granted=f"{days_of(held.granted, day):,f}",
        spent=f"{days_of(held.spent, day):,f}",
        reserved=f"{days_of(held.reserved, day):,f}",
        left=f"{days_of(held.available, day):,f}",
        nothing=_share(row.nothing, row.people),
        behind=str(row.behind),
        bar=bar_of(held, day, ident),
    )


def _share(count: int, people: int) -> str:
    return f"{count * 100 // people}% ({count})" if people else "0"


def far_behind_lines(people: Iterable[Person], start: date, today: date, book: PolicyBook) -> list[TeamLine]:
    """People in one's scope who have used and booked little or nothing, by name; one query."""
    rows = list(people)
    return [line for line in lines_of(rows, balances_of(rows, start), start, today, book) if line.code in BEHIND]


def csv_rows(found: Learning) -> Iterator[tuple[Any, ...]]:
    """Services and teams as a file, in whole minutes; withheld figures as "c"."""
    for row in found.services:
        people = found.count(row, "people")
        if row.own:
            yield _values("service", row, row.nothing, row.behind)
        elif people is None or people < SMALLEST_BASE:
            yield ("service", row.name, "", *[WITHHELD] * (len(HEADINGS) - 3))
        else:
            nothing = found.count(row, "nothing")
            yield _values("service", row, WITHHELD if nothing is None else nothing, WITHHELD)
    for row in found.teams:
        yield _values("team", row, row.nothing, row.behind)


def _values(kind: str, row: Standing, nothing: Any, behind: Any) -> tuple[Any, ...]:
    held = row.held
    minutes = (held.granted, held.spent, held.reserved, held.available)
    return (kind, row.name, row.code, row.people, *minutes, nothing, behind, *held.split.parts())
