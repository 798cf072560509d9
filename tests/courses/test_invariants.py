"""Each invariant of bookings, seen to hold and seen to fail."""

import pytest
from django.utils import timezone

from courses import invariants
from courses.actions import bookings, registers, self_paced, waiting
from courses.actions.registers import Given
from courses.models import Approval, Booking, Offer, PlaceHold, SelfPacedRun, Session
from cpd_records.actions import ledger
from cpd_records.models import CpdRecord
from tests.courses.test_registers import held
from tests.factories.bookings import booked, requested, staff
from tests.factories.lessons import LessonFactory, SelfPacedCourseFactory
from tests.factories.places import far_session, kept, partner
from tests.factories.waiting import full_session, open_offer, waits

pytestmark = pytest.mark.django_db


def attended():
    session, (booking,), trainer = held()
    marks = [Given(booking.pk, session.dates.get().pk, "present")]
    registers.mark(session_id=session.pk, marks=marks, by=trainer, at=timezone.now())
    registers.close(session_id=session.pk, by=trainer, at=timezone.now())
    return booking


def rules():
    return [breach.rule for breach in invariants.breaches()]


def test_a_sound_house_has_no_breach():
    booked()
    attended()
    gone = booked()
    bookings.cancel(booking_id=gone.pk, by=None, at=timezone.now())
    assert list(invariants.breaches()) == []


def test_a_wrong_counter_is_found():
    booking = booked()
    Session.objects.filter(pk=booking.session_id).update(places_taken=7)
    assert rules() == ["places_taken equals the places in use"]


def test_an_oversold_session_is_found():
    booking = booked()
    Session.objects.filter(pk=booking.session_id).update(capacity=0)
    assert rules() == ["no session is oversold"]


def test_a_state_without_its_history_is_found():
    booking = booked()
    bookings.cancel(booking_id=booking.pk, by=None, at=timezone.now())
    Booking.objects.filter(pk=booking.pk).update(state="declined")
    assert rules() == ["a booking's state follows its history"]


def test_a_place_without_its_minutes_is_found():
    booking = booked()
    ledger.release(source=booking.source, by=None, at=timezone.now(), reason="Planted")
    assert rules() == ["a booked or requested place has its minutes reserved"]


def test_attendance_without_a_record_is_found():
    booking = attended()
    CpdRecord.objects.filter(source=booking.source).update(withdrawn_at=timezone.now(), withdrawn_reason="Planted")
    assert rules() == ["attendance is spent and recorded"]


def test_attendance_whose_time_was_taken_back_is_found():
    booking = attended()
    ledger.reverse(source=booking.source, by=None, at=timezone.now(), reason="Planted")
    assert rules() == ["attendance is spent and recorded"]


def test_a_way_out_that_keeps_minutes_is_found():
    booking = booked()
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    found = rules()
    assert "a way out gives the minutes back" in found


def offered():
    session = full_session()
    waiter = waits(session)
    bookings.cancel(booking_id=session.bookings.get(state="booked").pk, by=None, at=timezone.now())
    waiter.refresh_from_db()
    assert waiter.state == "offered"
    return waiter


def test_offers_requests_kept_places_and_runs_are_sound():
    offered()
    requested()
    kept(far_session(), organisation=partner())
    run_of()
    assert list(invariants.breaches()) == []


def test_an_offered_place_whose_offer_is_gone_is_found():
    offered()
    Offer.objects.update(outcome="lapsed", answered_at=timezone.now())
    assert rules() == ["an offered place has an open offer"]


def test_an_open_offer_of_a_place_that_was_taken_is_found():
    waiter = offered()
    token = open_offer(waiter).token
    waiting.accept(token=token, by=waiter.person.user, at=timezone.now())
    Offer.objects.filter(token=token).update(outcome="open", answered_at=None)
    assert rules() == ["an offered place has an open offer"]


def test_minutes_of_somebody_who_waits_are_found():
    booking = booked()
    Booking.objects.filter(pk=booking.pk).update(state="waiting", queue_number=1)
    assert "who waits has nothing set aside" in rules()


def test_a_request_that_nobody_is_asked_about_is_found():
    made = requested()
    Approval.objects.filter(booking=made).update(state="withdrawn", decided_at=timezone.now())
    assert rules() == ["a request waits for an answer"]


def test_a_question_about_a_booking_that_is_settled_is_found():
    made = booked(staff(line_manager=staff()))
    assert Approval.objects.filter(booking=made).update(state="pending", decided_at=None, decided_by=None) == 1
    assert rules() == ["a request waits for an answer"]


def test_more_people_named_than_places_kept_are_found():
    hold = kept(far_session(capacity=9), organisation=partner())
    made = [booked(session=hold.session) for _ in range(3)]
    Booking.objects.filter(pk__in=[each.pk for each in made]).update(hold=hold)
    assert "kept places are named once" in rules()


def test_places_kept_on_a_cancelled_session_are_found():
    hold = kept(far_session(), organisation=partner())
    Session.objects.filter(pk=hold.session_id).update(state="cancelled")
    assert rules() == ["a cancelled session keeps no places"]
    assert PlaceHold.objects.running().exists()


def run_of():
    course, person = SelfPacedCourseFactory(), staff()
    LessonFactory(course=course)
    return self_paced.start(course_id=course.pk, person_id=person.pk, by=person.user, at=timezone.now())


def test_a_run_that_lost_its_minutes_is_found():
    run = run_of()
    assert run.allowance_minutes
    ledger.release(source=run.source, by=None, at=timezone.now(), reason="Planted")
    assert rules() == ["a run holds its minutes while it goes on"]


def test_a_closed_run_that_keeps_its_minutes_is_found():
    run = run_of()
    SelfPacedRun.objects.filter(pk=run.pk).update(state="closed")
    assert rules() == ["a run holds its minutes while it goes on"]


def test_a_completed_run_without_a_record_is_found():
    run = run_of()
    lesson = run.course.lessons.get()
    self_paced.answer(run_id=run.pk, key=lesson.key, answers={}, by=run.person.user, at=timezone.now())
    assert rules() == []
    CpdRecord.objects.filter(source=run.source).update(withdrawn_at=timezone.now(), withdrawn_reason="Planted")
    assert rules() == ["attendance is spent and recorded"]
