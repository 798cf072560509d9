"""The waiting list: joining, and offers in order (DESIGN 4, "Waiting list")."""

import datetime

import pytest
from django.utils import timezone

from courses import invariants
from courses.actions import bookings, waiting
from courses.actions.bookings import BookingRefused
from courses.models import Booking
from cpd_records.models import Requirement, RequirementPeriod
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.waiting import full_session, open_offer, waits

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def free_one(session):
    """Somebody booked gives up their place."""
    booking = Booking.objects.filter(session=session, state="booked").first()
    bookings.cancel(booking_id=booking.pk, by=None, at=timezone.now())


def state(booking):
    booking.refresh_from_db()
    return booking.state


def sound():
    assert list(invariants.breaches()) == []


def test_numbers_are_given_in_the_order_of_joining():
    session = full_session()
    assert [waits(session).queue_number for _ in range(3)] == [1, 2, 3]
    sound()


def test_whoever_waits_is_told_their_number():
    session = full_session()
    waits(session)
    waits(session)
    bodies = OutboxMessage.objects.filter(kind="waiting-joined").order_by("pk").values_list("body", flat=True)
    assert ["You are number 1" in bodies[0], "You are number 2" in bodies[1]] == [True, True]


def test_nobody_waits_for_what_can_be_booked():
    with pytest.raises(waiting.JoiningRefused, match="you need not wait"):
        waits(SessionFactory())


def test_joining_twice_is_refused():
    session = full_session()
    booking = waits(session)
    with pytest.raises(waiting.JoiningRefused, match="You are on the waiting list"):
        waits(session, booking.person)


def test_a_freed_place_is_kept_for_the_first_in_the_queue():
    session = full_session()
    first, second = waits(session), waits(session)
    free_one(session)
    assert (state(first), state(second)) == ("offered", "waiting")
    session.refresh_from_db()
    assert session.places_taken == 1
    sound()


def test_the_letter_of_an_offer_has_its_link_and_its_clock():
    session = full_session()
    booking = waits(session)
    free_one(session)
    letter = OutboxMessage.objects.get(kind="place-offered")
    assert f"/offers/{open_offer(booking).token}/" in letter.body
    assert letter.to_address == booking.person.work_email


def test_an_earlier_band_is_served_first():
    session = full_session()
    ordinary = waits(session)
    newly_qualified = waits(session, staff(starts_on=timezone.localdate() - datetime.timedelta(days=60)))
    free_one(session)
    assert (state(newly_qualified), state(ordinary)) == ("offered", "waiting")


def test_learning_somebody_has_to_do_comes_first():
    person, today = staff(), timezone.localdate()
    session = full_session(course__code="LA05")
    Requirement.objects.create(
        code="core", title="Core", course_codes=["LA05"], starts_on=today, created_at=timezone.now(), first_due_days=90
    )
    due = {"due_on": today + datetime.timedelta(days=90), "how": "Within 90 days", "made_at": timezone.now()}
    RequirementPeriod.objects.create(person=person, code="core", cycle=1, window_opens_on=today, **due)
    assert waits(session, person).band == Booking.Band.PRIORITY


def test_people_whose_date_was_cancelled_come_before_all_others():
    gone = SessionFactory(spans=[(days_ahead(20), days_ahead(20, 16))])
    let_down = booked(session=gone).person
    bookings.release_session(session_id=gone.pk, by=None, at=timezone.now())
    session = full_session(course=gone.course)
    waits(session, staff(starts_on=timezone.localdate() - datetime.timedelta(days=60)))
    assert waits(session, let_down).band == Booking.Band.REBOOKING


def test_somebody_who_has_a_clash_is_passed_over_and_keeps_their_number():
    session = full_session()
    busy, free = waits(session), waits(session)
    booked(busy.person, SessionFactory())
    free_one(session)
    assert (state(busy), state(free)) == ("waiting", "offered")
    assert busy.queue_number == 1


def test_somebody_whose_days_are_spent_is_passed_over():
    session = full_session()
    poor, rich = waits(session), waits(session)
    for day in range(30, 45):
        booked(poor.person, SessionFactory(spans=[(days_ahead(day), days_ahead(day, 16))]))
    free_one(session)
    assert (state(poor), state(rich)) == ("waiting", "offered")


def test_the_passed_over_are_offered_a_place_once_they_could_come():
    session = full_session(capacity=2)
    busy = waits(session)
    clash = booked(busy.person, SessionFactory())
    free_one(session)
    bookings.cancel(booking_id=clash.pk, by=None, at=timezone.now())
    assert waiting.keep_moving(at=timezone.now()) == 1
    assert state(busy) == "offered"


def test_nobody_overtakes_somebody_who_waits_and_could_come():
    session = full_session()
    busy = waits(session)
    clash = booked(busy.person, SessionFactory())
    free_one(session)
    bookings.cancel(booking_id=clash.pk, by=None, at=timezone.now())
    with pytest.raises(BookingRefused, match="go first to people on the waiting list"):
        booked(session=session)


def test_a_place_nobody_on_the_list_could_take_is_there_to_be_booked():
    session = full_session()
    busy = waits(session)
    booked(busy.person, SessionFactory())
    free_one(session)
    assert booked(session=session).state == "booked"
    assert state(busy) == "waiting"


def test_a_full_session_says_which_number_one_would_be():
    session = full_session()
    waits(session)
    with pytest.raises(BookingRefused) as refused:
        booked(session=session)
    assert "you would be number 2" in refused.value.refusal.remedy
    assert refused.value.refusal.button.url.endswith(f"{session.public_id}/waiting/")
