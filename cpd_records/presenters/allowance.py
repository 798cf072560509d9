"""The allowance in words and shapes: the bar, a year's statement, what a booking would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cpd_records.rules.affordability import Affordability, YearEffect
from cpd_records.rules.balances import Balance
from cpd_records.rules.movements import AVAILABLE
from cpd_records.rules.statements import Line, Moved
from cpd_records.rules.years import year_end, year_name
from foundation.allowance_bar import AllowanceBar, Spent
from foundation.british_dates import long_date
from foundation.durations import MINUS, minutes_as_days, minutes_as_hours
from foundation.methodologies import METHODOLOGIES

WHAT = {
    "grant": "Allowance for the year",
    "adjust": "Allowance changed",
    "carry": "Carried over",
    "reserve": "Booked",
    "release": "Given back",
    "spend": "Used",
    "claim": "Claimed",
    "reverse": "Corrected",
}


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a statement. `change` is what it does to the time left, as days; empty when nothing."""

    on: date
    what: str
    reason: str
    change: str
    change_hours: str
    left: str
    booked: str
    used: str
    recorded_at: datetime
    by: str
    methodologies: str


def bar_of(balance: Balance, minutes_per_day: int, ident: str = "allowance") -> AllowanceBar:
    """The bar every page draws of a balance."""
    return AllowanceBar(
        total=balance.granted,
        spent=Spent(*balance.split.parts()),
        reserved=balance.reserved,
        left=balance.left,
        overdrawn=balance.overdrawn,
        minutes_per_day=minutes_per_day,
        ident=ident,
    )


def year_label(start: date) -> str:
    """ "1 April 2026 to 31 March 2027"."""
    return f"{long_date(start)} to {long_date(year_end(start))}"


def year_choices(starts: Iterable[date], chosen: date) -> list[dict[str, object]]:
    """Links to the years of a statement, newest first."""
    return [
        {"name": year_name(start), "value": start.year, "current": start == chosen}
        for start in sorted(set(starts), reverse=True)
    ]


def statement(lines: Iterable[Line], minutes_per_day: int, reader_id: int | None) -> list[Movement]:
    """Every movement of one account in order, each with what was left, booked and used after it."""
    return [_movement(line, minutes_per_day, reader_id) for line in lines]


def _movement(line: Line, day: int, reader_id: int | None) -> Movement:
    moved = line.moved
    change = moved.into(AVAILABLE)
    return Movement(
        on=moved.effective_on,
        what=what(moved),
        reason=moved.reason,
        change=_signed(minutes_as_days(change, day), change),
        change_hours=_signed(minutes_as_hours(change), change),
        left=minutes_as_days(line.available, day),
        booked=minutes_as_days(line.reserved, day),
        used=minutes_as_days(line.spent, day),
        recorded_at=moved.at,
        by=by_whom(moved, reader_id),
        methodologies=split_words({code: getattr(moved, f"{code}_minutes") for code, _ in METHODOLOGIES}),
    )


def _signed(words: str, minutes: int) -> str:
    if not minutes:
        return ""
    return words if words.startswith(MINUS) else f"+{words}"


def what(moved: Moved) -> str:
    """What happened, in a word or two. Carried time that leaves again after its last day has lapsed."""
    if moved.kind == "carry" and moved.into(AVAILABLE) < 0:
        return "Lapsed" if moved.cycle else "Carried into the next year"
    return WHAT[moved.kind]


def by_whom(moved: Moved, reader_id: int | None) -> str:
    """Who moved it, as the reader would say."""
    if moved.by_id is None:
        return "the Academy"
    return "you" if moved.by_id == reader_id else moved.by_name


def split_words(split: dict[str, int]) -> str:
    """ "Signs of Safety 1 hour, General 45 minutes", exact; one alone by its name; nothing where no time is."""
    shares = [(label, split[code]) for code, label in METHODOLOGIES if split[code]]
    if len(shares) == 1:
        return shares[0][0]
    return ", ".join(f"{label} {minutes_as_hours(minutes)}" for label, minutes in shares)


def affordability_lines(found: Affordability, minutes_per_day: int) -> list[str]:
    """What booking would change, a sentence a line; for the course page."""
    if not found.keeps_ledger:
        return ["You have no learning allowance, so nothing is taken off. The learning goes into your CPD record."]
    if found.costs_nothing:
        return ["This takes nothing off your learning allowance."]
    return [line for year in found.years for line in _year_lines(year, minutes_per_day)]


def _year_lines(year: YearEffect, day: int) -> list[str]:
    name, needed = year_name(year.year_starts_on), minutes_as_days(year.need.minutes, day)
    left = minutes_as_days(year.before.left, day)
    if year.missing:
        return [f"This needs {needed} of your allowance for {name}, and you have {left} left."]
    uses = f"Uses {needed} of the {left} you have left for {name}, and leaves {minutes_as_days(year.left_after, day)}."
    so_far = [
        f"{minutes_as_days(item.so_far, day)} of {item.label} so far; this adds {minutes_as_days(item.adds, day)}."
        for item in year.methodologies
    ]
    return [uses, *so_far]
