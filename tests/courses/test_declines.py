"""Declining an invitation in a calendar: a question, never a cancellation."""

from email.message import EmailMessage

import pytest
from django.utils import timezone
from icalendar import Calendar

from courses.actions import bookings
from courses.models import Booking
from courses.rules.replies import declines_in
from courses.scheduled import read_replies
from foundation.models import OutboxMessage
from tests.factories.bookings import booked
from tests.foundation.little_imap import Mails, mailbox_of

pytestmark = pytest.mark.django_db


def reply(message, answer="DECLINED", **changes):
    """What a calendar sends to the organiser, made from the invitation it got."""
    invitation = Calendar.from_ical(message.calendar)
    (event,) = invitation.walk("VEVENT")
    attendee = event["ATTENDEE"]
    attendee.params["PARTSTAT"] = answer
    if "address" in changes:
        event["ATTENDEE"] = type(attendee)(f"mailto:{changes['address']}", params=attendee.params)
    for name, value in changes.get("event", {}).items():
        event[name] = value
    invitation["METHOD"] = changes.get("method", "REPLY")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = message.to_address, "academy@example.org", "Declined"
    mail.set_content("No, thank you.")
    mail.add_alternative(invitation.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


@pytest.fixture
def booking():
    return booked()


@pytest.fixture
def invitation(booking):
    return OutboxMessage.objects.get(kind="booking-confirmed")


def read(settings, *raw):
    with mailbox_of(Mails(*raw)) as mailbox:
        settings.REPLIES = mailbox
        return read_replies()


def asked():
    return OutboxMessage.objects.filter(kind="invitation-declined")


def test_who_declined_is_asked_and_keeps_the_place(settings, booking, invitation):
    assert read(settings, reply(invitation)) == 1
    letter = asked().get()
    assert letter.to_address == booking.person.work_email
    assert f"/my/bookings/{booking.public_id}/cancel/" in letter.body
    booking.refresh_from_db()
    assert booking.state == Booking.State.BOOKED


def test_the_same_answer_twice_asks_once(settings, invitation):
    read(settings, reply(invitation), reply(invitation))
    read(settings, reply(invitation))
    assert asked().count() == 1


def test_after_a_change_a_new_decline_asks_again_and_an_old_one_does_not(settings, booking, invitation):
    read(settings, reply(invitation))
    bookings.announce_change(session_id=booking.session_id, what="Later.", by=None, at=timezone.now())
    read(settings, reply(invitation))
    assert asked().count() == 1
    read(settings, reply(OutboxMessage.objects.get(kind="booking-changed")))
    assert asked().count() == 2


@pytest.mark.parametrize("answer", ["ACCEPTED", "TENTATIVE", "NEEDS-ACTION"])
def test_other_answers_ask_nothing(settings, invitation, answer):
    read(settings, reply(invitation, answer))
    assert not asked().exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "somebody.else@example.org"},
        {"method": "REQUEST"},
        {"event": {"UID": "not-one-of-ours@example.org"}},
        {"event": {"UID": "6f1c7a1e-0000-4000-8000-000000000000-x@example.org"}},
    ],
)
def test_what_is_no_answer_of_the_person_booked_asks_nothing(settings, invitation, changes):
    read(settings, reply(invitation, **changes))
    assert not asked().exists()


def test_who_gave_up_the_place_already_is_not_asked(settings, booking, invitation):
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    read(settings, reply(invitation, event={"SEQUENCE": 9}))
    assert not asked().exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: x\r\n\r\nHello",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nnonsense",
        b"Content-Type: text/calendar; charset=nonsense\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        b"UID:x\r\nSEQUENCE:y\r\nATTENDEE;PARTSTAT=DECLINED:mailto:a@b\r\nEND:VEVENT\r\nEND:VCALENDAR",
    ],
)
def test_what_cannot_be_read_is_no_decline(raw):
    assert declines_in(raw) == []


def test_without_a_mailbox_nothing_is_read(settings):
    settings.REPLIES = None
    assert read_replies() == 0


def test_a_mailbox_that_does_not_answer_is_tried_again_later(settings, caplog):
    with mailbox_of(Mails(), password="wrong") as mailbox:
        settings.REPLIES = mailbox
        assert read_replies() == 0
    assert "could not be read" in caplog.text
