"""Taking a place: place, history, minutes and message move together, or nothing does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from courses.actions import bookings
from courses.actions.bookings import BookingRefused
from courses.models import Booking, BookingEvent
from cpd_records.models import LedgerEntry
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.courses.editors import coordinator
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def book(session, person, by=None, at=None):
    return bookings.book(session_id=session.pk, person_id=person.pk, by=by or person.user, at=at or timezone.now())


def test_a_booking_takes_a_place_and_sets_the_minutes_aside():
    person, session = staff(), SessionFactory(learning_minutes=444)
    booking = book(session, person)
    session.refresh_from_db()
    assert (booking.state, booking.allowance_minutes, session.places_taken) == ("booked", 444, 1)
    entry = LedgerEntry.objects.get(source=booking.source)
    assert (entry.kind, entry.minutes, entry.by, entry.account.person_id) == ("reserve", 444, person.user, person.pk)


def test_a_booking_has_a_history_row_and_a_place_in_the_change_log():
    booking = booked()
    event = BookingEvent.objects.get(booking=booking)
    assert (event.from_state, event.to_state, event.by) == ("", "booked", booking.person.user)
    assert ChangeLogEntry.objects.filter(verb="booked", subject_key=str(booking.pk)).count() == 1


def test_a_booking_queues_one_confirmation_with_an_invitation():
    booking = booked()
    message = OutboxMessage.objects.get(kind="booking-confirmed")
    assert (message.to_address, message.recipient) == (booking.person.work_email, booking.person.user)
    assert message.calendar_method == "REQUEST"
    assert f"/my/bookings/{booking.public_id}/cancel/" in message.body


def test_a_session_over_the_year_end_debits_each_year():
    spans = [(days_ahead(14), days_ahead(14, 16))]
    start = spans[0][0]
    year = start.year + (start.month >= 4)
    march, april = start.replace(year=year, month=3, day=31), start.replace(year=year, month=4, day=1)
    session = SessionFactory(
        spans=[(march, march.replace(hour=16)), (april, april.replace(hour=16))], learning_minutes=444
    )
    booking = book(session, staff())
    rows = LedgerEntry.objects.filter(source=booking.source).values_list("account__year_starts_on", "minutes")
    assert sorted((day.year, minutes) for day, minutes in rows) == [(year - 1, 222), (year, 222)]


def test_learning_that_costs_no_allowance_reserves_nothing():
    booking = book(SessionFactory(counts_towards_allowance=False), staff())
    assert booking.allowance_minutes == 0
    assert not LedgerEntry.objects.filter(source=booking.source).exists()


def test_an_agency_worker_books_an_approach_without_allowance():
    person = staff(contract="agency")
    booking = book(SessionFactory(weight_sos=100, weight_general=0), person)
    assert (booking.state, booking.allowance_minutes) == ("booked", 0)


def test_a_partner_books_without_allowance():
    user = UserFactory()
    partner = PersonFactory(user=user, standing="external", employee_number=None)
    assert book(SessionFactory(), partner).allowance_minutes == 0


def test_a_full_session_is_refused_and_nothing_is_written():
    session = SessionFactory(capacity=1)
    booked(session=session)
    person = staff()
    with pytest.raises(BookingRefused) as caught:
        book(session, person)
    assert caught.value.refusal.key == "place_free"
    assert not Booking.objects.filter(person=person).exists()
    assert not LedgerEntry.objects.filter(account__person=person, kind="reserve").exists()


def test_places_are_counted_from_rows_not_from_the_counter():
    session = SessionFactory(capacity=1)
    booked(session=session)
    type(session).objects.filter(pk=session.pk).update(places_taken=0)
    with pytest.raises(BookingRefused):
        book(session, staff())


def test_the_same_session_twice_is_refused():
    booking = booked()
    with pytest.raises(BookingRefused) as caught:
        book(booking.session, booking.person)
    assert caught.value.refusal.key == "not_booked_already"


def test_a_clash_with_another_booking_names_it():
    person = staff()
    first = booked(person, SessionFactory(course__title="Circles"))
    with pytest.raises(BookingRefused) as caught:
        book(SessionFactory(), person)
    assert "Circles" in caught.value.refusal.sentence
    assert caught.value.refusal.button.url == f"/my/bookings/{first.public_id}/move/"


def test_too_little_allowance_is_refused_in_days():
    with pytest.raises(BookingRefused) as caught:
        book(SessionFactory(learning_minutes=444 * 16), staff())
    assert caught.value.refusal.key == "allowance_enough"


def test_somebody_without_a_post_that_day_is_refused():
    person = PersonFactory(user=UserFactory())
    PostFactory(person=person, ends_on=days_ahead(10).date())
    with pytest.raises(BookingRefused) as caught:
        book(SessionFactory(counts_towards_allowance=False), person)
    assert caught.value.refusal.key == "in_post"


def test_a_cancelled_booking_may_be_made_again_under_a_new_name():
    booking = booked()
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    again = book(booking.session, booking.person)
    assert again.public_id != booking.public_id


def test_the_database_refuses_two_live_bookings():
    booking = booked()
    moment = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            session=booking.session, person=booking.person, state="booked", created_at=moment, changed_at=moment
        )


def test_a_colleague_may_not_book_for_somebody_else():
    with pytest.raises(PermissionDenied):
        book(SessionFactory(), staff(), by=staff().user)


def test_a_coordinator_may_book_for_somebody():
    grant = RoleGrantFactory(role="coordinator")
    person = staff()
    booking = book(SessionFactory(), person, by=grant.user)
    assert booking.events.get().by == grant.user


@pytest.mark.parametrize(
    "statement", ["UPDATE courses_bookingevent SET reason = 'x'", "DELETE FROM courses_bookingevent"]
)
def test_the_database_refuses_to_change_history(statement):
    booked()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize("size", [1, 4])
def test_booking_takes_a_fixed_number_of_queries(size, django_assert_num_queries):
    person, session = staff(), SessionFactory()
    for _ in range(size):
        booked(session=session)
    with django_assert_num_queries(27):
        book(session, person)


def test_a_booking_is_seen_by_whose_it_is_and_who_coordinates_and_by_no_colleague():
    booking, colleague = booked(), staff()
    seen = {
        who: list(Booking.objects.visible_to(user))
        for who, user in (
            ("own", booking.person.user),
            ("colleague", colleague.user),
            ("coordinator", coordinator()),
        )
    }
    assert seen == {"own": [booking], "colleague": [], "coordinator": [booking]}
