"""Giving up a place: in time, late, by the Academy, on leaving."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions import bookings
from courses.actions.bookings import CancellationRefused
from courses.models import Booking, BookingEvent
from cpd_records.models import Account
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import SessionFactory, days_ahead, local
from tests.factories.workforce import ActingManagerFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
THURSDAY = local(2027, 6, 17)


def thursday_session(**changes):
    return SessionFactory(spans=[(THURSDAY, THURSDAY.replace(hour=16))], **changes)


def cancel(booking, *, reason="", by=None, at=None):
    return bookings.cancel(booking_id=booking.pk, reason=reason, by=by or booking.person.user, at=at or timezone.now())


def balance(person):
    return Account.objects.filter(person=person).with_balances().get(year_starts_on=datetime.date(2027, 4, 1))


def test_in_time_the_place_and_the_minutes_go_back():
    booking = booked(session=thursday_session())
    cancel(booking)
    booking.refresh_from_db()
    booking.session.refresh_from_db()
    assert (booking.state, booking.cancelled_late, booking.session.places_taken) == ("cancelled", False, 0)
    assert balance(booking.person).reserved == 0


def test_the_history_keeps_who_cancelled_and_why():
    booking = booked()
    cancel(booking, reason="workload")
    event = BookingEvent.objects.filter(booking=booking).last()
    assert (event.from_state, event.to_state, event.reason) == ("booked", "cancelled", "workload")
    assert event.by == booking.person.user


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (local(2027, 6, 14, 23, 59), False),
        (local(2027, 6, 15, 0, 0), True),
        (THURSDAY - datetime.timedelta(minutes=1), True),
    ],
)
def test_late_begins_when_fewer_than_three_working_days_are_left(at, late):
    booking = booked(session=thursday_session())
    cancel(booking, reason="workload", at=at)
    booking.refresh_from_db()
    assert booking.cancelled_late is late


def test_a_bank_holiday_is_no_working_day():
    session = SessionFactory(spans=[(local(2027, 6, 2), local(2027, 6, 2, 16))])
    booking = booked(session=session)
    cancel(booking, reason="court", at=local(2027, 5, 28, 12))
    booking.refresh_from_db()
    assert booking.cancelled_late is True


def test_late_takes_nothing_off():
    booking = booked(session=thursday_session())
    cancel(booking, reason="sickness", at=local(2027, 6, 16))
    row = balance(booking.person)
    assert (row.reserved, row.spent) == (0, 0)


def test_late_without_a_reason_is_refused():
    booking = booked(session=thursday_session())
    with pytest.raises(CancellationRefused, match="Choose the reason"):
        cancel(booking, at=local(2027, 6, 16))


def test_a_reason_that_is_not_on_the_list_is_refused():
    with pytest.raises(CancellationRefused, match="from the list"):
        cancel(booked(), reason="left")


def managed():
    manager = PersonFactory(user=UserFactory())
    person = staff(line_manager=manager)
    return person, manager


def test_late_tells_the_manager_and_a_private_reason_stays_private():
    person, manager = managed()
    booking = booked(person, thursday_session())
    cancel(booking, reason="sickness", at=local(2027, 6, 16))
    message = OutboxMessage.objects.get(kind="manager-late-cancellation")
    assert message.to_address == manager.work_email
    assert "Reason: Accepted." in message.body
    assert "ill" not in message.body.replace("will", "")
    assert f"/team/bookings/{booking.public_id}/why/" in message.body


def test_in_time_the_manager_is_not_told():
    person, _ = managed()
    cancel(booked(person, thursday_session()))
    assert not OutboxMessage.objects.filter(kind__startswith="manager-").exists()


def test_twice_is_refused_with_a_calm_sentence():
    booking = booked()
    cancel(booking)
    with pytest.raises(CancellationRefused, match="cancelled already"):
        cancel(booking)


def test_a_session_that_has_begun_cannot_be_given_up():
    booking = booked(session=thursday_session())
    with pytest.raises(CancellationRefused, match="has begun"):
        cancel(booking, reason="travel", at=THURSDAY)


def test_a_colleague_cannot_cancel():
    with pytest.raises(PermissionDenied):
        cancel(booked(), by=staff().user)


def test_a_coordinator_can_cancel():
    booking = booked()
    cancel(booking, by=RoleGrantFactory(role="coordinator").user)
    booking.refresh_from_db()
    assert booking.state == "cancelled"


def test_a_freed_place_can_be_taken_at_once():
    session = SessionFactory(capacity=1)
    cancel(booked(session=session))
    assert booked(session=session).state == "booked"


def test_a_cancelled_session_lets_everyone_go_and_tells_them():
    session = thursday_session()
    people = [booked(session=session).person for _ in range(3)]
    session.cancelled_reason = "The trainer is ill."
    session.save()
    bookings.release_session(session_id=session.pk, by=None, at=timezone.now())
    session.refresh_from_db()
    assert session.places_taken == 0
    assert set(Booking.objects.values_list("state", "reason", "cancelled_late")) == {
        ("cancelled", "session_cancelled", False)
    }
    assert {balance(person).reserved for person in people} == {0}
    messages = OutboxMessage.objects.filter(kind="session-cancelled")
    assert {message.to_address for message in messages} == {person.work_email for person in people}
    assert all("The trainer is ill." in message.body for message in messages)


def test_releasing_twice_writes_once():
    session = SessionFactory()
    booked(session=session)
    for _ in range(2):
        bookings.release_session(session_id=session.pk, by=None, at=timezone.now())
    assert OutboxMessage.objects.filter(kind="session-cancelled").count() == 1


def test_a_leaver_gives_back_what_lies_ahead_only():
    person = staff()
    gone = booked(person, SessionFactory())
    past(gone)
    ahead = [booked(person, SessionFactory(spans=[(days_ahead(n), days_ahead(n, 16))])) for n in (20, 30)]
    assert bookings.release_leaver(person_id=person.pk, by=None, at=timezone.now()) == 2
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {gone.pk: "booked", ahead[0].pk: "cancelled", ahead[1].pk: "cancelled"}


def test_an_acting_manager_is_told_instead_of_the_one_in_the_file():
    person, manager = managed()
    acting = PersonFactory(user=UserFactory())
    ActingManagerFactory(person=person, manager=acting, starts_on=datetime.date(2027, 1, 1))
    cancel(booked(person, thursday_session()), reason="court", at=local(2027, 6, 16))
    assert OutboxMessage.objects.get(kind="manager-late-cancellation").to_address == acting.work_email
    assert manager.work_email != acting.work_email


def test_the_night_after_somebody_leaves_their_places_go_back():
    leaver, stayer = staff(), staff()
    booking, kept = booked(leaver), booked(stayer)
    leaver.posts.update(ends_on=timezone.localdate())
    assert bookings.release_leavers(by=None, at=timezone.now()) == 1
    assert bookings.release_leavers(by=None, at=timezone.now()) == 0
    booking.refresh_from_db()
    kept.refresh_from_db()
    assert (booking.state, booking.reason, kept.state) == ("cancelled", "left", "booked")
