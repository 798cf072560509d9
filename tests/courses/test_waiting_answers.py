"""Answers to offers, and the clock of waiting lists (DESIGN 4, "Waiting list")."""

import datetime

import pytest
from django.utils import timezone

from courses import invariants
from courses.actions import bookings, waiting
from courses.models import Booking, BookingEvent, Offer
from courses.permissions import NotForYou
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.waiting import full_session, open_offer, waits
from tests.factories.workforce import PersonFactory

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


def accepted(booking, **more):
    return waiting.accept(token=open_offer(booking).token, by=None, at=more.get("at", timezone.now()))


def offered(session=None):
    session = session or full_session()
    booking = waits(session)
    free_one(session)
    return booking


def test_taking_the_place_sets_minutes_aside_and_invites():
    booking = offered()
    accepted(booking)
    assert state(booking) == "booked"
    assert booking.allowance_minutes == 444
    letter = OutboxMessage.objects.get(kind="booking-confirmed", to_address=booking.person.work_email)
    assert "METHOD:REQUEST" in letter.calendar
    sound()


def test_taking_it_twice_is_told_kindly():
    booking = offered()
    token = open_offer(booking).token
    accepted(booking)
    with pytest.raises(waiting.OfferGone, match="taken this place already"):
        waiting.accept(token=token, by=None, at=timezone.now())


def test_conditions_are_asked_again_and_the_offer_stands():
    booking = offered()
    clash = booked(booking.person, SessionFactory())
    with pytest.raises(waiting.OfferRefused, match=clash.session.course.title):
        accepted(booking)
    assert state(booking) == "offered"
    bookings.cancel(booking_id=clash.pk, by=None, at=timezone.now())
    accepted(booking)
    assert state(booking) == "booked"


def test_saying_no_passes_the_place_on_at_once():
    session = full_session()
    first, second = waits(session), waits(session)
    free_one(session)
    waiting.decline(token=open_offer(first).token, by=None, at=timezone.now())
    assert (state(first), first.reason, state(second)) == ("cancelled", "offer_declined", "offered")
    sound()


def test_saying_no_but_staying_gives_a_place_at_the_end():
    session = full_session()
    first, second = waits(session), waits(session)
    free_one(session)
    waiting.decline(token=open_offer(first).token, keep=True, by=None, at=timezone.now())
    again = Booking.objects.get(person=first.person, state="waiting")
    assert (again.queue_number, state(second)) == (3, "offered")
    sound()


def test_an_offer_that_runs_out_goes_to_the_next_person():
    session = full_session()
    first, second = waits(session), waits(session)
    free_one(session)
    late = open_offer(first).expires_at
    assert waiting.lapse(at=late) == 1
    assert waiting.lapse(at=late) == 0
    assert (state(first), first.reason, state(second)) == ("cancelled", "offer_lapsed", "offered")
    sound()


def test_whoever_missed_an_offer_comes_back_at_the_end_with_one_press():
    session = full_session()
    first, _ = waits(session), waits(session)
    free_one(session)
    offer = open_offer(first)
    waiting.lapse(at=offer.expires_at)
    again = waiting.rejoin(token=offer.token, by=None, at=timezone.now())
    assert (again.person, again.queue_number) == (first.person, 3)


def test_an_expired_offer_cannot_be_taken_even_before_the_clock_has_come_by():
    booking = offered()
    with pytest.raises(waiting.OfferGone, match="run out"):
        accepted(booking, at=open_offer(booking).expires_at)


def test_an_unknown_token_is_a_clear_sentence():
    with pytest.raises(waiting.OfferGone, match="whole link"):
        waiting.accept(token="nothing", by=None, at=timezone.now())


def test_whoever_asked_for_it_is_booked_at_once(django_capture_on_commit_callbacks):
    session = full_session()
    booking = waits(session, at_once=True)
    with django_capture_on_commit_callbacks(execute=True):
        free_one(session)
    assert state(booking) == "booked"
    assert not OutboxMessage.objects.filter(kind="place-offered").exists()
    sound()


def test_booking_at_once_is_made_good_by_the_clock_when_a_process_died_after_its_commit():
    session = full_session()
    booking = waits(session, at_once=True)
    free_one(session)
    assert state(booking) == "offered"
    waiting.keep_moving(at=timezone.now() + HOUR)
    assert state(booking) == "booked"


