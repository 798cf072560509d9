"""Carry-overs in words: on a statement, and on the page where they are decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from cpd_records.models import CarryOver
from cpd_records.rules.years import following, year_name
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days_and_hours

COLOURS = {"proposed": "yellow", "granted": "green", "declined": "grey", "withdrawn": "grey"}


@dataclass(frozen=True, slots=True)
class CarryLine:
    """One proposal and what became of it. `reason` and `answer` are the words of whoever wrote them."""

    public_id: str
    who: str
    time: str
    step: str
    cause: str
    reason: str
    state: str
    colour: str
    answer: str
    when: str


def lines(found: Iterable[CarryOver], minutes_per_day: int) -> list[CarryLine]:
    """Each in a line; rows come with their person."""
    return [_line(each, minutes_per_day) for each in found]


def _line(each: CarryOver, day: int) -> CarryLine:
    return CarryLine(
        public_id=str(each.public_id),
        who=each.person.full_name,
        time=minutes_as_days_and_hours(each.minutes, day),
        step=f"{year_name(each.from_year)} to {year_name(following(each.from_year))}",
        cause=each.get_cause_display(),
        reason=each.reason,
        state=each.get_state_display(),
        colour=COLOURS[each.state],
        answer=each.answer,
        when=_when(each, day),
    )


def _when(each: CarryOver, day: int) -> str:
    if each.usable_until is None:
        return f"Asked for on {long_date(each.proposed_at)}"
    if each.expired_minutes:
        return f"{minutes_as_days_and_hours(each.expired_minutes, day)} lapsed after {long_date(each.usable_until)}"
    return f"Counts until {long_date(each.usable_until)}"
