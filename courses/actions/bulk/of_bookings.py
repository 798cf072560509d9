"""What may be done to many bookings at once."""

from datetime import datetime

from courses.actions import approvals, bookings
from courses.actions.bulk.wishes import BulkRefused, Step
from courses.models import Approval, BulkRun


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


OF_BOOKINGS: dict[str, Step] = {"approve": _approve, "give_up": _give_up}
