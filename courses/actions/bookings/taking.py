"""Booking a place."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.bookings.history import locked_session, places_taken, refresh_counter, write_event
from courses.actions.correspondence import Correspondence
from courses.actions.retrying import retried
from courses.emails import bookings as letters
from courses.models import Booking, PlaceHold, Session, SessionDate
from courses.permissions import can_book_for, demand
from courses.rules.conditions import BookingContext, Refusal, refusals
from courses.rules.conditions.loading import contexts, local_day, portions_of
from courses.rules.conditions.queue import queues
from cpd_records.actions import ledger
from foundation import changelog
from foundation.policies import PolicyBook
from workforce.models import Person


class BookingRefused(Exception):
    """One or more conditions do not hold. `refusals` are in the order worth saying them."""

    def __init__(self, found: list[Refusal]) -> None:
        self.refusals = found
        super().__init__(" ".join(f"{refusal.sentence} {refusal.remedy}" for refusal in found[:1]))

    @property
    def refusal(self) -> Refusal:
        """The one to say first."""
        return self.refusals[0]


@retried
@transaction.atomic
def book(*, session_id: int, person_id: int, by: Any, at: datetime) -> Booking:
    """Give a person a place, set their minutes aside, and write to them.

    Recounts places, bookings and balances under the locks. Raises BookingRefused with every
    condition that does not hold, NotForYou, or Session.DoesNotExist.
    """
    session = locked_session(session_id)
    person = Person.objects.select_related("user").get(pk=person_id)
    demand(can_book_for(by, person, local_day(at)), "You can book a place for yourself. Coordinators book for others.")
    return place(Correspondence(session, tuple(session.dates.all()), at), person, by=by)


def place(correspondence: Correspondence, person: Person, *, by: Any, hold: PlaceHold | None = None) -> Booking:
    """Give a person a place on a session whose lock the caller holds, and whose permission it has asked.

    `hold` is where somebody names them: they take one of its places. Without it, a place kept for
    their team or organisation is used first. Raises BookingRefused, with nothing written.
    """
    session, at, figures = correspondence.session, correspondence.at, correspondence.book
    _lock_person(person, session, correspondence.dates)
    context = _context(session, person, at, figures, hold)
    refused = refusals(context)
    if refused:
        raise BookingRefused(refused)
    booking = _write(session, person, context, correspondence.dates, by=by, at=at)
    facts = correspondence.facts(booking)
    correspondence.send(booking, letters.confirmation(facts, at, context.minutes_per_day))
    return booking


def _lock_person(person: Person, session: Session, dates: tuple[SessionDate, ...]) -> None:
    """Take one person's bookings one after the other, so that each sees the one before it.

    Accounts first (DESIGN 4), then the row, for two sessions in different years or with no allowance.
    """
    if session.counts_towards_allowance and person.standing != Person.Standing.EXTERNAL:
        ledger.lock_accounts(person_id=person.pk, days=[local_day(each.starts_at) for each in dates])
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)


def _context(
    session: Session, person: Person, at: datetime, figures: PolicyBook, hold: PlaceHold | None
) -> BookingContext:
    taken = {session.pk: places_taken(session)}
    into = hold.pk if hold else None
    lists = queues(sessions=[session], person=person, at=at, book=figures, taken=taken)
    found = contexts(sessions=[session], person=person, at=at, book=figures, taken=taken, into=into, queues=lists)
    return found[session.pk]


def _write(
    session: Session, person: Person, context: BookingContext, dates: tuple[SessionDate, ...], *, by: Any, at: datetime
) -> Booking:
    """The row, its history, its minutes and the counter."""
    minutes = sum(year.needed for year in context.years)
    booking = Booking.objects.create(
        session=session,
        person=person,
        state=Booking.State.BOOKED,
        allowance_minutes=minutes,
        hold_id=context.hold_id,
        created_at=at,
        changed_at=at,
    )
    write_event(booking, "", by=by, at=at)
    if minutes:
        ledger.reserve(
            person_id=person.pk,
            portions=portions_of(dates, session),
            source=booking.source,
            cycle=booking.ledger_cycle,
            by=by,
            at=at,
            reason=f"Booked: {session.course.title}"[:255],
        )
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="booked", subject=booking)
    return booking
