"""The demand table: one row a course, the most wanted first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

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
class DemandPage:
    """The table with its headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def sessions(self) -> int:
        """How many sessions are proposed in all."""
        return sum(row.sessions for row in self.rows)


def demand_page(first: date, last: date, at: datetime) -> DemandPage:
    """What people need by the end of a term, against the places there are in it."""
    found = sorted(_demand(first, last, at), key=lambda row: (-row.sessions, -row.total, row.title))
    rows = (
        Row(
            course_id=row.course_id,
            title=row.title,
            counts=tuple(row.count(source) for source in SOURCES),
            total=row.total,
            free=row.free,
            sessions=row.sessions,
            capacity=row.capacity,
        )
        for row in found
    )
    return DemandPage(tuple(SOURCES.values()), tuple(rows))


def _demand(first: date, last: date, at: datetime) -> Iterable[CourseDemand]:
    wishes = wanted.wishes(last, at)
    free = wanted.free_places(_moment(first), _moment(last))
    capacity = wanted.usual_capacity()
    dated = Course.objects.filter(pk__in=wishes).exclude(mode=Course.Mode.SELF_PACED)
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
