"""How somebody stands with one requirement on a day: red, amber, green, and what is none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cpd_records.rules.cycles import Cycle

State = Literal["valid", "due", "overdue", "exempt", "not_live", "not_asked"]
COUNTED: tuple[State, ...] = ("valid", "due", "overdue")
"""The states a share is taken of; the others are outside the denominator (DESIGN 4 "Live-from")."""
SOONEST_FIRST: tuple[State, ...] = ("overdue", "due", "valid", "exempt", "not_live", "not_asked")


@dataclass(frozen=True, slots=True)
class Standing:
    """`day` is the last good day of what holds, or the day it is or was due; None where there is none."""

    state: State
    day: date | None = None
    first: bool = False
    """Whether it has never been completed."""


def standing(cycles: Sequence[Cycle], on: date, *, live: bool = True, exempt: bool = False) -> Standing:
    """From the standing cycles of one person and requirement, in order."""
    if not live:
        return Standing("not_live")
    asked = [cycle for cycle in cycles if cycle.closed_on is None]
    if not asked:
        return Standing("not_asked")
    if exempt:
        return Standing("exempt")
    return _asked(asked, on)


def _asked(asked: Sequence[Cycle], on: date) -> Standing:
    last, first = asked[-1], len(asked) == 1
    if not last.open:
        return _held(last, on)
    if on > last.due_on:
        return Standing("overdue", last.due_on, first)
    if not first and on < last.window_opens_on:
        return _held(asked[-2], on)
    return Standing("due", last.due_on, first)


def _held(cycle: Cycle, on: date) -> Standing:
    if cycle.valid_until is None:
        return Standing("valid")
    if on >= cycle.valid_until:
        return Standing("not_asked")
    return Standing("valid", cycle.valid_until - timedelta(days=1))
