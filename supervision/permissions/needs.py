"""Whose a learning need is: the person's own, and whoever supervises them (DOMAIN 6.9)."""

from datetime import date
from typing import Any

from supervision.models import LearningNeed
from supervision.permissions.doing import can_supervise
from workforce.querysets.access import access_of


def is_own(user: Any, need: LearningNeed, on: date) -> bool:
    """Whether it is the user's own need."""
    return need.person_id in access_of(user, on).person_ids


def supervises(user: Any, need: LearningNeed, on: date) -> bool:
    """Whether the user supervises whose need it is."""
    return can_supervise(user, need.person, on)


def is_one_of_them(user: Any, need: LearningNeed, on: date) -> bool:
    """Either of them."""
    return is_own(user, need, on) or supervises(user, need, on)
