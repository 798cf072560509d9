"""Reading what an address asks of the catalogue.

Addresses are shared and kept, so a choice that no longer exists is passed over, never an error.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from courses.querysets.catalogue import SORTS, CatalogueFilters
from courses.rules.catalogue_choices import CatalogueChoices, Choice

TEXT_AT_MOST = 100


def read_filters(query: QueryDict, choices: CatalogueChoices, at: datetime) -> CatalogueFilters:
    """The filters an address asks for, limited to what can be chosen."""
    text = query.get("query", "").strip()[:TEXT_AT_MOST]
    month = _one(query, "month", choices.months)
    return CatalogueFilters(
        at=at,
        text=text,
        methodologies=_several(query, "methodology", choices.methodologies),
        audiences=_several(query, "audience", choices.audiences),
        topics=_several(query, "topic", choices.topics),
        modes=_several(query, "mode", choices.modes),
        lengths=_several(query, "length", choices.lengths),
        month=date.fromisoformat(f"{month}-01") if month else None,
        place=_one(query, "place", choices.places),
        minutes_left=choices.minutes_left if query.get("fits") else None,
        sort=_one(query, "sort", SORTS.items()) or ("best" if text else "next"),
    )


def page_number(query: QueryDict) -> int:
    """The page asked for; 1 for anything that is no page."""
    asked = query.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1


def _several(query: QueryDict, name: str, choices: Iterable[Choice]) -> tuple[str, ...]:
    asked = set(query.getlist(name))
    return tuple(value for value, _ in choices if value in asked)


def _one(query: QueryDict, name: str, choices: Iterable[Choice]) -> str:
    found: Any = query.get(name, "")
    return found if any(value == found for value, _ in choices) else ""
