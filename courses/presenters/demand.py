"""The demand table: one row a course, the most wanted first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from courses.models import Course
from courses.querysets import demand as wanted
from courses.rules.demand import SOURCES, CourseDemand


@dataclass(frozen=True, slots=True)
class Row:
    """One course. `counts` are in the order of `rules.demand.SOURCES`."""

    course_id: int
    title: str
    counts: tuple[int, ...]
    total: int
    free: int
    sessions: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How the table is narrowed and sorted: words in the title, only what needs sessions, by which column.

    `order` is a key of `COLUMNS`, with a minus before it for the largest first.
    """

    words: str = ""
    short_only: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `order` is what its link asks for, `sorted` how it is sorted now (for aria-sort)."""

    label: str
    order: str
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class DemandPage:
    """The table with its headings."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]

    @property
    def sessions(self) -> int:
        """How many sessions are proposed in all."""
        return sum(row.sessions for row in self.rows)


def _counted(place: int) -> Callable[[Row], int]:
    return lambda row: row.counts[place]


COLUMNS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "title": ("Course", lambda row: row.title.casefold()),
    **{source: (label, _counted(place)) for place, (source, label) in enumerate(SOURCES.items())},
    "total": ("People in all", lambda row: row.total),
    "free": ("Places free in the term", lambda row: row.free),
    "sessions": ("Sessions", lambda row: row.sessions),
}
"""Key of each column, its heading and what it is sorted by, from left to right."""
EVERYTHING = Asked()


def demand_page(first: date, last: date, at: datetime, asked: Asked = EVERYTHING) -> DemandPage:
    """What people need by the end of a term, against the places there are in it; most wanted first unless asked."""
    rows = [_row(found) for found in _demand(first, last, at)]
    rows.sort(key=lambda row: (-row.sessions, -row.total, row.title))
    column = asked.order.removeprefix("-")
    if column in COLUMNS:
        rows.sort(key=COLUMNS[column][1], reverse=asked.order.startswith("-"))
    words = asked.words.strip().casefold()
    shown = (row for row in rows if words in row.title.casefold() and (row.sessions or not asked.short_only))
    return DemandPage(tuple(_heading(key, asked.order) for key in COLUMNS), tuple(shown))


def _heading(key: str, order: str) -> Heading:
    """Numbers are sorted from the largest at the first press, titles from A."""
    up, down = key, f"-{key}"
    first, second = (up, down) if key == "title" else (down, up)
    now = {up: "ascending", down: "descending"}.get(order, "")
    return Heading(COLUMNS[key][0], second if order == first else first, now)


def _row(found: CourseDemand) -> Row:
    return Row(
        course_id=found.course_id,
        title=found.title,
        counts=tuple(found.count(source) for source in SOURCES),
        total=found.total,
        free=found.free,
        sessions=found.sessions,
        capacity=found.capacity,
    )


def _demand(first: date, last: date, at: datetime) -> Iterable[CourseDemand]:
    wishes = wanted.wishes(last, at)
    free = wanted.free_places(_moment(first), _moment(last))
    capacity = wanted.usual_capacity()
    dated = Course.objects.to_plan().filter(pk__in=wishes).exclude(mode=Course.Mode.SELF_PACED)
    for pk, title in dated.values_list("pk", "title"):
        yield CourseDemand(
            course_id=pk,
            title=title,
            capacity=capacity.get(pk, wanted.USUAL_CAPACITY),
            free=free.get(pk, 0),
            people=wishes[pk],
        )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
