"""Taking a verified claim back: a correction, as a new entry with its reason (DESIGN rule 4)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions import ledger, records
from cpd_records.actions.claims import telling
from cpd_records.actions.claims.history import ClaimRefused, demand, demand_step, locked, move
from cpd_records.models import Claim, ClaimEvent, CpdRecord
from cpd_records.permissions import can_take_claim_back

WHO = "Only whoever verifies this person's claims, or a coordinator, can take one back."
WITHDRAWN = "The claim was taken back after it had been verified. The reason stands with the claim."


@transaction.atomic
def reverse(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Give the time back and take the record out; the claim and its reason stay. Taken back already: nothing."""
    claim = locked(claim_id)
    demand(by is None or can_take_claim_back(by, claim, timezone.localdate(at)), WHO)
    if claim.state == Claim.State.REVERSED:
        return claim
    demand_step(claim, "reverse")
    if not text.strip():
        raise ClaimRefused("Say why it is taken back. The person will read it.", "text")
    ledger.reverse(source=claim.source, by=by, at=at, reason=f"Taken back: {claim.title}. The claim says why.")
    record = CpdRecord.objects.standing().filter(person_id=claim.person_id, source=claim.source).first()
    if record is not None:
        records.withdraw(record=record, reason=WITHDRAWN, by=by, at=at)
    telling.person(claim, move(claim, ClaimEvent.What.REVERSED, Claim.State.REVERSED, by=by, at=at, text=text))
    return claim
