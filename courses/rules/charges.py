"""What a place costs an organisation, and whether it is due (DOMAIN 6, rule 7). Pure."""

from dataclasses import dataclass
from datetime import date

from courses import place_policies
from cpd_records import policies as allowance_policies
from foundation.policies import PolicyBook

FREE_KINDS = frozenset({"council", "carers"})
"""Kinds of organisation that pay nothing."""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One booking as finance looks at it. `day` is the session's first day, `minutes` its learning time."""

    day: date
    minutes: int
    kind: str
    external_role: str
    state: str
    cancelled_late: bool = False
    cancelled_by_academy: bool = False


def pence_for(minutes: int, day: date, book: PolicyBook) -> int:
    """Whole days at the full price; a rest of up to half a day at the half price."""
    whole = book.whole(allowance_policies.DAY, day)
    days, rest = divmod(minutes, whole)
    if rest * 2 > whole:
        days, rest = days + 1, 0
    full, half = book.whole(place_policies.FULL_DAY, day), book.whole(place_policies.HALF_DAY, day)
    return days * full + (half if rest else 0)


def is_due(facts: PlaceFacts, book: PolicyBook) -> bool:
    """Whether the organisation owes for the place as things stand."""
    if not book.yes(place_policies.CHARGES, facts.day) or facts.kind in FREE_KINDS or facts.external_role:
        return False
    if facts.state in ("booked", "attended", "partial"):
        return True
    if facts.state == "did_not_attend":
        return book.yes(place_policies.CHARGE_MISSED, facts.day)
    late = facts.state == "cancelled" and facts.cancelled_late and not facts.cancelled_by_academy
    return late and book.yes(place_policies.CHARGE_LATE, facts.day)
