"""Walk-ins: who may be added, past whom and past what nobody is, and what closing spends for them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses import invariants as courses_invariants
from courses.actions import registers
from courses.actions.registers import MarkRefused
from courses.models import AttendanceMark, Booking, BookingEvent
from cpd_records import invariants as ledger_invariants
from cpd_records.models import CpdRecord
from foundation.models import OutboxMessage
from tests.courses.test_registers import close, give, held, left_this_year, sums
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _invariants_hold():
    yield
    assert [*courses_invariants.breaches(), *ledger_invariants.breaches()] == []


def walk_in(session, person, *, by, date=0, **changes):
    day = list(session.dates.all())[date]
    return registers.walk_in(
        session_id=session.pk, person_id=person.pk, date_id=day.pk, by=by, at=timezone.now(), **changes
    )


def wait(session, person):
    now = timezone.now()
    row = Booking.objects.create(
        session=session, person=person, state="waiting", queue_number=1, created_at=now, changed_at=now
    )
    BookingEvent.objects.create(booking=row, to_state="waiting", at=now)


def test_a_walk_in_is_on_the_register_and_present():
    session, _, trainer = held()
    booking = walk_in(session, staff(), by=trainer)
    mark = AttendanceMark.objects.get(booking=booking)
    assert (booking.state, booking.walk_in, booking.allowance_minutes) == ("booked", True, 0)
    assert (mark.mark, mark.minutes, mark.by) == ("present", 444, trainer)


def test_closing_spends_from_what_is_left():
    session, _, trainer = held(people=0)
    person = staff()
    booking = walk_in(session, person, by=trainer)
    close(session, trainer)
    record = CpdRecord.objects.get(source=booking.source)
    assert (record.minutes, record.credited_minutes, sums(person, "spent")) == (444, 444, 444)


def test_beyond_the_allowance_it_is_recorded_nothing_is_taken_and_the_manager_is_told():
    manager = PersonFactory(user=UserFactory())
    session, _, trainer = held(people=0)
    person = staff(line_manager=manager)
    booked(person, SessionFactory(learning_minutes=left_this_year(person)))
    booking = walk_in(session, person, by=trainer)
    close(session, trainer)
    record = CpdRecord.objects.get(source=booking.source)
    assert (record.minutes, record.credited_minutes, sums(person, "spent")) == (444, 0, 0)
    assert OutboxMessage.objects.get(kind="manager-beyond-allowance").to_address == manager.work_email


def test_somebody_without_a_ledger_gets_the_record():
    session, _, trainer = held(people=0)
    person = PersonFactory(standing="external", employee_number=None)
    booking = walk_in(session, person, by=trainer)
    close(session, trainer)
    assert CpdRecord.objects.get(source=booking.source).credited_minutes == 0


def test_earlier_dates_are_marked_absent_and_later_ones_left_open():
    session, _, trainer = held(people=0, dates=3)
    booking = walk_in(session, staff(), by=trainer, date=1)
    marks = AttendanceMark.objects.filter(booking=booking).order_by("session_date__starts_at")
    assert [mark.mark for mark in marks] == ["absent", "present"]


def test_nobody_is_added_past_somebody_who_waits():
    session, _, trainer = held()
    wait(session, staff())
    with pytest.raises(MarkRefused, match="1 person is waiting"):
        walk_in(session, staff(), by=trainer)


def test_whoever_waits_alone_may_come_in():
    session, _, trainer = held()
    person = staff()
    wait(session, person)
    assert walk_in(session, person, by=trainer).state == "booked"
    assert Booking.objects.filter(session=session, person=person).count() == 1


def test_a_full_room_takes_nobody_until_a_seat_is_empty():
    session, (first, _), trainer = held(people=2, capacity=2)
    with pytest.raises(MarkRefused, match="The room holds 2"):
        walk_in(session, staff(), by=trainer)
    give(session, first, "absent", by=trainer)
    walk_in(session, staff(), by=trainer)
    with pytest.raises(MarkRefused, match="The room holds 2"):
        walk_in(session, staff(), by=trainer)


def test_somebody_on_the_list_is_not_added_twice():
    session, (first,), trainer = held()
    with pytest.raises(MarkRefused, match="on this session already"):
        walk_in(session, first.person, by=trainer)


def test_somebody_whose_access_has_ended_is_not_added():
    session, _, trainer = held()
    person = staff()
    person.suspended_on = timezone.localdate()
    person.save()
    with pytest.raises(MarkRefused, match="access has ended"):
        walk_in(session, person, by=trainer)


def test_nobody_is_added_before_the_day():
    session = SessionFactory()
    with pytest.raises(MarkRefused, match="on the day itself"):
        walk_in(session, staff(), by=None)


def test_only_trainers_and_coordinators_add_people():
    session, (first,), _ = held()
    with pytest.raises(PermissionDenied):
        walk_in(session, staff(), by=first.person.user)


def test_an_outside_trainer_signs_by_name():
    session, _, _ = held()
    booking = walk_in(session, staff(), by=None, signed_as="Dr Ellen Ashworth")
    assert AttendanceMark.objects.get(booking=booking).signed_as == "Dr Ellen Ashworth"


def test_a_walk_in_added_by_mistake_is_taken_off():
    session, _, trainer = held()
    booking = walk_in(session, staff(), by=trainer)
    for _ in range(2):
        booking = registers.take_off(booking_id=booking.pk, by=trainer, at=timezone.now())
    session.refresh_from_db()
    assert (booking.state, booking.reason, session.places_taken) == ("cancelled", "added_wrongly", 1)


def test_somebody_who_booked_is_not_taken_off():
    session, (first,), trainer = held()
    with pytest.raises(MarkRefused, match="Only somebody who was added"):
        registers.take_off(booking_id=first.pk, by=trainer, at=timezone.now())
