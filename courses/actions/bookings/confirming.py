"""Whether people still come after a date or the place has changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.bookings.giving_up import CancellationRefused, way_out
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session, refresh_counter, write_event
from courses.actions.retrying import retried
from courses.actions.waiting.filling import fill
from courses.emails import bookings as letters
from courses.models import Booking, Session
from courses.permissions import can_cancel, demand
from courses.rules.booking_tokens import UnknownToken, booking_of
from foundation import changelog

CHANGED = "session_changed"
NOT_YOURS = "Only the person booked or a coordinator can answer this."


@retried
@transaction.atomic
def confirm(*, booking_id: int, by: Any, at: datetime, by_link: bool = False) -> Booking:
    """They still come. Pressing twice changes nothing.

    `by_link` says that a signed link stands for the person, who has no account.
    Raises CancellationRefused, NotForYou or Booking.DoesNotExist.
    """
    _, booking = _asked(booking_id, by, at, by_link)
    if booking.confirmed_at is None:
        booking.confirmed_at = at
        booking.save(update_fields=["confirmed_at"])
        write_event(booking, booking.state, by=by, at=at, note="Still coming after the change.")
        changelog.record(by=by, at=at, verb="confirmed", subject=booking, fields=["confirmed_at"])
    return booking


@retried
@transaction.atomic
def cannot_come(*, booking_id: int, by: Any, at: datetime, by_link: bool = False) -> Booking:
    """The change does not suit: place and minutes go back, nothing is late, the next in line is asked.

    The history carries the reason, by which they come first on the list of another date (DOMAIN 6, rule 8).
    """
    session, booking = _asked(booking_id, by, at, by_link)
    way_out(booking, reason=CHANGED, note="Could not come after the change.", by=by, at=at)
    fill(session, by=by, at=at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="cancelled", subject=booking, fields=["state"])
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    correspondence.send(booking, letters.given_up(correspondence.facts(booking), at, late=False))
    return booking


def of_link(token: str) -> Booking:
    """The booking a signed link was made for, while no later message has replaced it. Raises UnknownToken."""
    public_id, sequence = booking_of(token)
    found = Booking.objects.filter(public_id=public_id, sequence=sequence).with_session().first()
    if found is None:
        raise UnknownToken("This link has been replaced by a later message. Please use the newest one.")
    return found


def _asked(booking_id: int, by: Any, at: datetime, by_link: bool) -> tuple[Session, Booking]:
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    booking.session = session
    demand(by_link or can_cancel(by, booking.person, timezone.localdate(at)), NOT_YOURS)
    if booking.state != Booking.State.BOOKED:
        raise CancellationRefused("You have no place on this session any more. There is nothing to answer.")
    if booking.confirm_by is None:
        raise CancellationRefused("Nothing has changed that we would have to ask you about.")
    if at >= session.starts_at:
        raise CancellationRefused("This session has begun. Please tell the trainer or the Academy.")
    return session, booking
