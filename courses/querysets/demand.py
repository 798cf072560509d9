"""Who would come to which course: wishes, waiting lists, pathways, and certificates that end.

A handful of queries, however many people and courses. Answers hold keys, for `rules.demand` to count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Avg, F, Sum
from django.utils import timezone

Pairs = Iterator[tuple[int, int]]
"""(course key, person key)"""
HELD = ("requested", "approved", "offered", "booked")
USUAL_CAPACITY = 16


def wishes(until: date, at: datetime) -> dict[int, dict[str, frozenset[int]]]:
    """By course and source, who would come by the end of the term and is not booked on it already."""
    codes = _codes()
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    sources = {
        "interested": _interested(),
        "waiting": _waiting(at),
        "pathway": _next_on_pathways(timezone.localdate(at), codes),
        "expiring": _expiring(until, codes),
    }
    booked = set(_booked(at))
    for source, pairs in sources.items():
        for pair in pairs:
            if pair not in booked:
                found[pair[0]][source].add(pair[1])
    return {course: {source: frozenset(people) for source, people in kinds.items()} for course, kinds in found.items()}


def free_places(first: datetime, last: datetime) -> dict[int, int]:
    """Places left in the sessions of a term by course, planned ones included."""
    sessions = _model("Session").objects.filter(state__in=("planned", "open"), starts_at__gte=first, starts_at__lt=last)
    rows = sessions.order_by().values_list("course_id").annotate(free=Sum(F("capacity") - F("places_taken")))
    return {course: max(free, 0) for course, free in rows}


def usual_capacity() -> dict[int, int]:
    """How many places a session of each course usually has."""
    rows = _model("Session").objects.filter(imported=False).order_by().values_list("course_id")
    return {course: round(mean) for course, mean in rows.annotate(mean=Avg("capacity")) if mean}


def _interested() -> Pairs:
    return _model("Interest").objects.open().values_list("course_id", "person_id").iterator()


def _waiting(at: datetime) -> Pairs:
    rows = _model("Booking").objects.filter(state="waiting", session__starts_at__gt=at)
    return rows.values_list("session__course_id", "person_id").distinct().iterator()


def _booked(at: datetime) -> Pairs:
    rows = _model("Booking").objects.filter(state__in=HELD, session__ends_at__gt=at)
    return rows.values_list("session__course_id", "person_id").iterator()


def _next_on_pathways(on: date, codes: dict[str, int]) -> Pairs:
    """The suggested course of every needed step that a person on the pathway has not done."""
    rows = list(_model("Enrolment").objects.running(on).values_list("person_id", "pathway_id"))
    steps = {pathway.pk: list(_course_steps(pathway.steps)) for pathway in _model("Pathway").objects.filter(live=True)}
    done = _completed({person for person, _ in rows})
    for person, pathway in rows:
        for choices in steps.get(pathway, ()):
            if choices[0] in codes and not done[person].intersection(choices):
                yield codes[choices[0]], person


def _course_steps(stream: Iterable[Any]) -> Iterator[list[str]]:
    for block in stream:
        if block.block_type == "course" and not block.value["elective"]:
            yield list(block.value["courses"])


def _completed(people: Iterable[int]) -> dict[int, set[str]]:
    records = apps.get_model("cpd_records", "CpdRecord").objects.standing()
    done: dict[int, set[str]] = defaultdict(set)
    rows = records.filter(person__in=list(people), outcome="attended").exclude(course_code="")
    for person, code in rows.order_by().values_list("person_id", "course_code").distinct():
        done[person].add(code)
    return done


def _expiring(until: date, codes: dict[str, int]) -> Pairs:
    """The first course of each requirement whose open cycle falls due by the end of the term."""
    periods = apps.get_model("cpd_records", "RequirementPeriod").objects.open().filter(due_on__lte=until)
    asked = apps.get_model("cpd_records", "Requirement").objects.asked_on(until)
    first = {row.code: next((code for code in row.course_codes if code in codes), "") for row in asked}
    for person, requirement in periods.values_list("person_id", "code").iterator():
        if first.get(requirement):
            yield codes[first[requirement]], person


def _codes() -> dict[str, int]:
    """Courses on offer by code."""
    return dict(_model("Course").objects.published().filter(retired_on=None).values_list("code", "pk"))


def _model(name: str) -> Any:
    return apps.get_model("courses", name)
