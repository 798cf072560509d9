"""What a report is asked, and what it answers: tidy rows, one figure each (DESIGN 5).

Rooms name their reports in the slot "reports"; `manage.py report NAME` asks them and writes the answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

HEADINGS = (
    "report",
    "measure",
    "period_start",
    "period_end",
    "group_type",
    "group",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "n",
    "unit",
    "marker",
    "note",
)
"""The columns every report has, and `note`: the sum behind a figure in words."""


class CannotReport(ValueError):
    """The question cannot be answered as it was put; the message says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Days are the first and the last, both included.

    `as_at` is a day whose world is told, by what is known now; `known_on` the moment by which a fact must
    have been recorded. None stands for what is known now. The two are never mixed (DESIGN 4).
    `team` is the code of the top of a subtree, "" for everybody. `by` is how to group, "" as the report
    does by itself. `viewer` is the user whose rights limit the rows, None where the system speaks.
    """

    first: date
    last: date
    today: date
    as_at: date | None = None
    known_on: datetime | None = None
    team: str = ""
    by: str = ""
    viewer: Any = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `value` is None exactly when `marker` says why: z, c or x. `n` is how many people stand behind it."""

    report: str
    measure: str
    period_start: date
    period_end: date
    group_type: str
    group: str
    numerator: Any = None
    denominator: Any = None
    value: Any = None
    lower: Any = None
    upper: Any = None
    n: int | None = None
    unit: str = ""
    marker: str = ""
    note: str = ""

    def row(self) -> tuple[Any, ...]:
        """Its cells, in the order of `HEADINGS`."""
        return astuple(self)


@dataclass(frozen=True, slots=True)
class Report:
    """One entry of the registry: its name, how it groups (the first by itself), and who answers.

    `defaults` gives the period that is meant where none is asked for, from the day the report speaks of.
    """

    name: str
    groupings: tuple[str, ...]
    defaults: Callable[[date], tuple[date, date]]
    answer: Callable[[Question], Iterable[Figure]]
