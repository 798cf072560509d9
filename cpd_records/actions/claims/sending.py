"""What the person does with a claim: asks first, sends it, answers, takes it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions.claims import telling
from cpd_records.actions.claims.drafting import YOURS_ONLY
from cpd_records.actions.claims.history import ClaimRefused, demand, demand_step, locked, move
from cpd_records.claim_policies import WINDOW
from cpd_records.models import Claim, ClaimEvent, ClaimKind
from cpd_records.permissions import can_write_for
from cpd_records.rules.claim_steps import last_day_to_claim
from foundation import policies
from foundation.british_dates import long_date
from workforce.querysets.deciders import managers_of

State, What = Claim.State, ClaimEvent.What
WAITS = ("asked_at", "reminded_at", "escalated_at", "for_coordinators")


@transaction.atomic
def ask_first(*, claim_id: int, by: Any, at: datetime) -> Claim:
    """Ask before the event whether it may be claimed afterwards (DOMAIN row 40; 6, rule 12)."""
    claim = _own(claim_id, "ask", by, at)
    if claim.starts_on < timezone.localdate(at):
        raise ClaimRefused("This has begun already, so there is nothing to ask first. Send it to be verified instead.")
    return _wait(claim, What.ASKED, State.ASKED, by=by, at=at)


@transaction.atomic
def submit(*, claim_id: int, by: Any, at: datetime) -> Claim:
    """Send it to be verified. It holds no time until then. Sent already, nothing happens."""
    claim = locked(claim_id)
    demand(by is None or can_write_for(by, claim.person_id, timezone.localdate(at)), YOURS_ONLY)
    if claim.state == State.SUBMITTED:
        return claim
    demand_step(claim, "submit")
    refusal = why_not_yet(claim, at)
    if refusal is not None:
        raise refusal
    return _wait(claim, What.SUBMITTED, State.SUBMITTED, by=by, at=at)


@transaction.atomic
def answer(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Answer what was asked; it goes back to whoever verifies."""
    claim = _own(claim_id, "answer", by, at)
    if not text.strip():
        raise ClaimRefused("Write your answer.", "text")
    return _wait(claim, What.ANSWERED, State.SUBMITTED, by=by, at=at, text=text)


@transaction.atomic
def ask_late(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Ask a coordinator to allow what is too old, with the reason. Asked already, nothing happens."""
    claim = _own(claim_id, "late", by, at)
    if claim.late_asked_at is not None:
        return claim
    if not text.strip():
        raise ClaimRefused("Say in a sentence why it comes late.", "text")
    claim.late_asked_at = at
    move(claim, What.LATE_ASKED, claim.state, by=by, at=at, text=text, fields=("late_asked_at",))
    return claim


@transaction.atomic
def withdraw(*, claim_id: int, by: Any, at: datetime) -> Claim:
    """Take it back before it is verified. Taken back already, nothing happens."""
    claim = locked(claim_id)
    demand(by is None or can_write_for(by, claim.person_id, timezone.localdate(at)), YOURS_ONLY)
    if claim.state != State.WITHDRAWN:
        demand_step(claim, "withdraw")
        move(claim, What.WITHDRAWN, State.WITHDRAWN, by=by, at=at)
    return claim


def why_not_yet(claim: Claim, at: datetime) -> ClaimRefused | None:
    """What still lacks before it can be sent, the first thing only; None when it is ready."""
    on = timezone.localdate(at)
    kind = ClaimKind.objects.book(on).get(claim.kind)
    if claim.ends_on > on:
        return ClaimRefused(f"This can be claimed once it is done, from {long_date(claim.ends_on)}.", code="early")
    last = last_day_to_claim(claim.ends_on, policies.book().whole(WINDOW, claim.ends_on))
    if on > last and claim.late_allowed_at is None:
        return ClaimRefused(
            f"Learning that ended on {long_date(claim.ends_on)} could be claimed until {long_date(last)}. "
            "A coordinator may allow it later: use “Ask a coordinator” and say why it comes late.",
            code="late",
        )
    if not claim.note.strip():
        return ClaimRefused("Say in a sentence or two what you learned.", "note", code="note")
    if kind is not None and kind.evidence_needed and not claim.files.exists():
        return ClaimRefused(f"{kind.name} needs evidence: add a certificate, programme or slide.", code="evidence")
    return None


def _own(claim_id: int, step: str, by: Any, at: datetime) -> Claim:
    claim = locked(claim_id)
    demand(by is None or can_write_for(by, claim.person_id, timezone.localdate(at)), YOURS_ONLY)
    demand_step(claim, step)
    return claim


def _wait(claim: Claim, what: str, state: str, *, by: Any, at: datetime, text: str = "") -> Claim:
    """It waits for a verifier from now on, and they are told."""
    claim.asked_at, claim.reminded_at, claim.escalated_at = at, None, None
    claim.for_coordinators = not managers_of([claim.person_id], timezone.localdate(at)).get(claim.person_id)
    event = move(claim, what, state, by=by, at=at, text=text, fields=WAITS)
    telling.verifiers(claim, event)
    return claim
