"""Asking for a place: booked at once, kept until a manager answers, or put on the waiting list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from courses.actions import arrangements, asking
from courses.actions.correspondence import Correspondence
from courses.actions.history import (
    lock_person,
    locked_session,
    person_with_user,
    places_taken,
    refresh_counter,
    write_event,
)
from courses.actions.minutes import set_aside
from courses.actions.retrying import retried
from courses.emails import bookings as letters
from courses.models import Booking, PlaceHold, Session
from courses.permissions import can_book_for, can_decide_for, coordinates_person, demand
from courses.rules.conditions import BookingContext, Refusal, refusals
from courses.rules.conditions.loading import Pressing, contexts, local_day
from courses.rules.conditions.queue import queues
from courses.rules.wishes import ANYWAY, Wish
from cpd_records.models import Account
from foundation import changelog
from workforce.models import Person

Accounts = Mapping[date, Account] | None
PLAIN = Wish()


class BookingRefused(Exception):
    """One or more conditions do not hold. `refusals` are in the order worth saying them.

    `context` is what the conditions looked at under the locks, for the page that says why not.
    """

    def __init__(self, found: list[Refusal], context: BookingContext) -> None:
        self.refusals, self.context = found, context
        super().__init__(" ".join(f"{refusal.sentence} {refusal.remedy}" for refusal in found[:1]))

    @property
    def refusal(self) -> Refusal:
        """The one to say first."""
        return self.refusals[0]


@dataclass(frozen=True, slots=True)
class Taking:
    """One press, under the locks: everything read once and used by each step."""

    correspondence: Correspondence
    person: Person
    accounts: Accounts
    taken: int
    wish: Wish
    context: BookingContext
    by: Any

    @property
    def session(self) -> Session:
        """The session, locked."""
        return self.correspondence.session

    @property
    def at(self) -> datetime:
        """The moment of the press."""
        return self.correspondence.at


def book(*, session_id: int, person_id: int, by: Any, at: datetime) -> Booking:
    """The plain press: `request` without any wish. The answer may still wait for a manager."""
    return request(session_id=session_id, person_id=person_id, wish=PLAIN, by=by, at=at)


@retried
@transaction.atomic
def request(*, session_id: int, person_id: int, wish: Wish, by: Any, at: datetime) -> Booking:
    """Give a person a place, or keep one until their manager has answered, and write to them.

    Recounts places, bookings and balances under the locks. Answers a booking that is booked or
    requested. Raises BookingRefused with every condition that does not hold and that the wish does
    not answer, NotForYou, or Session.DoesNotExist.
    """
    session = locked_session(session_id)
    person = person_with_user(person_id)
    demand(can_book_for(by, person, local_day(at)), "You can book a place for yourself. Coordinators book for others.")
    return place(Correspondence(session, tuple(session.dates.all()), at), person, wish=wish, by=by)


def place(
    correspondence: Correspondence,
    person: Person,
    *,
    by: Any,
    wish: Wish = PLAIN,
    hold: PlaceHold | None = None,
    instead: bool = False,
) -> Booking:
    """Give a person a place on a session whose lock the caller holds, and whose permission it has asked.

    `hold` is where somebody names them: they take one of its places. Without it, a place kept for
    their team or organisation is used first. `instead` is for somebody who comes in another's stead:
    that place was never free, so nobody who waits is overtaken. Raises BookingRefused, with nothing written.
    """
    press = prepare(correspondence, person, by=by, wish=wish, hold=hold, instead=instead)
    in_the_way = unanswered(press)
    if in_the_way:
        raise BookingRefused(in_the_way, press.context)
    return take(press)


def prepare(
    correspondence: Correspondence,
    person: Person,
    *,
    by: Any,
    wish: Wish = PLAIN,
    hold: PlaceHold | None = None,
    instead: bool = False,
) -> Taking:
    """Lock the person's accounts and read what the conditions look at; the session is locked already."""
    session, at, figures = correspondence.session, correspondence.at, correspondence.book
    days = [local_day(each.starts_at) for each in correspondence.dates]
    accounts = lock_person(person, days, accounts=session.counts_towards_allowance)
    taken = places_taken(session)
    counted = {session.pk: taken}
    lists = {} if instead else queues(sessions=[session], person=person, at=at, book=figures, taken=counted)
    context = contexts(
        sessions=[session],
        person=person,
        at=at,
        book=figures,
        taken=counted,
        into=hold.pk if hold else None,
        queues=lists,
        pressing=_pressing(by, person, local_day(at)),
    )[session.pk]
    return Taking(correspondence, person, accounts, taken, wish, context, by)


def unanswered(press: Taking) -> list[Refusal]:
    """The conditions that stand in the way, less those that the wish answers.

    What is meant for others, or comes after another course, only a coordinator may book anyway.
    """
    return [refusal for refusal in refusals(press.context) if not _answered(refusal, press)]


def take(press: Taking) -> Booking:
    """Write the place as booked or requested; the conditions have been asked."""
    context, correspondence = press.context, press.correspondence
    booking = _write(press)
    _reserve(booking, press)
    refresh_counter(press.session, press.taken + (context.hold_id is None))
    changelog.record(by=press.by, at=press.at, verb=booking.state, subject=booking, reason=press.wish.anyway_reason)
    arrangements.keep(booking=booking, wish=press.wish, by=press.by, at=press.at)
    if context.ruling.needed:
        asking.ask(booking, context, press.wish.note, correspondence, by=press.by)
    else:
        asking.note_own_decision(booking, context, by=press.by, at=press.at)
        said = letters.confirmation(correspondence.facts(booking), press.at, context.minutes_per_day)
        correspondence.send(booking, said)
    return booking


def _pressing(by: Any, person: Person, on: date) -> Pressing:
    """Whoever books for somebody they may decide for approves by that act."""
    if by is not None and by.pk == person.user_id:
        return Pressing()
    coordinates = coordinates_person(by, person, on)
    return Pressing(for_other=True, manages=can_decide_for(by, person, on), coordinates=coordinates)


def _answered(refusal: Refusal, press: Taking) -> bool:
    if not press.wish.answers(refusal.asks):
        return False
    return refusal.asks != ANYWAY or coordinates_person(press.by, press.person, local_day(press.at))


def _write(press: Taking) -> Booking:
    """The row and its history, which says why nobody was asked where nobody was."""
    ruled, context = press.context.ruling, press.context
    waits_for_excess = ruled.needed and context.excess_minutes
    booking = Booking.objects.create(
        session=press.session,
        person=press.person,
        state=Booking.State.REQUESTED if ruled.needed else Booking.State.BOOKED,
        hold_id=context.hold_id,
        allowance_minutes=0 if waits_for_excess else sum(year.needed for year in context.years),
        created_at=press.at,
        changed_at=press.at,
    )
    said = " ".join(filter(None, [ruled.why, press.wish.anyway_reason]))
    write_event(booking, "", by=press.by, at=press.at, note=said)
    return booking


def _reserve(booking: Booking, press: Taking) -> None:
    """Set the minutes aside. Beyond the allowance they wait for the manager's answer."""
    if not booking.allowance_minutes:
        return
    set_aside(
        booking,
        press.session,
        press.correspondence.dates,
        why="Booked",
        excess_minutes=press.context.excess_minutes,
        locked=press.accounts,
        by=press.by,
        at=press.at,
    )
