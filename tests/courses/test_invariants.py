"""Each invariant of bookings, seen to hold and seen to fail."""

import pytest
from django.utils import timezone

from courses import invariants
from courses.actions import bookings, registers
from courses.actions.registers import Given
from courses.models import Booking, Session
from cpd_records.actions import ledger
from cpd_records.models import CpdRecord
from tests.courses.test_registers import held
from tests.factories.bookings import booked

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
