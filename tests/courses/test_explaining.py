"""Saying why afterwards, and what counts against somebody."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions import bookings
from courses.models import Booking, BookingEvent
from courses.querysets.bookings import CountedKeys
from tests.courses.test_registers import close, give, held
from tests.factories.bookings import booked, staff
from tests.factories.workforce import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


def missed(**post):
    session, _, trainer = held(people=0)
    session.refresh_from_db()
    person = staff(**post)
    now = timezone.now()
    booking = Booking.objects.create(session=session, person=person, state="booked", created_at=now, changed_at=now)
    give(session, booking, "absent", by=trainer)
    close(session, trainer)
    booking.refresh_from_db()
    return booking


def explain(booking, reason, by):
    return bookings.explain(booking_id=booking.pk, reason=reason, by=by, at=timezone.now())


def counting(person):
    return Booking.objects.counting_against(person, LONG_AGO).count()


def test_a_missed_place_counts_until_a_reason_beyond_control_is_given():
    booking = missed()
    assert counting(booking.person) == 1
    explain(booking, "workload", booking.person.user)
    assert counting(booking.person) == 1
    explain(booking, "child_emergency", booking.person.user)
    assert counting(booking.person) == 0


def test_each_reason_given_is_a_row_of_history():
    booking = missed()
    for reason in ("workload", "court", "court"):
        explain(booking, reason, booking.person.user)
    kept = BookingEvent.objects.filter(booking=booking).exclude(reason="").values_list("reason", flat=True)
    assert list(kept) == ["workload", "court"]


def test_a_manager_accepts_a_reason_on_behalf():
    manager = staff()
    booking = missed(line_manager=manager)
    explain(booking, "sickness", manager.user)
    event = BookingEvent.objects.filter(booking=booking).last()
    assert (event.reason, event.by, event.note) == ("sickness", manager.user, "Accepted by the manager")


@pytest.mark.parametrize("who", ["stranger", "trainer"])
def test_nobody_else_says_why(who):
    booking = missed()
    by = staff().user if who == "stranger" else booking.session.trainers.get().person.user
    with pytest.raises(PermissionDenied):
        explain(booking, "court", by)


def test_a_coordinator_may_say_it_for_them():
    booking = missed()
    assert explain(booking, "court", RoleGrantFactory(role="coordinator").user).reason == "court"


@pytest.mark.parametrize("reason", ["", "left", "nonsense"])
def test_only_reasons_of_the_list(reason):
    booking = missed()
    with pytest.raises(bookings.ReasonRefused, match="fits best"):
        explain(booking, reason, booking.person.user)


def test_a_place_that_was_not_missed_asks_for_no_reason():
    booking = booked()
    with pytest.raises(bookings.ReasonRefused, match="Nothing was missed"):
        explain(booking, "court", booking.person.user)


def test_what_counts_begins_on_a_day_and_follows_the_human():
    booking = missed()
    day = timezone.localdate(booking.session.starts_at)
    old = PersonFactory(joined_into=booking.person)
    Booking.objects.filter(pk=booking.pk).update(person=old)
    assert Booking.objects.counting_against(booking.person, day).count() == 1
    assert Booking.objects.counting_against(booking.person, day + datetime.timedelta(days=1)).count() == 0


def test_a_cancellation_in_time_never_counts():
    booking = booked()
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    assert counting(booking.person) == 0


def test_the_totals_by_reason_name_nobody():
    booking = missed()
    explain(booking, "travel", booking.person.user)
    rows = list(Booking.objects.missed().counted("reason", "state"))
    assert rows == [{"reason": "travel", "state": "did_not_attend", "bookings": 1}]


def test_a_request_that_lapsed_keeps_that_nobody_answered():
    booking = missed()
    Booking.objects.filter(pk=booking.pk).update(state="cancelled", reason="not_answered")
    for _ in range(2):
        explain(booking, "workload", booking.person.user)
    booking.refresh_from_db()
    assert booking.reason == "not_answered"
    given = BookingEvent.objects.filter(booking=booking).counted("reason")
    assert {row["reason"]: row["times"] for row in given if row["reason"]} == {"workload": 1}
    assert counting(booking.person) == 0


def test_reasons_are_counted_by_nothing_that_names_somebody():
    with pytest.raises(CountedKeys):
        BookingEvent.objects.counted("booking__person")
