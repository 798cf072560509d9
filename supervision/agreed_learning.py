"""Courses that two people agreed on in supervision (slot "agreed_learning"): no further approval (DOMAIN 6.9)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foundation.asked_often import AskedOften
from supervision.models import LearningNeed


def codes(person_id: int, on: date) -> Iterable[str]:
    """Codes of courses of open needs to which the supervisor has said yes; one query."""
    return [code for (code,) in AGREED.tuples(person_id)]


def _agreed(person_id: int) -> Any:
    return LearningNeed.objects.agreed().filter(person=person_id).order_by().values("course_code")


AGREED = AskedOften(_agreed, int)
