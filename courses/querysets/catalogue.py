"""What somebody asks of the catalogue, and how PostgreSQL finds it.

Words are looked for stemmed and as they stand, each as the beginning of a word, so that "safe" finds
"Safety planning" while it is still being typed. The index of `Course` holds the same expression.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q
from django.utils import timezone

from foundation.durations import DEFAULT_MINUTES_PER_DAY

ONLINE = "online"
HALF_DAY, DAY = DEFAULT_MINUTES_PER_DAY // 2, DEFAULT_MINUTES_PER_DAY
LENGTHS: dict[str, tuple[str, Q]] = {
    "half": ("Up to half a day", Q(learning_minutes__lte=HALF_DAY)),
    "day": ("Up to one day", Q(learning_minutes__gt=HALF_DAY, learning_minutes__lte=DAY)),
    "more": ("More than one day", Q(learning_minutes__gt=DAY)),
}
SORTS = {"next": "Next date", "title": "A to Z", "best": "Best match"}
WORDS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class CatalogueFilters:
    """Choices of one group widen the answer, groups narrow it. Empty means no such wish."""

    at: datetime
    text: str = ""
    methodologies: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    month: date | None = None
    place: str = ""
    minutes_left: int | None = None
    """Only courses that take no more than this from the allowance."""
    sort: str = "next"

    @property
    def day(self) -> date:
        """The local day of the question."""
        return timezone.localdate(self.at)

    @property
    def wants_sessions(self) -> bool:
        """Does a filter ask about dates or places?"""
        return bool(self.month or self.place)

    @property
    def plain(self) -> bool:
        """Is nothing wished for: the catalogue as everybody first sees it?"""
        return self == CatalogueFilters(at=self.at)

    def sessions(self) -> Q:
        """Conditions on sessions: open, ahead, in the month, at the place."""
        wanted = Q(state="open", starts_at__gt=self.at)
        if self.month:
            wanted &= Q(starts_at__gte=_midnight(self.month), starts_at__lt=_midnight(month_after(self.month)))
        if self.place == ONLINE:
            wanted &= Q(venue__isnull=True)
        elif self.place:
            wanted &= Q(venue_id=int(self.place))
        return wanted


def month_after(month: date) -> date:
    """The first of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def any_methodology(codes: tuple[str, ...]) -> Q:
    """Courses that give any time to one of these."""
    wanted = Q()
    for code in codes:
        wanted |= Q(**{f"weight_{code}__gt": 0})
    return wanted


def any_length(codes: tuple[str, ...]) -> Q:
    """Courses as long as one of these choices says."""
    wanted = Q()
    for code in codes:
        wanted |= LENGTHS[code][1]
    return wanted


def fits(minutes: int) -> Q:
    """Courses that take nothing off the allowance, or no more than these minutes."""
    return Q(counts_towards_allowance=False) | Q(learning_minutes__lte=minutes)


def search_vector() -> Any:
    """Title before summary before description, stemmed and plain; markup is passed over by PostgreSQL."""
    return (
        SearchVector("title", "code", weight="A", config="english")
        + SearchVector("title", "code", weight="A", config="simple")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("summary", weight="B", config="simple")
        + SearchVector("description", "outcomes", weight="C", config="english")
    )


def search_query(text: str) -> Any:
    """Every word must be there, as the beginning of one. None where the text holds no word."""
    found: Any = None
    for word in re.findall(r"\w+", text)[:WORDS_AT_MOST]:
        either = SearchQuery(f"'{word}':*", config="english", search_type="raw") | SearchQuery(
            f"'{word}':*", config="simple", search_type="raw"
        )
        found = either if found is None else found & either
    return found
