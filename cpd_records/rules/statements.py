"""A year's statement: what one account held after each movement, and where it stands (issue: like a bank's).

The bar on the desk and the statement come from this one function, so they cannot disagree; a property
test holds it against the sums the database makes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from cpd_records.rules.balances import Balance
from cpd_records.rules.movements import AVAILABLE, OUTSIDE, RESERVED, SPENT
from foundation.methodologies import METHODOLOGIES, Split

CODES = tuple(code for code, _ in METHODOLOGIES)


class Moved(NamedTuple):
    """One entry as a statement needs it; minutes. `by_id` and `by_name` say who, None and "" the Academy."""

    effective_on: date
    at: datetime
    kind: str
    from_bucket: str
    to_bucket: str
    minutes: int
    excess_minutes: int
    sos_minutes: int
    rp_minutes: int
    sp_minutes: int
    general_minutes: int
    source: str
    cycle: int
    reason: str = ""
    by_id: int | None = None
    by_name: str = ""

    def into(self, bucket: str) -> int:
        """Minutes it brought into a bucket, below 0 where it took them out."""
        return self.minutes * ((self.to_bucket == bucket) - (self.from_bucket == bucket))

    @property
    def split(self) -> Split:
        """Its minutes by methodology: where time enters or leaves what is used."""
        return Split(self.sos_minutes, self.rp_minutes, self.sp_minutes, self.general_minutes)


@dataclass(frozen=True, slots=True)
class Line:
    """A movement, and the minutes in each bucket after it."""

    moved: Moved
    available: int
    reserved: int
    spent: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An account's year. `opening` is what it began with: nothing, because each year begins anew and
    carried time arrives as a movement. `over_by_approval` are minutes a manager approved beyond what was left."""

    lines: tuple[Line, ...]
    closing: Balance
    over_by_approval: int = 0
    opening: int = 0

    @property
    def over_by_circumstances(self) -> int:
        """Minutes overdrawn because the allowance became smaller (DESIGN 4): never chased."""
        return self.closing.overdrawn - self.over_by_approval

    @property
    def carried_in(self) -> int:
        """Minutes that came over from the year before, less what lapsed of them."""
        return sum(each.moved.into(AVAILABLE) for each in self.lines if each.moved.kind == "carry")


def statement(entries: Iterable[Moved]) -> Statement:
    """Every movement with what was left, booked and used after it, and the closing balance.

    Entries come in the order they are to be read (`LedgerEntry.objects.in_order`). Raises
    BalanceDoesNotAddUp for entries that no lawful sequence of moves could have made.
    """
    lines: list[Line] = []
    held = dict.fromkeys((AVAILABLE, RESERVED, SPENT, OUTSIDE), 0)
    used = dict.fromkeys(CODES, 0)
    for entry in entries:
        held[entry.from_bucket] -= entry.minutes
        held[entry.to_bucket] += entry.minutes
        sign = (entry.to_bucket == SPENT) - (entry.from_bucket == SPENT)
        if sign:
            used = {code: minutes + sign * getattr(entry, f"{code}_minutes") for code, minutes in used.items()}
        lines.append(Line(entry, held[AVAILABLE], held[RESERVED], held[SPENT]))
    closing = Balance(held[AVAILABLE], held[RESERVED], held[SPENT], Split(**used))
    return Statement(tuple(lines), closing, min(closing.overdrawn, _approved_beyond(lines)))


def _approved_beyond(lines: Iterable[Line]) -> int:
    """Approved minutes beyond the allowance of whatever still takes time."""
    taken: dict[tuple[str, int], int] = {}
    beyond: dict[tuple[str, int], int] = {}
    for each in lines:
        key = (each.moved.source, each.moved.cycle)
        taken[key] = taken.get(key, 0) + each.moved.into(RESERVED) + each.moved.into(SPENT)
        beyond[key] = beyond.get(key, 0) + each.moved.excess_minutes
    return sum(min(minutes, taken[key]) for key, minutes in beyond.items())


def by_methodology(closing: Balance) -> list[tuple[str, str, int]]:
    """(code, name, minutes used) of every methodology."""
    return [(code, name, getattr(closing.split, code)) for code, name in METHODOLOGIES]
