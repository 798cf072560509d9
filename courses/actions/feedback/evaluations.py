"""How was it? Asked when the register is closed; the certificate may wait for it (DOMAIN 6, rule 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses.feedback_policies import CERTIFICATE_WAITS, EVALUATION_DAYS
from courses.models import Booking, FormRequest
from courses.rules.conditions.loading import local_day
from cpd_records.actions import certificates
from cpd_records.models import CpdRecord
from foundation.models import FormVersion
from foundation.policies import PolicyBook

EVALUATION = FormRequest.Purpose.EVALUATION


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: whether there is a certificate, whether one waits, and the form's path or nothing."""

    certificate: bool
    waits: bool = False
    form_path: str = ""


@transaction.atomic
def ask_evaluation(*, booking: Booking, record: CpdRecord, book: PolicyBook, by: Any, at: datetime) -> Asked:
    """Ask somebody who was there how it was, and issue the certificate unless it waits for the answer.

    Called in the transaction that closes or corrects a register; asked again it changes nothing. With
    no evaluation form in use nobody is asked and nothing waits.
    """
    day = local_day(at)
    request = _request(booking, book, by, at)
    complete = record.outcome == CpdRecord.Outcome.ATTENDED
    answered = request is None or request.state == FormRequest.State.ANSWERED
    waits = complete and not answered and book.yes(CERTIFICATE_WAITS, day)
    if complete and not waits:
        certificates.issue(record=record, by=by, at=at)
    path = "" if request is None or answered else form_path(request)
    return Asked(certificate=complete and not waits, waits=waits, form_path=path)


def withdraw_evaluation(*, booking: Booking) -> None:
    """Ask no longer: the register says they were not there. What was answered stays."""
    waiting = FormRequest.objects.filter(booking=booking, purpose=EVALUATION).exclude(state=FormRequest.State.ANSWERED)
    waiting.update(state=FormRequest.State.WITHDRAWN)


def release_certificate(booking: Booking, *, by: Any, at: datetime) -> bool:
    """Issue what waited for the answer; False where there is nothing to issue."""
    standing = CpdRecord.objects.standing().filter(source=booking.source, outcome=CpdRecord.Outcome.ATTENDED)
    record = standing.filter(person_id=booking.person_id).first()
    if record is None:
        return False
    certificates.issue(record=record, by=by, at=at)
    return True


def form_path(request: FormRequest) -> str:
    """Where it is filled in."""
    return f"/my/forms/{request.public_id}/"


def _request(booking: Booking, book: PolicyBook, by: Any, at: datetime) -> FormRequest | None:
    """The request there is, or a new one where a form is in use."""
    standing = FormRequest.objects.filter(booking=booking, purpose=EVALUATION, person_id=booking.person_id)
    found = standing.exclude(state=FormRequest.State.WITHDRAWN).first()
    day = local_day(at)
    version = None if found else FormVersion.objects.in_use(EVALUATION, day)
    if version is None:
        return found
    return FormRequest.objects.create(
        purpose=EVALUATION,
        version=version,
        person_id=booking.person_id,
        booking=booking,
        asked_at=at,
        asked_by=by,
        opens_on=day,
        due_on=day + timedelta(days=book.whole(EVALUATION_DAYS, day)),
    )
