"""Two records of one human: joined and parted again (DESIGN 4).

History follows the join, entitlement does not: each record keeps its posts, its years and its
ledger, and the human sees all of them.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from workforce import permissions
from workforce.models import JoinDecision, Person


class NotAllowed(PermissionError):
    """Only HR or an administrator of the whole academy joins and parts records."""


class JoinRefused(ValueError):
    """These two cannot be joined, or parted; the message says why."""


@transaction.atomic
def join(*, kept: Person, other: Person, reason: str, by: Any, at: datetime) -> None:
    """`other` becomes part of the history of `kept`, which carries the account from now on."""
    kept, other = _locked(kept, other, by, at)
    if kept.joined_into_id or other.joined_into_id:
        raise JoinRefused("One of the two is joined already: part it first.")
    if other.joined_records.exists():
        raise JoinRefused("The second record has records joined to it: keep that one, and join the first to it.")
    other.joined_into = kept
    account, other.user = other.user, None if kept.user_id is None else other.user
    other.save(update_fields=["joined_into", "user"])
    if kept.user_id is None and account is not None:
        kept.user = account
        kept.save(update_fields=["user"])
    elif account is not None:
        account.is_active = False
        account.save(update_fields=["is_active"])
    _decide(kept, other, JoinDecision.Decision.JOINED, reason, by, at)


@transaction.atomic
def refuse(*, kept: Person, other: Person, reason: str, by: Any, at: datetime) -> None:
    """They are two humans: not proposed again."""
    kept, other = _locked(kept, other, by, at)
    if other.joined_into_id == kept.pk:
        raise JoinRefused("They are joined: part them first.")
    _decide(kept, other, JoinDecision.Decision.REFUSED, reason, by, at)


@transaction.atomic
def part(*, other: Person, reason: str, by: Any, at: datetime) -> None:
    """Undo a join. The account stays with the record that was kept; a second account opens again."""
    if other.joined_into is None:
        raise JoinRefused("This record is not joined to another.")
    kept, other = _locked(other.joined_into, other, by, at)
    other.joined_into = None
    other.save(update_fields=["joined_into"])
    if other.user is not None:
        other.user.is_active = True
        other.user.save(update_fields=["is_active"])
    _decide(kept, other, JoinDecision.Decision.PARTED, reason, by, at)


def _locked(kept: Person, other: Person, by: Any, at: datetime) -> tuple[Person, Person]:
    """Both rows, locked in the order of their keys. Raises NotAllowed."""
    if not permissions.can_keep_standing(by, timezone.localdate(at)):
        raise NotAllowed("Only HR or an administrator joins and parts records.")
    if kept.pk == other.pk:
        raise JoinRefused("These are one and the same record.")
    rows = Person.objects.order_by("pk").select_for_update().filter(pk__in=[kept.pk, other.pk])
    found = {person.pk: person for person in rows}
    return found[kept.pk], found[other.pk]


def _decide(kept: Person, other: Person, decision: str, reason: str, by: Any, at: datetime) -> None:
    JoinDecision.objects.create(kept=kept, other=other, decision=decision, reason=reason, decided_by=by, decided_at=at)
    changelog.record(by=by, at=at, verb=f"records {decision}", subject=other, fields=["joined_into"], reason=reason)
