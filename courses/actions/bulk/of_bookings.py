"""What may be done to many bookings at once."""

from datetime import datetime

from courses.actions import approvals, bookings
from courses.actions.bulk.wishes import BulkRefused, Step
from courses.models import Approval, Booking, BulkRun
from cpd_records.actions import certificates
from cpd_records.models import Certificate, CpdRecord


def _approve(booking_id: int, run: BulkRun, at: datetime) -> object:
    """Only requests that wait on the coordinators' list: where there is a manager, the manager decides."""
    approval = Approval.objects.pending().filter(booking=booking_id).first()
    if approval is None:
        raise BulkRefused("There is no request to answer.")
    if not approval.for_coordinators:
        raise BulkRefused("Their manager has been asked, and decides.")
    (answer,) = approvals.approve(approval_ids=[approval.pk], by=run.by, at=at)
    if not answer.done:
        raise BulkRefused(answer.problem)
    return answer


def _give_up(booking_id: int, run: BulkRun, at: datetime) -> object:
    return bookings.cancel(booking_id=booking_id, reason=run.words, by=run.by, at=at)


def _certify(booking_id: int, run: BulkRun, at: datetime) -> object:
    """What somebody completed on this place; one who still owes the evaluation is left to send it first."""
    try:
        return certificates.fetch(record=_record_of(booking_id), by=run.by, at=at)
    except certificates.CertificateWaits as waits:
        raise BulkRefused("They have not said how the course was: it is issued when they do.") from waits


def _reissue(booking_id: int, run: BulkRun, at: datetime) -> object:
    return certificates.reissue(certificate=_certificate_of(booking_id), reason=run.words, by=run.by, at=at)


def _revoke(booking_id: int, run: BulkRun, at: datetime) -> object:
    return certificates.take_back(certificate=_certificate_of(booking_id), reason=run.words, by=run.by, at=at)


def _record_of(booking_id: int) -> CpdRecord:
    booking = Booking.objects.get(pk=booking_id)
    found = CpdRecord.objects.standing().filter(source=booking.source, person=booking.person_id)
    record: CpdRecord | None = found.select_related("person").first()
    if record is None:
        raise BulkRefused("Nothing was attended on this place, by the register.")
    return record


def _certificate_of(booking_id: int) -> Certificate:
    """The one that stands. There is none once it was taken back, so a second run says so and does nothing."""
    found: Certificate | None = Certificate.objects.valid().filter(record=_record_of(booking_id)).first()
    if found is None:
        raise BulkRefused("There is no certificate that stands.")
    return found


OF_BOOKINGS: dict[str, Step] = {
    "approve": _approve,
    "give_up": _give_up,
    "certify": _certify,
    "reissue": _reissue,
    "revoke": _revoke,
}
