"""Moving to another date in one press: place, approval and minutes move, or nothing does (DESIGN 4)."""

import pytest
from django.utils import timezone

from courses import invariants
from courses.actions import bookings
from courses.actions.bookings import BookingRefused, CancellationRefused, MoveRefused
from courses.models import Approval, Booking, BookingEvent
from courses.permissions import NotForYou
from cpd_records.models import Account
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.waiting import waits

pytestmark = pytest.mark.django_db


def on(day, course=None, **facts):
    return SessionFactory(course=course or CourseFactory(), spans=[(days_ahead(day), days_ahead(day, 16))], **facts)


def two_dates(**facts):
    """A course on two days of one allowance year, and one more."""
    course = CourseFactory(**facts)
    return on(14, course), on(21, course)


def move(booking, session, **more):
    given = {"reason": "", "by": booking.person.user, "at": timezone.now()} | more
    return bookings.move(booking_id=booking.pk, session_id=session.pk, **given)


def reserved(person):
    return sum(account.sums["reserved"] for account in Account.objects.filter(person=person).with_balances())


def sound():
    assert list(invariants.breaches()) == []


def test_the_place_and_the_minutes_move():
    here, there = two_dates()
    old = booked(session=here)
    new = move(old, there)
    for row in (old, here, there):
        row.refresh_from_db()
    assert (old.state, old.reason, new.state, new.moved_from) == ("cancelled", "moved", "booked", old)
    assert (here.places_taken, there.places_taken) == (0, 1)
    sound()


def test_a_full_allowance_does_not_block_the_swap():
    here, there = two_dates(learning_minutes=15 * 444)
    old = booked(session=here)
    assert move(old, there).allowance_minutes == 15 * 444
    sound()


def test_history_says_where_from_and_where_to():
    here, there = two_dates()
    old = booked(session=here)
    new = move(old, there)
    notes = BookingEvent.objects.filter(booking__in=[old, new]).order_by("pk").values_list("note", flat=True)
    assert list(notes)[1:] == [f"Moved to {there.ref}", f"Moved from {here.ref}"]


def test_the_calendar_loses_the_old_date_and_gains_the_new_one():
    here, there = two_dates()
    old = booked(session=here)
    move(old, there)
    gone = OutboxMessage.objects.get(kind="booking-moved-from")
    come = OutboxMessage.objects.get(kind="booking-moved")
    assert (gone.calendar_method, come.calendar_method) == ("CANCEL", "REQUEST")
    assert "SEQUENCE:1" in gone.calendar
    assert str(old.public_id) in gone.calendar


def test_the_freed_place_goes_to_the_old_dates_waiting_list():
    here, there = two_dates()
    here.capacity = 1
    here.save()
    old = booked(session=here)
    waiting = waits(here)
    move(old, there)
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    sound()


def test_a_full_date_is_refused_and_all_stays_as_it_was():
    here, there = two_dates()
    old = booked(session=here)
    there.capacity = 1
    there.save()
    booked(session=there)
    with pytest.raises(BookingRefused, match="full"):
        move(old, there)
    old.refresh_from_db()
    assert (old.state, reserved(old.person)) == ("booked", 444)
    sound()


def test_a_clash_on_the_new_date_is_refused():
    here, there = two_dates()
    old = booked(session=here)
    booked(old.person, on(21))
    with pytest.raises(BookingRefused, match="at the same time"):
        move(old, there)


def test_dates_that_overlap_each_other_are_no_clash():
    course = CourseFactory()
    here = on(14, course)
    there = SessionFactory(course=course, spans=[(days_ahead(14, 12), days_ahead(14, 18))])
    assert move(booked(session=here), there).state == "booked"


def test_another_course_is_refused():
    with pytest.raises(MoveRefused, match="another course"):
        move(booked(session=on(14)), on(21))


def test_the_same_date_is_refused():
    booking = booked(session=on(14))
    with pytest.raises(MoveRefused, match="the date you have"):
        move(booking, booking.session)


def test_moving_twice_is_refused_the_second_time():
    here, there = two_dates()
    old = booked(session=here)
    move(old, there)
    with pytest.raises(CancellationRefused, match="cancelled already"):
        move(old, there)
    assert Booking.objects.live().filter(person=old.person).count() == 1


def test_late_needs_a_reason_and_the_manager_is_told():
    course = CourseFactory()
    here, there = on(1, course), on(21, course)
    manager = staff()
    old = booked(staff(line_manager=manager), here)
    with pytest.raises(CancellationRefused, match="Choose the reason"):
        move(old, there)
    move(old, there, reason="court")
    old.refresh_from_db()
    assert (old.cancelled_late, old.reason) == (True, "court")
    assert OutboxMessage.objects.filter(kind="manager-late-cancellation", to_address=manager.work_email).exists()


def test_what_has_begun_cannot_be_moved():
    here, there = two_dates()
    old = booked(session=here)
    past(here)
    with pytest.raises(CancellationRefused):
        move(old, there)


def test_a_place_on_a_waiting_list_is_nothing_to_move():
    here, there = two_dates()
    here.capacity = 1
    here.save()
    booked(session=here)
    with pytest.raises(MoveRefused, match="no place on this date yet"):
        move(waits(here), there)


def test_an_approval_holds_for_the_new_date():
    here, there = two_dates()
    old = booked(session=here)
    now = timezone.now()
    moments = {"asked_at": now, "escalates_at": now, "lapses_at": now}
    Approval.objects.create(booking=old, state="approved", why_asked="default", decided_at=now, **moments)
    new = move(old, there)
    assert Approval.objects.get(booking=new).state == "approved"


def test_only_the_person_or_a_coordinator_moves():
    here, there = two_dates()
    with pytest.raises(NotForYou):
        move(booked(session=here), there, by=staff().user)
