"""Reading what an address asks of the catalogue.

Addresses are shared and kept, so a choice that no longer exists is passed over, never an error.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from courses.models import Course
from courses.querysets.catalogue import LENGTHS, ONLINE, SORTS, CatalogueFilters
from foundation.methodologies import METHODOLOGIES

Choice = tuple[str, str]
TEXT_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class CatalogueChoices:
    """What can be chosen today: pairs of value and words."""

    audiences: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    months: tuple[Choice, ...]
    places: tuple[Choice, ...]
    minutes_left: int | None = None
    """Left of the reader's allowance; None hides "fits my days left"."""

    methodologies: tuple[Choice, ...] = METHODOLOGIES
    modes: tuple[Choice, ...] = tuple((str(value), str(label)) for value, label in Course.Mode.choices)
    lengths: tuple[Choice, ...] = tuple((code, words) for code, (words, _) in LENGTHS.items())


def choices_from(
    terms: Iterable[tuple[str, str, str]],
    dates_and_places: Iterable[tuple[datetime, int | None, str | None]],
    minutes_left: int | None,
) -> CatalogueChoices:
    """The choices from what the querysets found."""
    terms, rows = list(terms), list(dates_and_places)
    venues = sorted({(name, str(key)) for _, key, name in rows if name and key})
    online = [(ONLINE, "Online")] if any(key is None for _, key, _ in rows) else []
    months = sorted({moment.date() for moment, _, _ in rows})
    return CatalogueChoices(
        audiences=tuple((code, name) for field, code, name in terms if field == "audiences"),
        topics=tuple((code, name) for field, code, name in terms if field == "topics"),
        months=tuple((f"{month:%Y-%m}", f"{month:%B %Y}") for month in months),
        places=tuple(online + [(key, name) for name, key in venues]),
        minutes_left=minutes_left,
    )


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
