"""What a coordinator does with a claim without reading its words: allows it late, accepts a certificate."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.actions import records
from cpd_records.actions.claims import telling
from cpd_records.actions.claims.deciding import learning_of
from cpd_records.actions.claims.history import ClaimRefused, demand, demand_step, locked, move
from cpd_records.models import Claim, ClaimEvent, CpdRecord, Requirement
from cpd_records.permissions import can_coordinate_claim
from foundation.british_dates import long_date

COORDINATORS_ONLY = "Only a coordinator over this person can do this, and nobody for themselves."
What = ClaimEvent.What


@transaction.atomic
def allow_late(*, claim_id: int, text: str, by: Any, at: datetime) -> Claim:
    """Let somebody claim what is too old, with a reason. Allowed already, nothing happens."""
    claim = _coordinated(claim_id, "late", by, at)
    if claim.late_asked_at is None:
        raise ClaimRefused("They have not asked for this.")
    if claim.late_allowed_at is None:
        if not text.strip():
            raise ClaimRefused("Say in a sentence why it is allowed.", "text")
        claim.late_allowed_at = at
        event = move(claim, What.LATE_ALLOWED, claim.state, by=by, at=at, text=text, fields=("late_allowed_at",))
        telling.person(claim, event)
    return claim


@transaction.atomic
def accept_certificate(*, claim_id: int, course_code: str, by: Any, at: datetime) -> Claim:
    """Say, having seen the certificate, that it counts as a course which a requirement asks for.

    The record is corrected to name that course, so that requirements find it where they find all
    evidence; how long it lasts then follows from the requirement, or from the certificate's own last
    day where that comes first. Raises ClaimRefused, NotForYou.
    """
    claim = _coordinated(claim_id, "accept", by, at)
    code = course_code.strip().upper()
    if not claim.files.filter(certificate=True).exists():
        raise ClaimRefused("There is no certificate with this claim, so nothing can be accepted.")
    if claim.valid_until and claim.valid_until < timezone.localdate(at):
        raise ClaimRefused(f"The certificate ran out on {long_date(claim.valid_until)}, so it meets no requirement.")
    if code not in codes_asked_for(at):
        raise ClaimRefused("No requirement asks for this course. Choose one that is listed.", "course_code")
    if claim.course_code == code:
        return claim
    claim.course_code = code
    _correct_record(claim, by=by, at=at)
    move(claim, What.ACCEPTED, claim.state, by=by, at=at, text=code, fields=("course_code",))
    return claim


def codes_asked_for(at: datetime) -> dict[str, str]:
    """Course codes that a requirement of today takes, each with the requirement's title."""
    asked = Requirement.objects.asked_on(timezone.localdate(at))
    return {code: row.title for row in asked for code in row.course_codes}


def _correct_record(claim: Claim, *, by: Any, at: datetime) -> None:
    standing = CpdRecord.objects.standing().get(person_id=claim.person_id, source=claim.source)
    records.withdraw(record=standing, reason=f"It counts as {claim.course_code} by a coordinator's word.", by=by, at=at)
    records.add(person_id=claim.person_id, learning=learning_of(claim), by=by, at=at)


def _coordinated(claim_id: int, step: str, by: Any, at: datetime) -> Claim:
    claim = locked(claim_id)
    demand(by is None or can_coordinate_claim(by, claim, timezone.localdate(at)), COORDINATORS_ONLY)
    demand_step(claim, step)
    return claim
