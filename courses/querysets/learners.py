"""What the catalogue and the pages of courses need to know of the person who looks."""

from datetime import date
from typing import Any

from django.apps import apps

from cpd_records.querysets import own_years
from cpd_records.rules.years import year_start
from foundation.asked_often import AskedOften, loaded
from workforce.querysets.access import access_of


def minutes_left(user: Any, day: date) -> int | None:
    """Minutes somebody can still book in the allowance year of a day; None where they have no allowance."""
    if not user.is_authenticated:
        return None
    years = own_years.OF_USER.rows(user.pk, year_start(day))
    return max(years[0]["available"], 0) if years else None


def learner_of(user: Any, on: date) -> Any:
    """The user's own record, or None where they have none. What the conditions look at in it is loaded.

    It comes with the user's access, which every page has read already.
    """
    own = access_of(user, on).own
    return own and loaded(apps.get_model("workforce", "Person"), own)


def remembered_needs(user: Any) -> dict[str, str]:
    """What somebody wished us to remember for their next booking, by kind. One query."""
    return dict(NEEDS_OF_USER.tuples(user.pk)) if user.is_authenticated else {}


NEEDS_OF_USER = AskedOften(
    lambda user_id: (
        apps.get_model("courses", "RememberedNeed")
        .objects.filter(person__user=user_id)
        .order_by()
        .values("kind", "words")
    ),
    int,
)
