"""What the conditions look at in courses and their sessions, whoever asks. One query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.querysets.plain_sql import RULES
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


@dataclass(slots=True)
class Rules:
    """Of some courses and sessions; `keeping` are the keys of those that keep places for somebody."""

    courses: dict[int, CourseRules] = field(default_factory=lambda: defaultdict(CourseRules))
    keeping: list[int] = field(default_factory=list)


def rules_of(course_ids: Iterable[int], session_ids: Iterable[int] = ()) -> Rules:
    """The rules of some courses by primary key, and which of some sessions keep places.

    A course without any rules has empty ones.
    """
    found = Rules()
    for key, kind, code, name, slug, codes in RULES.rows([sorted(set(course_ids)), list(session_ids)]):
        if kind == "keeps":
            found.keeping.append(key)
        elif kind == "audience":
            found.courses[key].audiences.append(Audience(code, name, tuple(codes)))
        else:
            found.courses[key].first.append(EarlierCourse(name, f"/courses/{slug}/", frozenset([code, *codes])))
    return found
