"""What a registration body asks and how somebody stands with it: pure (DOMAIN 6 "SWE", "Others").

Days are London days; a window's last day is the last good one. Minutes are whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from foundation.british_dates import long_date
from foundation.months import months_later

PORTFOLIO = date(2000, 1, 1)
"""Where pieces stand whose body has no fixed year: one running portfolio."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count. `last` is None where the day somebody started is not known."""

    first: date
    last: date | None
    key: date
    """What pieces written for it carry as `window_starts_on`."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What somebody has for one body in one window."""

    pieces: int = 0
    peer_pieces: int = 0
    minutes: int = 0
    participatory_minutes: int = 0
    learning: int = 0
    standards: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is asked: how much there is of how much; minutes where `in_minutes`."""

    name: str
    have: int
    need: int
    in_minutes: bool = False

    @property
    def missing(self) -> int:
        """How much is still to come."""
        return max(self.need - self.have, 0)


NAMES = (
    ("pieces", "Pieces of writing"),
    ("peer_pieces", "With peer reflection"),
    ("minutes", "Hours of learning"),
    ("participatory_minutes", "Hours with other people"),
    ("learning", "Learning that counts"),
    ("standards", "Standards shown"),
)


def year_of(month: int, day: int, on: date) -> tuple[date, date]:
    """First and last day of the year that begins each year on a day of the calendar, around `on`."""
    begins = date(on.year, month, day)
    first = begins if begins <= on else date(on.year - 1, month, day)
    return first, date(first.year + 1, month, day) - timedelta(days=1)


def window_of(rule: Any, on: date, started: date | None = None) -> Window:
    """The window of a rule on a day; `started` is when somebody came to belong to it."""
    if rule.window == "year":
        first, last = year_of(rule.year_month, rule.year_day, on)
        return Window(first, last, first)
    if rule.window == "rolling":
        return Window(months_later(on, -rule.window_months) + timedelta(days=1), on, PORTFOLIO)
    if started is None:
        return Window(PORTFOLIO, None, PORTFOLIO)
    return Window(PORTFOLIO, months_later(started, rule.window_months) - timedelta(days=1), PORTFOLIO)


def prompts_from(rule: Any, window: Window) -> date | None:
    """The day from which people are reminded in this window; None where the body has none."""
    if rule.window != "year" or not (rule.prompt_month and rule.prompt_day):
        return None
    day = date(window.first.year, rule.prompt_month, rule.prompt_day)
    return day if day >= window.first else date(window.first.year + 1, rule.prompt_month, rule.prompt_day)


def needs(rule: Any, counts: Counts) -> list[Need]:
    """What is asked, in a fixed order; nothing where a body only asks to keep a portfolio."""
    return [
        Need(name, getattr(counts, code), getattr(rule, code), code.endswith("minutes"))
        for code, name in NAMES
        if getattr(rule, code)
    ]


def is_complete(rule: Any, counts: Counts) -> bool:
    """Whether nothing is missing."""
    return all(not need.missing for need in needs(rule, counts))


def shortfall(rule: Any, counts: Counts) -> float:
    """The greatest missing share of anything asked, 0 to 1: lists put the largest first."""
    return max((need.missing / need.need for need in needs(rule, counts)), default=0.0)


def in_short(rule: Any, counts: Counts) -> str:
    """How somebody stands in a few words, without a word of theirs: "1 of 2, no peer reflection yet"."""
    if not needs(rule, counts):
        return f"{counts.pieces} in the portfolio; no number is asked"
    return ", ".join(_short(rule, counts))


def _short(rule: Any, counts: Counts) -> Iterable[str]:
    hours = (_hours(counts.participatory_minutes), _hours(rule.participatory_minutes))
    said = {
        "pieces": f"{counts.pieces} of {rule.pieces}",
        "peer_pieces": _peers(rule, counts),
        "minutes": f"{_hours(counts.minutes)} of {_hours(rule.minutes)} hours",
        "participatory_minutes": f"{hours[0]} of {hours[1]} with other people",
        "learning": "done" if counts.learning >= rule.learning else "not done yet",
        "standards": f"{counts.standards} of {rule.standards} standards",
    }
    return (said[code] for code, _ in NAMES if getattr(rule, code))


def _peers(rule: Any, counts: Counts) -> str:
    if not counts.peer_pieces:
        return "no peer reflection yet"
    if rule.peer_pieces == 1:
        return "with peer reflection"
    return f"{counts.peer_pieces} of {rule.peer_pieces} with peer reflection"


def by_when(rule: Any, window: Window, on: date) -> str:
    """Until when, in a sentence without its full stop."""
    if rule.window == "rolling":
        return f"counted over the last {_span(rule.window_months)}"
    if window.last is None:
        return f"within {_span(rule.window_months)} of starting"
    if rule.window == "year":
        return f"the year ends {_day(window.last, on)}"
    return f"{'due by' if window.last >= on else 'was due by'} {long_date(window.last)}"


def _day(day: date, on: date) -> str:
    """The last day of the year, without the year people know they are in."""
    named = f"{day.day} {day:%B}"
    return f"today, {named}" if day == on else named if (day - on).days < 365 else long_date(day)


def _span(months: int) -> str:
    if months % 12:
        return f"{months} months"
    return "12 months" if months == 12 else f"{months // 12} years"


def _hours(minutes: int) -> str:
    """Hours to one decimal, cut: 34 hours 59 minutes are not 35."""
    whole, tenth = divmod(minutes * 10 // 60, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
