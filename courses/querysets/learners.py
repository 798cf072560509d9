"""What a course page and the catalogue need to know of the person who looks."""

from datetime import date
from typing import Any


def minutes_left(user: Any, day: date) -> int | None:
    """Minutes somebody can still book in the allowance year of a day; None where they have no allowance."""
    return None
