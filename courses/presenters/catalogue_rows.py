"""The catalogue's cards and filters as HTML, each by one format, as the rows of a register are: a template draws
their hundreds of pieces one by one, which is most of the page's cost. What editors wrote is escaped here, once each.
"""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

_CARD = """
<li class="academy-card academy-card--link academy-course"><div class="academy-course__what">\
<h3 class="academy-card__title"><a class="govuk-link govuk-link--no-visited-state academy-card__link" \
href="{url}">{title}</a></h3>
<p class="academy-card__text">{summary}</p><ul class="academy-cluster academy-course__tags">{tags}</ul></div>\
<div class="academy-course__when"><p class="academy-course__length"><strong>{length}</strong> · {mode}</p>\
{dates}</div></li>"""
_DATES = '<ul class="academy-course__dates">{}</ul>'
_DATE = '<li>{when}<br><span class="academy-muted">{where} · {places}</span></li>'
_MORE = '<p class="academy-course__more">{}</p>'
_OPTION = '<option value="{value}"{chosen}>{label}</option>'
_SELECT = (
    '<div class="academy-filters__group"><label class="govuk-label govuk-label--s" for="{name}">{legend}</label>'
    '<select class="govuk-select" form="catalogue" id="{name}" name="{name}"><option value="">{any_label}</option>'
    "{options}</select></div>\n"
)
_FIELDSET = (
    '<fieldset class="govuk-fieldset academy-filters__group"><legend class="govuk-fieldset__legend '
    'govuk-fieldset__legend--s">{legend}</legend><div class="govuk-checkboxes govuk-checkboxes--small">{ticks}</div>'
    "</fieldset>\n"
)
_CHECKBOX = (
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" form="catalogue" '
    'id="{id}" name="{name}" value="{value}"{chosen}><label class="govuk-label govuk-checkboxes__label" '
    'for="{id}">{label}</label></div>'
)


@dataclass(frozen=True, slots=True)
class CardDate:
    """One date a card offers."""

    when: str
    where: str
    places: str
    full: bool = False

    def drawn(self) -> str:
        """The date as an item of a list."""
        places = escape(self.places)
        said = f"<strong>{places}</strong>" if self.full else places
        return _DATE.format(when=self.when, where=escape(self.where), places=said)


@dataclass(frozen=True, slots=True)
class Card:
    """One course in the list."""

    title: str
    url: str
    summary: str
    length: str
    mode: str
    tags: SafeString
    dates: list[CardDate]
    more: bool
    no_dates: str

    def drawn(self) -> SafeString:
        """The card as an item of a list; lengths, modes and dates are our own words."""
        dates = _DATES.format("".join(date.drawn() for date in self.dates)) if self.dates else ""
        after = "and more dates" if self.more else "" if self.dates else self.no_dates
        return SafeString(
            _CARD.format(
                url=self.url,
                title=escape(self.title),
                summary=escape(self.summary),
                tags=self.tags,
                length=self.length,
                mode=self.mode,
                dates=dates + (_MORE.format(after) if after else ""),
            )
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice of a filter."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter: checkboxes, or a list to choose one from."""

    name: str
    legend: str
    ticks: list[Tick]
    any_label: str = ""

    def drawn(self) -> str:
        """The filter with its choices, which belong to the search form; its names and words are our own."""
        if self.any_label:
            options = "".join(self._drawn(_OPTION, tick, " selected") for tick in self.ticks)
            return _SELECT.format(name=self.name, legend=self.legend, any_label=self.any_label, options=options)
        ticks = "".join(self._drawn(_CHECKBOX, tick, " checked") for tick in self.ticks)
        return _FIELDSET.format(legend=self.legend, ticks=ticks)

    def _drawn(self, form: str, tick: Tick, chosen: str) -> str:
        return form.format(
            id=tick.id,
            name=self.name,
            value=escape(tick.value),
            label=escape(tick.label),
            chosen=chosen if tick.checked else "",
        )
