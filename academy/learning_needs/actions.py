"""A need of supervision meets the catalogue: the journey that writes in two rooms (DESIGN 2)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions import interest
from courses.models import Course
from supervision.actions import needs
from supervision.actions.needs import NeedRefused
from supervision.models import LearningNeed
from supervision.permissions.needs import is_own

GONE = "This course is no longer on offer. Choose another."


@transaction.atomic
def choose(*, need_id: int, course_id: int, by: Any, at: datetime) -> LearningNeed:
    """A course for a need; chosen by the person themselves it is a wish too, so that they hear of dates.

    The wish says nothing of where it comes from: no word of supervision reaches the courses. Raises
    NeedRefused.
    """
    day = timezone.localdate(at)
    course = Course.objects.on_offer(day).filter(pk=course_id).first()
    if course is None:
        raise NeedRefused(GONE)
    need = needs.choose(need_id=need_id, course_code=course.code, by=by, at=at)
    if is_own(by, need, day):
        try:
            interest.declare(course_id=course.pk, person_id=need.person_id, by=by, at=at)
        except interest.InterestRefused as refusal:
            raise NeedRefused(str(refusal)) from refusal
    return need
