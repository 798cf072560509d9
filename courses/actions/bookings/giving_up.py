"""Giving up a place, in time or late (DOMAIN 6, rule 7)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses import reasons
from courses.actions import asking
from courses.actions.correspondence import Correspondence, managers_of
from courses.actions.history import locked_session, move, refresh_counter
from courses.actions.retrying import retried
from courses.actions.waiting.entering import close_offer
from courses.actions.waiting.filling import fill
from courses.actions.waiting.leaving import leave
from courses.emails import approvals as approval_letters
from courses.emails import attendance as manager_letters
from courses.emails import bookings as letters
from courses.models import Booking, Offer, Session
from courses.permissions import can_cancel, demand
from courses.rules.conditions.loading import local_day
from courses.rules.notice import is_late
from cpd_records.actions import ledger
from foundation import changelog


class CancellationRefused(Exception):
    """This place cannot be given up like this; the message says why and what to do."""


@retried
@transaction.atomic
def cancel(*, booking_id: int, reason: str = "", by: Any, at: datetime) -> Booking:
    """Give up a place: the place and the minutes go back at once.

    `reason` is a code of `courses.reasons`, needed when it is late; then the line manager is told,
    and nothing is taken off. Raises CancellationRefused, NotForYou or Booking.DoesNotExist.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    if booking.state in (Booking.State.WAITING, Booking.State.OFFERED):
        return leave(booking_id=booking_id, by=by, at=at)
    demand(can_cancel(by, booking.person, local_day(at)), "Only the person booked or a coordinator can cancel this.")
    refuse_what_is_over(booking, session, at)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    asked_only = booking.state != Booking.State.BOOKED
    late = not asked_only and is_late(session.starts_at, at, correspondence.book)
    refuse_without_reason(reason, late)
    booking.cancelled_late = late
    way_out(booking, reason=reason, note="", by=by, at=at)
    fill(session, by=by, at=at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="cancelled", subject=booking, fields=["state"])
    facts = correspondence.facts(booking)
    said = approval_letters.withdrawn(facts) if asked_only else letters.given_up(facts, at, late=late)
    correspondence.send(booking, said)
    if late:
        managers = managers_of([booking.person_id], local_day(at)).get(booking.person_id, [])
        told = [manager_letters.late_cancellation(facts, manager) for manager in managers]
        correspondence.tell_managers(booking, managers, told)
    return booking


def way_out(booking: Booking, *, reason: str, note: str, by: Any, at: datetime) -> None:
    """Every way out of a booking: state, history, minutes back, and a higher calendar sequence.

    The caller holds the session's lock, fills the place and refreshes the counter.
    """
    close_offer(booking, outcome=Offer.Outcome.WITHDRAWN, at=at)
    booking.sequence += 1
    asking.withdraw_pending(booking, by=by, at=at)
    move(booking, Booking.State.CANCELLED, by=by, at=at, reason=reason, note=note)
    ledger.release(
        source=booking.source,
        cycle=booking.ledger_cycle,
        by=by,
        at=at,
        reason=f"Cancelled: {booking.session.course.title}"[:255],
    )


def refuse_what_is_over(booking: Booking, session: Session, at: datetime) -> None:
    """Raise CancellationRefused for a booking that is cancelled, over or begun."""
    booking.session = session
    if booking.state == Booking.State.CANCELLED:
        raise CancellationRefused("This booking is cancelled already. There is nothing more to do.")
    if not booking.is_live or session.state == Session.State.CLOSED:
        raise CancellationRefused("This session is over, so the booking cannot be cancelled.")
    if at >= session.starts_at:
        raise CancellationRefused(
            "This session has begun, so the booking cannot be cancelled here. Please tell the trainer or the Academy."
        )


def refuse_without_reason(reason: str, late: bool) -> None:
    """Raise CancellationRefused where a reason is missing, or is none of the list."""
    known = dict(reasons.choices())
    if late and reason not in known:
        raise CancellationRefused("Choose the reason that fits best. It is close to the day, so we ask for one.")
    if reason and reason not in known:
        raise CancellationRefused("Choose a reason from the list.")
