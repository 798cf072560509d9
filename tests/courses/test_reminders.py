"""Reminders of a place: which are due, who gets them, once each."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import bookings, reminders
from courses.rules.reminding import due_on
from foundation.actions.preferences import choose
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, local

DAY = datetime.date(2027, 6, 17)  # a Thursday
LONG_AGO = local(2027, 4, 1)


def due(today, *days, first=5, last=1):
    return [(each.place, each.last) for each in due_on(today, days or (DAY,), first=first, last=last)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime.date(2027, 6, 9), []),
        (datetime.date(2027, 6, 10), [(0, False)]),  # five working days before
        (datetime.date(2027, 6, 15), [(0, False)]),  # caught up with
        (datetime.date(2027, 6, 16), [(0, True)]),
        (datetime.date(2027, 6, 17), []),
        (datetime.date(2027, 6, 18), []),
    ],
)
def test_which_are_due(today, expected):
    assert due(today) == expected


def test_the_last_one_before_a_monday_is_on_friday():
    monday = datetime.date(2027, 6, 21)
    assert due(datetime.date(2027, 6, 18), monday) == [(0, True)]
    assert due(datetime.date(2027, 6, 20), monday) == [(0, True)]


def test_after_easter_bank_holidays_are_no_working_days():
    assert due(datetime.date(2027, 3, 25), datetime.date(2027, 3, 30)) == [(0, True)]


def test_each_date_has_its_last_one_and_the_session_one_first():
    days = (DAY, datetime.date(2027, 6, 24))
    assert due(datetime.date(2027, 6, 10), *days) == [(0, False)]
    assert due(datetime.date(2027, 6, 23), *days) == [(1, True)]


def test_nought_is_none():
    assert due(datetime.date(2027, 6, 10), first=0) == []
    assert due(datetime.date(2027, 6, 16), last=0) == [(0, False)]


def sent():
    return list(
        OutboxMessage.objects.filter(kind__endswith="reminder").order_by("pk").values_list("kind", "to_address")
    )


def held(**session):
    spans = session.pop("spans", [(local(2027, 6, 17), local(2027, 6, 17, 16))])
    return booked(session=SessionFactory(spans=spans, **session), at=LONG_AGO)


@pytest.mark.django_db
class TestSending:
    def test_each_goes_once(self):
        booking = held(joining_notes="Bring your diary.")
        address = booking.person.work_email
        for day in (9, 10, 10, 14, 16, 16, 17):
            reminders.send_due(at=local(2027, 6, day, 8))
        assert sent() == [("reminder", address), ("last-reminder", address)]
        for message in OutboxMessage.objects.filter(kind__endswith="reminder"):
            assert "Bring your diary." in message.body
            assert f"/my/bookings/{booking.public_id}/cancel/" in message.body
            assert not message.urgent

    def test_a_change_meanwhile_repeats_none_but_a_new_day_is_reminded_of(self):
        booking = held()
        reminders.send_due(at=local(2027, 6, 10, 8))
        bookings.announce_change(session_id=booking.session_id, what="A room.", by=None, at=local(2027, 6, 10, 9))
        reminders.send_due(at=local(2027, 6, 11, 8))
        assert len(sent()) == 1
        each = booking.session.dates.get()
        each.starts_at, each.ends_at = local(2027, 7, 1), local(2027, 7, 1, 16)
        each.save()
        type(booking.session).objects.update(starts_at=each.starts_at, ends_at=each.ends_at)
        reminders.send_due(at=local(2027, 6, 25, 8))
        assert len(sent()) == 2

    def test_who_gave_up_the_place_is_not_reminded(self):
        booking = held()
        bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=local(2027, 6, 2))
        reminders.send_due(at=local(2027, 6, 10, 8))
        assert sent() == []

    def test_who_has_just_booked_has_just_been_told(self):
        booked(session=SessionFactory(spans=[(local(2027, 6, 17), local(2027, 6, 17, 16))]), at=local(2027, 6, 11))
        reminders.send_due(at=local(2027, 6, 14, 8))
        assert sent() == []
        reminders.send_due(at=local(2027, 6, 16, 8))
        assert len(sent()) == 1

    def test_who_wants_none_gets_none(self):
        booking = held()
        choose(
            user=booking.person.user,
            reminders=False,
            digest_hour=None,
            quiet_from=None,
            quiet_until=None,
            texts=False,
            at=LONG_AGO,
        )
        held_by_other = booked(staff(), booking.session, at=LONG_AGO)
        reminders.send_due(at=local(2027, 6, 10, 8))
        assert sent() == [("reminder", held_by_other.person.work_email)]

    def test_the_place_stands_in_it(self):
        held(venue=None, join_link="https://meet.example/1")
        reminders.send_due(at=local(2027, 6, 16, 8))
        assert "Where: Online. The link will be on your booking" in OutboxMessage.objects.get(kind="last-reminder").body

    def test_a_session_that_is_over_or_called_off_is_left_alone(self):
        booking = held()
        type(booking.session).objects.update(state="cancelled")
        assert reminders.send_due(at=local(2027, 6, 10, 8)) == 0
        assert reminders.send_due(at=timezone.now() + datetime.timedelta(days=3650)) == 0
