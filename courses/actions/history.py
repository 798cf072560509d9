"""Writing a booking's state together with its history row, and recounting places."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, prefetch_related_objects

from courses.models import Booking, BookingEvent, PlaceHold, Session
from cpd_records.actions import ledger
from cpd_records.models import Account
from foundation.asked_often import AskedOften
from workforce.models import Person


def locked_session(session_id: int) -> Session:
    """The session with its row locked and its dates read: always the first lock of a transaction here.

    Raises Session.DoesNotExist.
    """
    found: list[Session] = LOCKED.instances(session_id)
    if not found:
        raise Session.DoesNotExist(f"There is no session with the key {session_id}.")
    prefetch_related_objects(found, "dates")  # after the lock: whoever had it may have changed them
    return found[0]


LOCKED = AskedOften(
    lambda session_id: (
        Session.objects.select_related("course", "venue").select_for_update(of=("self",)).filter(pk=session_id)
    ),
    int,
)


def person_with_user(person_id: int) -> Person:
    """A person and their user. Raises Person.DoesNotExist."""
    found: list[Person] = WITH_USER.instances(person_id)
    if not found:
        raise Person.DoesNotExist(f"There is no person with the key {person_id}.")
    return found[0]


WITH_USER = AskedOften(lambda person_id: Person.objects.select_related("user").filter(pk=person_id), int)


def lock_person(person: Person, days: Iterable[date], *, accounts: bool) -> dict[date, Account] | None:
    """Take one person's bookings one after the other, so that each sees the one before it.

    Accounts first (DESIGN 4), then the row, for two sessions in different years or with no allowance.
    Answers the accounts it locked, by the start of their year; None where none were.
    """
    locked = None
    if accounts and person.standing != Person.Standing.EXTERNAL:
        locked = ledger.lock_accounts(person_id=person.pk, days=days)
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    return locked


def move(booking: Booking, to_state: str, *, by: Any, at: datetime, reason: str = "", note: str = "") -> None:
    """Change the state and say so in the history. The caller holds the session's lock."""
    from_state = booking.state
    booking.state, booking.changed_at = to_state, at
    booking.reason = reason or booking.reason
    booking.save(
        update_fields=[
            "state",
            "changed_at",
            "reason",
            "cancelled_late",
            "sequence",
            "allowance_minutes",
            "ledger_cycle",
            "queue_number",
            "band",
            "hold",
            "confirm_by",
            "confirmed_at",
        ]
    )
    write_event(booking, from_state, by=by, at=at, reason=reason, note=note)


def write_event(booking: Booking, from_state: str, *, by: Any, at: datetime, reason: str = "", note: str = "") -> None:
    """One history row; `from_state` is empty when the booking is new."""
    BookingEvent.objects.create(
        booking=booking, from_state=from_state, to_state=booking.state, at=at, by=by, reason=reason, note=note[:255]
    )


def places_taken(session: Session) -> int:
    """Places in use, counted from the rows: bookings that hold one, and held ones nobody is named for. One query."""
    return sum(count for (count,) in TAKEN.tuples(session.pk))


def _taken(session_id: int) -> Any:
    """A row for the bookings, and one for each hold."""
    booked = Booking.objects.filter(session=session_id).holding_a_place().order_by()
    counted = booked.values("session").annotate(places=Count("pk")).values("places")
    holds = PlaceHold.objects.filter(session=session_id).running().with_left(Booking.PLACE_STATES)
    return counted.union(holds.order_by().values("left"), all=True)


TAKEN = AskedOften(_taken, int)


def refresh_counter(session: Session, taken: int | None = None) -> None:
    """Bring the cached counter, which pages show, in line with the rows.

    `taken` is what the caller counted under the session's lock, with what it wrote since.
    """
    session.places_taken = places_taken(session) if taken is None else taken
    session.save(update_fields=["places_taken"])


def lock_accounts_of(bookings: Sequence[Booking]) -> None:
    """Lock every account of the people booked, by id.

    For what moves the minutes of many people at once: their accounts are taken in the order every
    writer uses before the first is touched.
    """
    people = [booking.person_id for booking in bookings]
    list(Account.objects.filter(person__in=people).locked())
