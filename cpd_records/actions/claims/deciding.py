"""What whoever verifies does with a claim: agrees beforehand, verifies, asks, refuses (DOMAIN 6, rule 14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions import ledger, records
from cpd_records.actions.claims import telling
from cpd_records.actions.claims.history import ClaimRefused, NotForYou, demand, demand_step, locked, move
from cpd_records.models import Claim, ClaimEvent, ClaimKind
from cpd_records.permissions import can_decide_claim
from cpd_records.rules.claim_caps import Counted
from cpd_records.rules.claim_counting import counted, portions
from cpd_records.rules.learning import Learning
from foundation import policies
from foundation.methodologies import equal_weights

VERIFIERS_ONLY = "Only the person’s manager, who stands in for them, or whoever was asked next can answer this."
BEYOND = (
    "You can verify it beyond the allowance if the learning was worth it: open the claim and say so there. "
    "Or ask them to claim less."
)
State, What = Claim.State, ClaimEvent.What


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one of the claims answered. `problem` is empty when it was done."""

    claim_id: int
    problem: str = ""

    @property
    def done(self) -> bool:
        """Whether it was answered as asked."""
        return not self.problem


@transaction.atomic
def agree(*, claim_id: int, by: Any, at: datetime) -> Claim:
    """Say before the event that it may be claimed afterwards."""
    claim = _asked_of(claim_id, "agree", by, at)
    telling.person(claim, move(claim, What.AGREED, State.AGREED, by=by, at=at))
    return claim


@transaction.atomic
def query(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Ask the person something; it waits for their answer."""
    claim = _asked_of(claim_id, "query", by, at)
    if not text.strip():
        raise ClaimRefused("Write what you would like to know.", "text")
    telling.person(claim, move(claim, What.QUERIED, State.QUERIED, by=by, at=at, text=text))
    return claim


@transaction.atomic
def refuse(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Say no, with the reason the person reads."""
    claim = _asked_of(claim_id, "refuse", by, at)
    if not text.strip():
        raise ClaimRefused("Say in a few words why not. They will read it.", "text")
    telling.person(claim, move(claim, What.REFUSED, State.REFUSED, by=by, at=at, text=text))
    return claim


@transaction.atomic
def verify(*, claim_id: int, beyond: bool = False, by: Any, at: datetime) -> Claim:
    """Use the time, each day in its own year and up to what its kind may count, and write the record.

    `beyond` approves what goes beyond the allowance (DOMAIN 6, rule 4). A second press of the same
    person finds it done; somebody else reads who was first. Raises ClaimRefused, NotForYou.
    """
    claim = locked(claim_id)
    if claim.state == State.VERIFIED and by is not None and _verified_by(claim) == by.pk:
        return claim
    demand_step(claim, "verify")
    demand(by is None or can_decide_claim(by, claim, timezone.localdate(at)), VERIFIERS_ONLY)
    found = _counted_under_the_lock(claim, at)
    claim.credited_minutes = _use(claim, found, beyond=beyond, by=by, at=at)
    records.add(person_id=claim.person_id, learning=learning_of(claim), by=by, at=at)
    event = move(claim, What.VERIFIED, State.VERIFIED, by=by, at=at, fields=("credited_minutes",))
    telling.person(claim, event, counted=" ".join(found.lines))
    return claim


def verify_many(*, claim_ids: Iterable[int], by: Any, at: datetime) -> list[Answer]:
    """Verify each in a transaction of its own, so that one that cannot be spoils no other."""
    return [_answered(pk, by, at) for pk in claim_ids]


def learning_of(claim: Claim) -> Learning:
    """The claim as the record keeps it."""
    return Learning(
        source=claim.source,
        title=claim.title,
        starts_on=claim.starts_on,
        ends_on=claim.ends_on,
        minutes=claim.minutes,
        credited_minutes=claim.credited_minutes or 0,
        weights=equal_weights(claim.methodologies),
        kind=claim.kind,
        course_code=claim.course_code,
    )


def _answered(claim_id: int, by: Any, at: datetime) -> Answer:
    try:
        verify(claim_id=claim_id, by=by, at=at)
    except (ClaimRefused, NotForYou) as refused:
        return Answer(claim_id, str(refused))
    return Answer(claim_id)


def _asked_of(claim_id: int, step: str, by: Any, at: datetime) -> Claim:
    claim = locked(claim_id)
    demand_step(claim, step)
    demand(by is None or can_decide_claim(by, claim, timezone.localdate(at)), VERIFIERS_ONLY)
    return claim


def _verified_by(claim: Claim) -> int | None:
    last = claim.events.filter(what=What.VERIFIED).order_by("pk").last()
    return last.by_id if last else None


def _counted_under_the_lock(claim: Claim, at: datetime) -> Counted:
    """What counts, with nothing else of this person counting meanwhile."""
    ledger.lock_accounts(person_id=claim.person_id, days=[portion.on for portion in portions(claim)])
    kinds = ClaimKind.objects.book(timezone.localdate(at))
    return counted(claim, kinds, policies.book())


def _use(claim: Claim, found: Counted, *, beyond: bool, by: Any, at: datetime) -> int:
    """Minutes that came off the allowance: 0 for people without one, and where nothing counts."""
    if not found.portions:
        return 0
    try:
        entries: Sequence[Any] = ledger.claim(
            person_id=claim.person_id,
            portions=found.portions,
            source=claim.source,
            by=by,
            at=at,
            reason=" ".join([f"Claimed: {claim.title}.", *found.lines]),
            excess_minutes=found.minutes if beyond else 0,
        )
    except ledger.AllowanceShort as short:
        sentence = str(short).removesuffix(short.remedy).strip()
        raise ClaimRefused(f"{sentence} {BEYOND}", code="short") from short
    return sum(entry.minutes for entry in entries)
