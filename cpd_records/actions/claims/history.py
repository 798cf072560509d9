"""Under every step of a claim: its row locked, the step allowed, state and history written together."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from cpd_records.models import Claim, ClaimEvent
from cpd_records.rules import claim_steps
from foundation import changelog


class ClaimRefused(Exception):
    """This cannot be done with this claim; the message says why and what to do. `field` names what to mend."""

    def __init__(self, message: str, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.field, self.code = field, code


class NotForYou(PermissionDenied):
    """This person may not do this; the message says who may."""


def demand(allowed: bool, message: str) -> None:
    """Raise NotForYou with a message unless allowed."""
    if not allowed:
        raise NotForYou(message)


def locked(claim_id: int) -> Claim:
    """The claim under its lock, with its person."""
    return Claim.objects.select_for_update(of=("self",)).select_related("person__user", "provider").get(pk=claim_id)


def demand_step(claim: Claim, step: str) -> None:
    """Raise ClaimRefused, saying how it stands and by whose word, unless the step can be taken."""
    if claim_steps.can(step, claim.state):
        return
    last = claim.events.select_related("by").filter(to_state=claim.state).order_by("pk").last()
    whose = last.by.get_full_name() if last and last.by and claim.state in ("verified", "refused", "reversed") else ""
    raise ClaimRefused(claim_steps.over(claim.state, whose), code="over")


def move(
    claim: Claim, what: str, to_state: str, *, by: Any, at: datetime, text: str = "", fields: tuple[str, ...] = ()
) -> ClaimEvent:
    """Write the state, its history row and the change log. `fields` are further ones that changed on the row."""
    before, claim.state = claim.state, to_state
    claim.save(update_fields=["state", *fields])
    changelog.record(by=by, at=at, verb=f"claim.{what}", subject=claim, fields=["state", *fields])
    return ClaimEvent.objects.create(
        claim=claim, what=what, from_state=before, to_state=to_state, text=text.strip(), by=by, at=at
    )
