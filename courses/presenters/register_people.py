"""Whom somebody who keeps a register may add to it.

A trainer finds by name only people they may see anyway. Anybody else they name by the exact work
e-mail, as they would on a paper sheet: a register is no staff directory.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from courses.presenters.register_desk import Keeper
from foundation import rate_limits
from workforce.models import Person

SHOWN = 10
SHORTEST = 2
LOOKUPS, AN_HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who could be added."""

    key: str
    name: str
    email: str


def candidates(keeper: Keeper, text: str, who: str) -> list[Found]:
    """People that a text names, at most ten. `who` is whose look-ups are counted.

    Raises foundation.rate_limits.AskedTooOften.
    """
    wanted = " ".join(text.split())[:200]
    if len(wanted) < SHORTEST:
        return []
    people = _by_email(wanted, who) if "@" in wanted else _by_name(keeper.user, wanted)
    return [Found(str(each.public_id), each.full_name, each.work_email) for each in people]


def candidate(keeper: Keeper, key: str, text: str, who: str) -> Person | None:
    """The one of them that was chosen; None when the text no longer names them."""
    if not any(found.key == key for found in candidates(keeper, text, who)):
        return None
    return Person.objects.select_related("user").get(public_id=key)


def _by_email(email: str, who: str) -> QuerySet[Person]:
    rate_limits.count(what="register-look-up", who=who, limit=LOOKUPS, seconds=AN_HOUR)
    return Person.objects.filter(work_email__iexact=email, joined_into=None)[:SHOWN]


def _by_name(user: Any, text: str) -> QuerySet[Person]:
    if user is None:
        return Person.objects.none()
    first, _, last = text.partition(" ")
    named = Q(first_name__istartswith=text) | Q(sort_name__startswith=text.casefold())
    if last:
        named |= Q(first_name__istartswith=first, last_name__istartswith=last)
    return Person.objects.visible_to(user).filter(named, joined_into=None).order_by("sort_name", "pk")[:SHOWN]
