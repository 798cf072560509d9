"""What stands out about a year of learning, and the balance of a team's methodologies. Ranks nobody."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from cpd_records import policies
from cpd_records.rules.balances import Balance
from cpd_records.rules.pointing_out import Noted, noted
from foundation.methodologies import Split
from foundation.months import months_later
from foundation.policies import PolicyBook

Note = Literal["none", "over", "used", "nothing", "low", ""]
BEHIND: tuple[Note, ...] = ("nothing", "low")
"""Notes of whoever may be glad of a word at mid-year."""


NOTES: dict[Noted, Note] = {
    Noted.OVER: "over",
    Noted.ALL: "used",
    Noted.NOTHING: "nothing",
    Noted.LOW: "low",
    Noted.NONE: "",
}


def midyear(start: date, book: PolicyBook) -> date:
    """The day from which a word is in place, of the allowance year that starts on a 1 April."""
    return months_later(start, book.whole(policies.MIDYEAR_AFTER, start))


def note_of(held: Balance | None, start: date, today: date, book: PolicyBook) -> Note:
    """What stands out (DOMAIN 6, rule 4); "none" is somebody without an allowance."""
    if held is None or not (held.granted or held.taken):
        return "none"
    return NOTES[noted(held, start, today, book)]


def far_behind(note: Note, start: date, today: date, book: PolicyBook) -> bool:
    """Whether a kind word is in place: from mid-year, for whoever has used and booked little or nothing."""
    return note in BEHIND and midyear(start, book) <= today


def together(balances: Iterable[Balance]) -> Balance:
    """Everybody's minutes added up; a shortfall of one is not made up by another's time left."""
    available = reserved = spent = 0
    split = Split()
    for held in balances:
        available, reserved, spent = available + held.available, reserved + held.reserved, spent + held.spent
        split = split + held.split
    return Balance(available, reserved, spent, split)


def period(start: date) -> str:
    """What a kind word is about, once: "2026-midyear"."""
    return f"{start.year}-midyear"
