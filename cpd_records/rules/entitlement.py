"""A year's entitlement, from posts, policy and dates (FORMATS, posts.csv; DOMAIN 6, rules 1 to 3, 15).

    full-year minutes × mean over the year's calendar days of the FTE that day, rounded up

FTE that day: posts summed, at most 1; agency posts 0 unless the policy says otherwise; posts entered
by hand and not yet in the staff file 0. Sickness and parental leave change nothing. Exact integers
throughout: FTE is held in millionths, and the only rounding is the last one, upwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cpd_records import policies
from cpd_records.rules import entitlement_words
from cpd_records.rules.years import days_in, following
from foundation.policies import PolicyBook

WHOLE = 1_000_000
"""One full-time equivalent, in millionths."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell in a post. `ends_on` is exclusive; None while it runs. `fte` is above 0 and at most 1."""

    starts_on: date
    ends_on: date | None
    fte: Decimal
    agency: bool = False
    provisional: bool = False

    def runs_on(self, day: date) -> bool:
        """Whether the post is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that count alike. `ends_on` is exclusive; `full_year` is the figure in force, in minutes."""

    starts_on: date
    ends_on: date
    parts: tuple[Decimal, ...]
    full_year: int

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.ends_on - self.starts_on).days

    @property
    def share(self) -> int:
        """FTE in millionths, posts summed, at most one."""
        return min(WHOLE, sum(int(part * WHOLE) for part in self.parts))


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A year's minutes, the sum in words, and the day the latest change within the year counts from.

    `spells` are those it was worked out from, so that a writer can see whether they still hold.
    """

    year_starts_on: date
    minutes: int
    words: str
    changed_on: date
    stretches: tuple[Stretch, ...]
    spells: tuple[Spell, ...]


def entitlement(spells: Sequence[Spell], start: date, book: PolicyBook) -> Entitlement:
    """What a person with these spells is entitled to in the year that starts on `start`, a 1 April."""
    stretches = _stretches(spells, start, book)
    weighed = sum(stretch.full_year * stretch.share * stretch.days for stretch in stretches)
    exact = Fraction(weighed, WHOLE * days_in(start))
    unit = max(book.whole(policies.ROUND_UP, start), 1)
    minutes = -(-exact // unit) * unit
    day = book.whole(policies.DAY, start)
    words = entitlement_words.the_sum(stretches, start, exact, minutes, unit, day) or _why_nothing(spells, start)
    return Entitlement(start, minutes, words, _changed_on(stretches, start), tuple(stretches), tuple(spells))


def is_staff(spells: Iterable[Spell], agency_entitled: bool) -> bool:
    """Whether a person keeps a ledger at all: agency workers, partners and carers do not (DOMAIN 6, rule 15)."""
    return any(not spell.provisional and (agency_entitled or not spell.agency) for spell in spells)


def _counts(spell: Spell, day: date, book: PolicyBook) -> bool:
    return spell.runs_on(day) and not spell.provisional and (not spell.agency or book.yes(policies.AGENCY, day))


def _stretches(spells: Sequence[Spell], start: date, book: PolicyBook) -> list[Stretch]:
    """The year cut where anything changes, days without a counted post left out, equal neighbours joined."""
    end = following(start)
    cuts = {start, end, *book.changes(policies.FULL_YEAR, start, end), *book.changes(policies.AGENCY, start, end)}
    cuts |= {day for spell in spells for day in (spell.starts_on, spell.ends_on) if day and start < day < end}
    days = sorted(cuts)
    found: list[Stretch] = []
    for first, until in zip(days, days[1:], strict=False):
        parts = tuple(sorted((s.fte for s in spells if _counts(s, first, book)), reverse=True))
        if parts:
            _append(found, Stretch(first, until, parts, book.whole(policies.FULL_YEAR, first)))
    return found


def _append(found: list[Stretch], stretch: Stretch) -> None:
    last = found[-1] if found else None
    alike = last and (last.ends_on, last.parts, last.full_year) == (stretch.starts_on, stretch.parts, stretch.full_year)
    if last and alike:
        found[-1] = Stretch(last.starts_on, stretch.ends_on, last.parts, last.full_year)
    else:
        found.append(stretch)


def _changed_on(stretches: Sequence[Stretch], start: date) -> date:
    """The first day of the latest state of the year: a new FTE, or the day after the last day in post."""
    if not stretches:
        return start
    last = stretches[-1]
    return last.starts_on if last.ends_on == following(start) else last.ends_on


def _why_nothing(spells: Sequence[Spell], start: date) -> str:
    end = following(start)
    within = [s for s in spells if s.starts_on < end and (s.ends_on is None or s.ends_on > start)]
    if any(spell.agency for spell in within):
        return "Agency workers have no learning allowance: learning is recorded and nothing is taken off."
    if within:
        return "No allowance until the post is confirmed by the staff file."
    return "Not in post on any day of this year."
