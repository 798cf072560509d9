"""Courses and sessions as public pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from courses.models import Course, Session

CHIEF_SHARE = 50
"""Percent of a course from which it is chiefly about a methodology."""


@dataclass(frozen=True, slots=True)
class MethodologyCourses:
    """Courses chiefly about a methodology, and those that share it with the others."""

    chief: list[Course]
    shared: list[Course]


def next_sessions(at: datetime, limit: int) -> list[Session]:
    """The soonest bookable session of each course, at most `limit`, soonest first.

    Read as a visitor who is not signed in, so the list can stand in a page kept for everybody.
    """
    ahead = Session.objects.visible_to(AnonymousUser()).bookable(at).with_places()
    soonest = ahead.order_by("course_id", "starts_at", "pk").distinct("course_id").values("pk")
    rows = ahead.filter(pk__in=soonest).select_related("course", "venue")
    return list(rows.order_by("starts_at", "pk")[:limit])


def courses_by_weight(methodology: str, at: datetime) -> MethodologyCourses:
    """Courses on offer that carry a methodology, those that are most about it first (DOMAIN 10)."""
    weight = f"weight_{methodology}"
    on_offer = Course.objects.on_offer(timezone.localdate(at))
    rows = list(on_offer.filter(**{f"{weight}__gt": 0}).order_by(f"-{weight}", "title"))
    chief = [course for course in rows if getattr(course, weight) >= CHIEF_SHARE]
    return MethodologyCourses(chief, [course for course in rows if getattr(course, weight) < CHIEF_SHARE])


def courses_by_standard(codes: Iterable[str], at: datetime) -> dict[str, list[Course]]:
    """Courses on offer by the code of a practice standard, in two queries whatever the number."""
    found: dict[str, list[Course]] = {code: [] for code in codes}
    on_offer = Course.objects.on_offer(timezone.localdate(at))
    rows = on_offer.filter(practice_standards__code__in=found).distinct().order_by("title")
    for course in rows.prefetch_related("practice_standards"):
        for term in course.practice_standards.all():
            if term.code in found:
                found[term.code].append(course)
    return found
