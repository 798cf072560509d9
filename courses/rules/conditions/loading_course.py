"""What the conditions look at in courses: for whom they are, and what comes before. One query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.querysets.plain_sql import COURSE_RULES
from courses.rules.conditions.context import EarlierCourse


@dataclass(frozen=True, slots=True)
class Audience:
    """A term of the taxonomy as the audience rule reads it."""

    code: str
    name: str
    matches: tuple[str, ...]


@dataclass(slots=True)
class CourseRules:
    """One course. Without an audience it is for everyone."""

    audiences: list[Audience] = field(default_factory=list)
    first: list[EarlierCourse] = field(default_factory=list)


def course_rules(course_ids: Iterable[int]) -> dict[int, CourseRules]:
    """The rules of some courses by primary key; a course without any has an empty one."""
    ids = sorted(set(course_ids))
    found: dict[int, CourseRules] = defaultdict(CourseRules)
    for course_id, kind, code, name, slug, codes in COURSE_RULES.rows([ids]):
        if kind == "audience":
            found[course_id].audiences.append(Audience(code, name, tuple(codes)))
        else:
            found[course_id].first.append(EarlierCourse(name, f"/courses/{slug}/", frozenset([code, *codes])))
    return found
