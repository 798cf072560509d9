"""What the clock does with claims nobody answers: reminds, then asks further up."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.claims import telling
from cpd_records.actions.claims.history import move
from cpd_records.claim_policies import ESCALATE, REMIND
from cpd_records.models import Claim, ClaimEvent
from foundation import policies
from foundation.working_days import add_working_days
from workforce.querysets.deciders import managers_above


def remind(*, by: Any, at: datetime) -> int:
    """Write once more to whoever has not answered. Answers how many claims. Repeatable."""
    due = Claim.objects.waited_since(_since(REMIND, at)).filter(reminded_at=None, escalated_at=None)
    return sum(_remind_one(pk, at) for pk in due.values_list("pk", flat=True))


def escalate(*, by: Any, at: datetime) -> int:
    """Ask the manager's manager as well; without one, the coordinators. Repeatable."""
    due = Claim.objects.waited_since(_since(ESCALATE, at)).filter(escalated_at=None)
    return sum(_escalate_one(pk, by, at) for pk in due.values_list("pk", flat=True))


def _since(key: str, at: datetime) -> datetime:
    """The end of the day so many working days ago: what was asked by then has waited so long."""
    today = timezone.localdate(at)
    day = add_working_days(today, -policies.book().whole(key, today))
    return timezone.make_aware(datetime.combine(day, time.max), timezone.get_default_timezone())


def _pending(claim_id: int) -> Claim | None:
    """The claim under its lock; None when it was answered meanwhile."""
    rows = Claim.objects.waiting().select_for_update(of=("self",)).select_related("person__user", "provider")
    return rows.filter(pk=claim_id).first()


@transaction.atomic
def _remind_one(claim_id: int, at: datetime) -> int:
    claim = _pending(claim_id)
    if claim is None or claim.reminded_at:
        return 0
    claim.reminded_at = at
    claim.save(update_fields=["reminded_at"])
    telling.remind(claim, at)
    return 1


@transaction.atomic
def _escalate_one(claim_id: int, by: Any, at: datetime) -> int:
    claim = _pending(claim_id)
    if claim is None or claim.escalated_at:
        return 0
    above = managers_above(claim.person_id, timezone.localdate(at))
    claim.escalated_at = at
    claim.for_coordinators = claim.for_coordinators or not above
    fields = ("escalated_at", "for_coordinators")
    event = move(claim, ClaimEvent.What.ESCALATED, claim.state, by=by, at=at, fields=fields)
    telling.further_up(claim, event, above)
    return 1
