"""What can be chosen in the catalogue today: only what some course on offer has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from courses.models import Course
from courses.querysets.catalogue import LENGTHS, ONLINE
from foundation.methodologies import METHODOLOGIES

Choice = tuple[str, str]


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
    dates_and_places: Iterable[tuple[date, int | None, str | None]],
    minutes_left: int | None = None,
) -> CatalogueChoices:
    """The choices from what the querysets found."""
    terms, rows = list(terms), list(dates_and_places)
    venues = sorted({(name, str(key)) for _, key, name in rows if name and key})
    online = [(ONLINE, "Online")] if any(key is None for _, key, _ in rows) else []
    months = sorted({month for month, _, _ in rows})
    return CatalogueChoices(
        audiences=tuple((code, name) for field, code, name in terms if field == "audiences"),
        topics=tuple((code, name) for field, code, name in terms if field == "topics"),
        months=tuple((f"{month:%Y-%m}", f"{month:%B %Y}") for month in months),
        places=tuple(online + [(key, name) for name, key in venues]),
        minutes_left=minutes_left,
    )
