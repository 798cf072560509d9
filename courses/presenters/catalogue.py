"""The catalogue, phrased: cards, filters, the chips that take a filter off, and what to do when nothing fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.presenters import wording
from courses.presenters.catalogue_rows import Card, CardDate, Group, Tick
from courses.querysets.catalogue import SORTS, CatalogueFilters
from courses.querysets.courses import DATES_ON_A_CARD
from courses.rules.catalogue_choices import CatalogueChoices, Choice
from foundation import british_dates, durations
from foundation.methodologies import Split

COURSES_ON_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    url: str


class FoundPage(Page):
    """One page of rows that the database has already cut and counted."""


class FoundPaginator(Paginator):
    """A paginator that is told the count instead of asking again."""

    def __init__(self, total: int) -> None:
        super().__init__([], COURSES_ON_A_PAGE)
        self.total = total

    @property
    def count(self) -> int:  # type: ignore[override]
        """The number of courses found."""
        return self.total


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of what was found, drawn, and the filters beside it: alike for everybody who asks the same."""

    total: int
    cards: SafeString
    groups: SafeString


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """All that the template shows."""

    filters: CatalogueFilters
    listed: Listed
    found: Page
    heading: str
    chips: list[Chip]
    sorts: list[Tick]
    fits_label: str = ""
    all_url: str = ""


def listed(
    rows: Sequence[Mapping[str, Any]], filters: CatalogueFilters, choices: CatalogueChoices, query: QueryDict
) -> Listed:
    """Draws the rows of `cards()`."""
    groups = (*_chosen(query, choices), *_ticked(filters, choices))
    return Listed(
        total=rows[0]["total"] if rows else 0,
        cards=SafeString("".join(card(row, filters.at).drawn() for row in rows)),
        groups=SafeString("".join(group.drawn() for group in groups)),
    )


def catalogue_page(
    shown: Listed, filters: CatalogueFilters, choices: CatalogueChoices, query: QueryDict, number: int
) -> CataloguePage:
    """The page around what is listed."""
    return CataloguePage(
        filters=filters,
        listed=shown,
        found=FoundPage([], number, FoundPaginator(shown.total)),
        heading="1 course" if shown.total == 1 else f"{shown.total} courses",
        chips=_chips(filters, choices, query),
        sorts=_sorts(filters),
        fits_label=_fits_label(choices),
        all_url=reverse("courses:catalogue"),
    )


def card(row: Mapping[str, Any], at: datetime) -> Card:
    """One course from a row of `CourseQuerySet.cards`."""
    weights = Split(row["weight_sos"], row["weight_rp"], row["weight_sp"], row["weight_general"])
    dates = row["next_dates"]
    return Card(
        title=row["title"],
        url=reverse("courses:course", args=[row["slug"]]),
        summary=row["summary"],
        length=wording.length(row["learning_minutes"]),
        mode=wording.MODES[row["mode"]],
        tags=wording.methodology_tags(weights),
        dates=[_card_date(item, at) for item in dates[:DATES_ON_A_CARD]],
        more=len(dates) > DATES_ON_A_CARD,
        no_dates="" if dates else _no_dates(row["mode"]),
    )


def _no_dates(mode: str) -> str:
    return "Start when it suits you" if mode == "self_paced" else "No dates yet"


def _card_date(item: Mapping[str, Any], at: datetime) -> CardDate:
    starts, ends = datetime.fromisoformat(item["starts"]), datetime.fromisoformat(item["ends"])
    left = item["capacity"] - item["taken"]
    opens = datetime.fromisoformat(item["opens"]) if item["opens"] else None
    places = f"Booking opens {british_dates.long_date(opens)}" if opens and opens > at else wording.places(left)
    return CardDate(wording.dates(starts, ends), item["venue"] or "Online", places, full=left <= 0)


def _ticks(name: str, choices: Iterable[Choice], taken: Iterable[str]) -> list[Tick]:
    chosen = set(taken)
    return [Tick(f"{name}-{n}", value, label, value in chosen) for n, (value, label) in enumerate(choices, start=1)]


def _ticked(filters: CatalogueFilters, choices: CatalogueChoices) -> list[Group]:
    methodologies = [(code, wording.LABELS[code]) for code, _ in choices.methodologies]
    groups = [
        Group("methodology", "Approach", _ticks("methodology", methodologies, filters.methodologies)),
        Group("length", "How long", _ticks("length", choices.lengths, filters.lengths)),
        Group("mode", "How you learn", _ticks("mode", choices.modes, filters.modes)),
        Group("audience", "Who it is for", _ticks("audience", choices.audiences, filters.audiences)),
    ]
    return [group for group in groups if group.ticks]


def _chosen(query: QueryDict, choices: CatalogueChoices) -> list[Group]:
    groups = [
        Group("topic", "Topic", _ticks("topic", choices.topics, query.getlist("topic")), "Any topic"),
        Group("month", "Month", _ticks("month", choices.months, [query.get("month", "")]), "Any month"),
        Group("place", "Place", _ticks("place", choices.places, [query.get("place", "")]), "Any place"),
    ]
    return [group for group in groups if group.ticks]


def _sorts(filters: CatalogueFilters) -> list[Tick]:
    offered = [(code, words) for code, words in SORTS.items() if code != "best" or filters.text]
    return _ticks("sort", offered, [filters.sort])


def _fits_label(choices: CatalogueChoices) -> str:
    if choices.minutes_left is None:
        return ""
    return f"Fits the {durations.minutes_as_days(choices.minutes_left)} I have left"


def _chips(filters: CatalogueFilters, choices: CatalogueChoices, query: QueryDict) -> list[Chip]:
    chips = [Chip(f"“{filters.text}”", _without(query, "query", filters.text))] if filters.text else []
    for group in (*_ticked(filters, choices), *_chosen(query, choices)):
        chips += [Chip(tick.label, _without(query, group.name, tick.value)) for tick in group.ticks if tick.checked]
    if filters.minutes_left is not None:
        chips.append(Chip(_fits_label(choices), _without(query, "fits", str(query["fits"]))))
    return chips


def _without(query: QueryDict, name: str, value: str) -> str:
    """The address with one choice taken off, back on its first page."""
    rest = query.copy()
    if name == "query":
        rest.pop("query", None)
    else:
        rest.setlist(name, [given for given in rest.getlist(name) if given != value])
    rest.pop("page", None)
    return f"{reverse('courses:catalogue')}{'?' if rest else ''}{rest.urlencode()}"
