"""What the catalogue needs to know of the person who looks."""

from datetime import date
from typing import Any

from cpd_records.querysets import own_years
from cpd_records.rules.years import year_start


def minutes_left(user: Any, day: date) -> int | None:
    """Minutes somebody can still book in the allowance year of a day; None where they have no allowance."""
    if not user.is_authenticated:
        return None
    years = own_years.OF_USER.rows(user.pk, year_start(day))
    return max(years[0]["available"], 0) if years else None
