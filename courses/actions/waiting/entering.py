"""Writing a new row at the end of a session's queue, and taking one off it."""

from datetime import datetime
from typing import Any

from courses.actions import asking
from courses.actions.correspondence import Correspondence
from courses.actions.history import move, write_event
from courses.emails import waiting as letters
from courses.models import Booking, Offer, Session
from courses.rules.bands import band_of
from courses.rules.conditions import BookingContext
from foundation import changelog
from foundation.policies import PolicyBook
from workforce.models import Person


def enter(
    session: Session,
    person: Person,
    context: BookingContext,
    *,
    at_once: bool,
    by: Any,
    at: datetime,
    figures: PolicyBook,
) -> Booking:
    """The row, its number, its letter, and the question to the manager where one is needed.

    The caller holds the session's lock and has asked the conditions.
    A number is given once and never changed: whoever comes back gets a new row with a new one.
    """
    session.last_queue_number += 1
    session.save(update_fields=["last_queue_number"])
    booking = Booking.objects.create(
        session=session,
        person=person,
        state=Booking.State.WAITING,
        queue_number=session.last_queue_number,
        band=band_of(person.pk, session, at, figures),
        accepts_automatically=at_once,
        created_at=at,
        changed_at=at,
    )
    write_event(booking, "", by=by, at=at)
    changelog.record(by=by, at=at, verb="joined the waiting list", subject=booking)
    correspondence = Correspondence(session, tuple(session.dates.all()), at, figures)
    correspondence.send(booking, letters.joined(correspondence.facts(booking), Booking.objects.number_of(booking)))
    if context.ruling.needed:
        asking.ask(booking, context, "", correspondence, by=by)
    return booking


def take_off(booking: Booking, *, reason: str, by: Any, at: datetime, outcome: str = Offer.Outcome.WITHDRAWN) -> None:
    """Off the list, an open offer closed with it. The caller holds the session's lock."""
    close_offer(booking, outcome=outcome, at=at)
    asking.withdraw_pending(booking, by=by, at=at)
    move(booking, Booking.State.CANCELLED, by=by, at=at, reason=reason)
    changelog.record(by=by, at=at, verb="left the waiting list", subject=booking, fields=["state"])


def close_offer(booking: Booking, *, outcome: str, at: datetime) -> None:
    """Close the booking's open offer, if it has one; every way out of a booking comes by here."""
    Offer.objects.filter(booking=booking).open().update(outcome=outcome, answered_at=at)