def test_something_in_the_way_of_booking_at_once_is_explained_once(django_capture_on_commit_callbacks):
    session = full_session()
    booking = waits(session, at_once=True)
    free_one(session)
    booked(booking.person, SessionFactory())
    for hours in (1, 2):
        waiting.keep_moving(at=timezone.now() + hours * HOUR)
    letter = OutboxMessage.objects.get(kind="place-offered-not-booked")
    assert "something is in the way" in letter.body
    assert open_offer(booking).token in letter.body


def test_leaving_the_list_is_one_press_and_no_cancelled_booking():
    session = full_session()
    booking = waits(session)
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    assert (state(booking), booking.reason, booking.cancelled_late) == ("cancelled", "left_list", False)
    assert not OutboxMessage.objects.filter(kind="booking-cancelled", to_address=booking.person.work_email).exists()


def test_leaving_with_an_offer_passes_the_place_on():
    session = full_session()
    first, second = waits(session), waits(session)
    free_one(session)
    waiting.leave(booking_id=first.pk, by=first.person.user, at=timezone.now())
    assert (state(first), state(second)) == ("cancelled", "offered")
    assert Offer.objects.get(booking=first).outcome == "withdrawn"
    sound()


def test_only_the_person_or_a_coordinator_takes_somebody_off():
    booking = waits(full_session())
    with pytest.raises(NotForYou, match="Only the person"):
        waiting.leave(booking_id=booking.pk, by=staff().user, at=timezone.now())


def soon(hours):
    """A full session so many hours from a moment on a working day."""
    start = days_ahead(3)
    return start, full_session(spans=[(start, start.replace(hour=16))])


def test_after_the_cut_off_nobody_is_offered_a_place_and_whoever_comes_first_books():
    start, session = soon(1)
    booking = waits(session, at=timezone.now() - datetime.timedelta(days=5))
    given_up = Booking.objects.filter(session=session, state="booked").first()
    bookings.cancel(booking_id=given_up.pk, reason="other", by=None, at=start - HOUR)
    assert state(booking) == "waiting"
    assert booked(session=session, at=start - HOUR).state == "booked"


def test_the_list_closes_at_the_cut_off_and_everybody_is_told():
    start, session = soon(1)
    booking = waits(session, at=timezone.now() - datetime.timedelta(days=5))
    assert waiting.close_lists(at=start - HOUR) == 1
    assert waiting.close_lists(at=start - HOUR) == 0
    assert (state(booking), booking.reason) == ("cancelled", "list_closed")
    assert OutboxMessage.objects.filter(kind="waiting-closed", to_address=booking.person.work_email).exists()


def test_nobody_joins_a_closed_list():
    start, session = soon(1)
    with pytest.raises(waiting.JoiningRefused, match="has closed"):
        waits(session, at=start - HOUR)


def test_a_cancelled_session_ends_its_list_and_its_offers():
    session = full_session(capacity=2)
    first, second = waits(session), waits(session)
    free_one(session)
    bookings.release_session(session_id=session.pk, by=None, at=timezone.now())
    assert (state(first), state(second)) == ("cancelled", "cancelled")
    assert Offer.objects.get(booking=first).outcome == "withdrawn"
    calendars = OutboxMessage.objects.filter(kind="waiting-session-cancelled", to_address=first.person.work_email)
    assert [message.calendar for message in calendars] == [""]
    sound()


def test_a_leavers_place_goes_to_the_list():
    session = full_session()
    leaver = Booking.objects.get(session=session).person
    booking = waits(session)
    bookings.release_leaver(person_id=leaver.pk, by=None, at=timezone.now())
    assert state(booking) == "offered"


def test_a_partner_without_an_allowance_is_offered_a_place_too():
    session = full_session()
    partner = PersonFactory(standing="external")
    booking = waiting.join(session_id=session.pk, person_id=partner.pk, by=None, at=timezone.now())
    free_one(session)
    accepted(booking)
    assert (state(booking), booking.allowance_minutes) == ("booked", 0)


def test_history_tells_every_step():
    booking = offered()
    accepted(booking)
    steps = BookingEvent.objects.filter(booking=booking).values_list("from_state", "to_state")
    assert list(steps) == [("", "waiting"), ("waiting", "offered"), ("offered", "booked")]
