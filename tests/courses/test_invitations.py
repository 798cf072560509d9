"""What a calendar reads of a booking: one UID for ever, a rising sequence, the right method and time (DESIGN 4)."""

import datetime

import pytest
from django.utils import timezone
from icalendar import Calendar

from courses.actions import bookings
from cpd_records.models import Account
from foundation.models import OutboxMessage
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory, local

pytestmark = pytest.mark.django_db


def session_on(*days, **changes):
    return SessionFactory(spans=[(local(*day), local(*day, 16)) for day in days], learning_minutes=444, **changes)


def read(kind):
    """Method, event and message of each message of a kind, in order of the event's start."""
    found = []
    for message in OutboxMessage.objects.filter(kind__startswith=kind).exclude(calendar=""):
        calendar = Calendar.from_ical(message.calendar)
        (event,) = calendar.walk("VEVENT")
        assert calendar["METHOD"] == message.calendar_method
        found.append((calendar, event))
    return sorted(found, key=lambda pair: pair[1]["DTSTART"].dt)


@pytest.mark.parametrize(
    ("day", "offset"), [((2027, 6, 17), datetime.timedelta(hours=1)), ((2026, 12, 10), datetime.timedelta(0))]
)
def test_local_time_is_right_in_june_and_in_december(day, offset):
    booked(session=session_on(day))
    ((calendar, event),) = read("booking-confirmed")
    start = event["DTSTART"].dt
    assert (start.hour, start.minute, start.utcoffset()) == (9, 30, offset)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    assert zone.to_tz().utcoffset(start.replace(tzinfo=None)) == offset


def test_one_uid_for_ever_with_a_rising_sequence():
    booking = booked(session=session_on((2027, 6, 17)))
    now = timezone.now()
    bookings.announce_change(session_id=booking.session_id, what="It starts later.", by=None, at=now)
    bookings.announce_change(session_id=booking.session_id, what="Another room.", by=None, at=now)
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=now)
    seen = [read("booking-confirmed")[0], *read("booking-changed"), read("booking-cancelled")[0]]
    seen.sort(key=lambda pair: pair[1]["SEQUENCE"])
    assert len({event["UID"] for _, event in seen}) == 1
    assert [event["SEQUENCE"] for _, event in seen] == [0, 1, 2, 3]
    assert [calendar["METHOD"] for calendar, _ in seen] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert seen[-1][1]["STATUS"] == "CANCELLED"


def test_each_date_has_an_invitation_and_a_message_of_its_own():
    booked(session=session_on((2027, 6, 17), (2027, 6, 24), (2027, 7, 1)))
    found = read("booking-confirmed")
    assert [event["DTSTART"].dt.day for _, event in found] == [17, 24, 1]
    assert len({event["UID"] for _, event in found}) == 3


def test_cancelling_takes_every_date_out_of_the_calendar():
    booking = booked(session=session_on((2027, 6, 17), (2027, 6, 24)))
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    asked = {event["UID"] for _, event in read("booking-confirmed")}
    gone = read("booking-cancelled")
    assert {event["UID"] for _, event in gone} == asked
    assert {calendar["METHOD"] for calendar, _ in gone} == {"CANCEL"}


def test_a_date_taken_away_is_cancelled_and_the_rest_stays():
    booking = booked(session=session_on((2027, 6, 17), (2027, 6, 24)))
    removed = booking.session.dates.last()
    key = removed.public_id
    removed.delete()
    bookings.announce_change(session_id=booking.session_id, removed_dates=[removed], by=None, at=timezone.now())
    ((calendar, event),) = read("booking-date-removed")
    assert calendar["METHOD"] == "CANCEL"
    assert str(key) in event["UID"]
    assert len(read("booking-changed")) == 1


def test_a_moved_date_is_requested_at_its_new_time_under_the_same_uid():
    booking = booked(session=session_on((2027, 6, 17)))
    day = booking.session.dates.get()
    day.starts_at, day.ends_at = local(2027, 11, 4), local(2027, 11, 4, 16)
    day.save()
    bookings.announce_change(session_id=booking.session_id, by=None, at=timezone.now())
    ((_, first),), ((_, second),) = read("booking-confirmed"), read("booking-changed")
    assert first["UID"] == second["UID"]
    assert second["DTSTART"].dt.utcoffset() == datetime.timedelta(0)


def test_it_asks_for_no_answer_and_says_that_declining_cancels_nothing():
    booking = booked(session=session_on((2027, 6, 17)))
    ((_, event),) = read("booking-confirmed")
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert str(event["ATTENDEE"]) == f"mailto:{booking.person.work_email}"
    assert str(event["ORGANIZER"]).startswith("mailto:")
    assert "does not cancel your place" in event["DESCRIPTION"]
    assert "does not give up your place" in OutboxMessage.objects.get(kind="booking-confirmed").body


def test_a_session_moved_into_the_next_allowance_year_takes_its_minutes_along():
    booking = booked(session=session_on((2027, 3, 30)))
    day = booking.session.dates.get()
    day.starts_at, day.ends_at = local(2027, 4, 6), local(2027, 4, 6, 16)
    day.save()
    bookings.announce_change(session_id=booking.session_id, by=None, at=timezone.now())
    held = {
        account.year_starts_on.year: account.reserved
        for account in Account.objects.filter(person=booking.person).with_balances()
    }
    assert (held[2026], held[2027]) == (0, 444)
    booking.refresh_from_db()
    assert (booking.ledger_cycle, booking.allowance_minutes) == (1, 444)
