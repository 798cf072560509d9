"""Somebody is in the room who had not booked."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.history import locked_session, move, places_taken, refresh_counter, write_event
from courses.actions.registers.correcting import COORDINATORS_CORRECT, refuse_without_reason, settle_added
from courses.actions.registers.marking import TRAINERS_ONLY, Given, MarkRefused, differing, refuse_unless_open
from courses.actions.retrying import retried
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.permissions import can_mark, demand, looks_after
from courses.rules.conditions.loading import local_day
from foundation import changelog
from workforce.models import Person


@retried
@transaction.atomic
def walk_in(*, session_id: int, person_id: int, date_id: int, by: Any, at: datetime, signed_as: str = "") -> Booking:
    """Put somebody on an open register, present on that date and absent on those before it.

    Nobody is let in past somebody who waits for a place (DESIGN 4), nor past what the room holds on
    that date. Nothing is set aside: closing spends from what is left of the allowance. `signed_as` as
    in `mark`. Raises MarkRefused, NotForYou, Person.DoesNotExist.
    """
    session = locked_session(session_id)
    demand(can_mark(by, session, local_day(at)), TRAINERS_ONLY)
    refuse_unless_open(session)
    person = Person.objects.select_related("user").get(pk=person_id)
    day = _date(session, date_id, at)
    earlier = _earlier(session, person, at)
    _refuse_past_the_queue(session, person)
    _refuse_without_room(session, day)
    booking = _put_down(session, person, earlier, by=by, at=at, note="Walked in")
    for each in session.dates.all():
        if each.starts_at <= day.starts_at:
            there = AttendanceMark.Mark.PRESENT if each == day else AttendanceMark.Mark.ABSENT
            AttendanceMark.objects.create(
                booking=booking,
                session_date=each,
                mark=there,
                minutes=each.learning_minutes if each == day else 0,
                at=at,
                by=by,
                signed_as=signed_as,
            )
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="walked in", subject=booking, label=signed_as)
    return booking


@retried
@transaction.atomic
def take_off(*, booking_id: int, by: Any, at: datetime, signed_as: str = "") -> Booking:
    """Take a walk-in off an open register again: somebody else was meant. Twice does nothing.

    Raises MarkRefused, NotForYou or Booking.DoesNotExist.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    demand(can_mark(by, session, local_day(at)), TRAINERS_ONLY)
    refuse_unless_open(session)
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    if booking.state == Booking.State.CANCELLED and booking.walk_in:
        return booking
    if not booking.walk_in or booking.state != Booking.State.BOOKED:
        raise MarkRefused("Only somebody who was added at the door can be taken off. Mark others as not there.")
    booking.sequence += 1
    move(booking, Booking.State.CANCELLED, by=by, at=at, reason="added_wrongly", note="Taken off the register")
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="taken off register", subject=booking, fields=["state"], label=signed_as)
    return booking


@retried
@transaction.atomic
def add_forgotten(
    *, session_id: int, person_id: int, marks: dict[int, tuple[str, int | None]], reason: str, by: Any, at: datetime
) -> Booking:
    """Put somebody on a closed register who was there and was forgotten. `marks` by date.

    What was attended is a fact: neither queue nor room is asked. Raises MarkRefused or NotForYou.
    """
    session = locked_session(session_id)
    demand(looks_after(by, session, local_day(at)), COORDINATORS_CORRECT)
    if session.state != Session.State.CLOSED or session.imported:
        raise MarkRefused("Somebody forgotten can be added once the register is closed. Until then, add a walk-in.")
    refuse_without_reason(reason)
    person = Person.objects.select_related("user").get(pk=person_id)
    dates = {each.pk: each for each in session.dates.all()}
    if set(marks) != set(dates):
        raise MarkRefused("Mark every date, then add them.")
    if all(mark == AttendanceMark.Mark.ABSENT for mark, _ in marks.values()):
        raise MarkRefused("Mark at least one date on which they were there.")
    booking = _put_down(session, person, _earlier(session, person, at), by=by, at=at, note=reason.strip())
    given = [Given(booking.pk, date_id, mark, minutes) for date_id, (mark, minutes) in marks.items()]
    for row in differing(given, dates, {booking.pk}, {}, at):
        row.by, row.source, row.reason = by, AttendanceMark.Source.CORRECTION, reason.strip()
        row.save(force_insert=True)
    settle_added(session, booking, reason.strip(), by, at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="added to closed register", subject=booking, reason=reason.strip())
    return booking


def _date(session: Session, date_id: int, at: datetime) -> SessionDate:
    day = next((each for each in session.dates.all() if each.pk == date_id), None)
    if day is None:
        raise MarkRefused("The dates have changed since you opened the page. Load it again.")
    if local_day(day.starts_at) > local_day(at):
        raise MarkRefused("Somebody can be added on the day itself or later, not before.")
    return day


def _earlier(session: Session, person: Person, at: datetime) -> Booking | None:
    """The person's waiting row, if that is all they have. Raises MarkRefused for anybody on the list."""
    if person.suspended_on is not None and person.suspended_on <= local_day(at):
        raise MarkRefused(f"{person.full_name} cannot be added: their access has ended. Please ask the Academy.")
    rows = list(Booking.objects.filter(session=session, person=person).exclude(state__in=("cancelled", "declined")))
    if any(row.state != Booking.State.WAITING for row in rows):
        raise MarkRefused(f"{person.full_name} is on this session already.")
    return rows[0] if rows else None


def _refuse_past_the_queue(session: Session, person: Person) -> None:
    waiting = Booking.objects.filter(session=session, state=Booking.State.WAITING).exclude(person=person).count()
    if waiting:
        who = "1 person is" if waiting == 1 else f"{waiting} people are"
        raise MarkRefused(f"{who} waiting for a place on this session, so nobody can be added before them.")


def _refuse_without_room(session: Session, day: SessionDate) -> None:
    absent = AttendanceMark.objects.of_sessions([session.pk]).filter(session_date=day).newest()
    away = absent.filter(mark=AttendanceMark.Mark.ABSENT, booking__state=Booking.State.BOOKED).count()
    if places_taken(session) - away >= session.capacity:
        raise MarkRefused(
            f"The room holds {session.capacity} and everybody's place is in use. Mark those who are not there first: "
            "their places can then be used."
        )


def _put_down(
    session: Session, person: Person, earlier: Booking | None, *, by: Any, at: datetime, note: str
) -> Booking:
    """The booking of somebody who had none, or who was only waiting; booked, with nothing set aside."""
    if earlier is not None:
        earlier.walk_in, earlier.person = True, person
        earlier.save(update_fields=["walk_in"])
        move(earlier, Booking.State.BOOKED, by=by, at=at, note=note)
        earlier.session = session
        return earlier
    booking = Booking.objects.create(
        session=session, person=person, state=Booking.State.BOOKED, walk_in=True, created_at=at, changed_at=at
    )
    write_event(booking, "", by=by, at=at, note=note)
    return booking
