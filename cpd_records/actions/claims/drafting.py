"""Writing a claim down, changing it, and its files."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions import evidence
from cpd_records.actions.claims.history import ClaimRefused, demand, demand_step, locked, move
from cpd_records.models import Claim, ClaimEvent, ClaimKind, EvidenceFile
from cpd_records.permissions import can_write_for
from cpd_records.rules.claim_facts import AGREED_UPON, ClaimFacts, faults
from foundation import changelog, policies, uploads

YOURS_ONLY = "Only the person whose learning it is can change a claim."
State = Claim.State


@transaction.atomic
def draft(*, person_id: int, facts: ClaimFacts, by: Any, at: datetime) -> Claim:
    """Write it down for oneself; nobody else sees it before it is sent. Raises ClaimRefused, NotForYou."""
    demand(by is None or can_write_for(by, person_id, timezone.localdate(at)), YOURS_ONLY)
    _check(facts, at)
    claim = Claim(person_id=person_id, created_at=at, **facts.values())
    claim.save(force_insert=True)
    changelog.record(by=by, at=at, verb="claim.drafted", subject=claim)
    ClaimEvent.objects.create(claim=claim, what=ClaimEvent.What.DRAFTED, to_state=claim.state, by=by, at=at)
    return claim


@transaction.atomic
def change(*, claim_id: int, facts: ClaimFacts, by: Any, at: datetime) -> Claim:
    """Write it anew. What was agreed beforehand becomes a draft again when what was agreed upon changes."""
    claim = locked(claim_id)
    _demand_own(claim, "change", by, at)
    _check(facts, at)
    values = facts.values()
    changed = [name for name, value in values.items() if getattr(claim, name) != value]
    for name in changed:
        setattr(claim, name, values[name])
    if claim.state == State.AGREED and set(changed) & set(AGREED_UPON):
        move(claim, ClaimEvent.What.DRAFTED, State.DRAFT, by=by, at=at)
    if changed:
        claim.save(update_fields=changed)
        changelog.record(by=by, at=at, verb="claim.change", subject=claim, fields=changed)
    return claim


@transaction.atomic
def add_file(*, claim_id: int, upload: Any, certificate: bool = False, by: Any, at: datetime) -> EvidenceFile:
    """Add evidence. The same content again gives the file there is. Raises UploadRefused, ClaimRefused."""
    claim = locked(claim_id)
    _demand_own(claim, "change", by, at)
    limits = uploads.limits_on(policies.book(), timezone.localdate(at))
    checked = uploads.accept(upload, limits)
    there = claim.files.filter(digest=checked.digest).first()
    if there is not None:
        return there
    if claim.files.count() >= limits.most:
        raise uploads.UploadRefused(
            f"At most {limits.most} files go with one claim. Remove one, or put several pages into one PDF."
        )
    kept = evidence.keep(person_id=claim.person_id, upload=upload, certificate=certificate, by=by, at=at)
    claim.files.add(kept)
    return kept


@transaction.atomic
def remove_file(*, claim_id: int, file_id: int, by: Any, at: datetime) -> None:
    """Remove evidence; gone already, nothing happens."""
    claim = locked(claim_id)
    _demand_own(claim, "change", by, at)
    found = claim.files.filter(pk=file_id).first()
    if found is not None:
        claim.files.remove(found)
        evidence.discard(evidence=found, by=by, at=at)


def _demand_own(claim: Claim, step: str, by: Any, at: datetime) -> None:
    demand(by is None or can_write_for(by, claim.person_id, timezone.localdate(at)), YOURS_ONLY)
    demand_step(claim, step)


def _check(facts: ClaimFacts, at: datetime) -> None:
    kind = ClaimKind.objects.book(timezone.localdate(at)).get(facts.kind)
    for field, sentence in faults(facts, kind, policies.book()):
        raise ClaimRefused(sentence, field)
