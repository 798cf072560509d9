"""After a new date or place people say whether they still come."""

import datetime
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.actions import bookings
from courses.actions.sessions import DateSpan, change_session, plan_of
from courses.models import Booking
from courses.rules.booking_tokens import token_of
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, VenueFactory, days_ahead
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried_links_before():
    cache.clear()


@pytest.fixture
def learner():
    return staff()


@pytest.fixture
def booking(learner):
    return booked(learner)


def change(booking, **changes):
    plan = replace(plan_of(booking.session), **changes)
    change_session(session_id=booking.session_id, plan=plan, by=None, at=timezone.now())
    booking.refresh_from_db()
    return booking


def other_day():
    return (DateSpan(days_ahead(30), days_ahead(30, 16)),)


def address(booking):
    return f"/my/bookings/{booking.public_id}/confirm/"


def test_a_new_date_asks_and_the_letter_has_the_link(booking):
    change(booking, dates=other_day())
    assert booking.confirm_by > timezone.now()
    letter = OutboxMessage.objects.get(kind="booking-changed", about=booking.source)
    assert address(booking) in letter.body


def test_a_new_place_asks(booking):
    assert change(booking, venue=VenueFactory()).confirm_by is not None


def test_times_that_move_a_little_are_told_and_not_asked(booking):
    later = datetime.timedelta(minutes=30)
    span = plan_of(booking.session).dates[0]
    change(booking, dates=(DateSpan(span.starts_at + later, span.ends_at + later),))
    letter = OutboxMessage.objects.get(kind="booking-changed", about=booking.source)
    assert booking.confirm_by is None
    assert "Can you still come?" not in letter.body


def test_the_answer_is_due_before_the_session_begins(learner):
    booking = booked(learner)
    soon = (DateSpan(timezone.now() + datetime.timedelta(hours=5), timezone.now() + datetime.timedelta(hours=9)),)
    assert change(booking, dates=soon).confirm_by == soon[0].starts_at


def test_opening_the_page_changes_nothing_and_yes_keeps_the_place(client, learner, booking):
    change(booking, dates=other_day())
    sign_in(client, learner.user)
    assert "Yes, I can come" in client.get(address(booking)).content.decode()
    booking.refresh_from_db()
    assert booking.confirmed_at is None
    client.post(address(booking), {"answer": "coming"})
    booking.refresh_from_db()
    assert (booking.state, booking.confirmed_at is not None) == ("booked", True)
    assert not Booking.objects.unanswered().exists()


def test_no_gives_the_place_up_without_lateness(client, learner, booking):
    soon = (DateSpan(timezone.now() + datetime.timedelta(hours=5), timezone.now() + datetime.timedelta(hours=9)),)
    change(booking, dates=soon)
    sign_in(client, learner.user)
    client.post(address(booking), {"answer": "not_coming"})
    booking.refresh_from_db()
    booking.session.refresh_from_db()
    assert (booking.state, booking.reason, booking.cancelled_late) == ("cancelled", "session_changed", False)
    assert booking.session.places_taken == 0


def test_a_press_without_an_answer_says_what_to_do(client, learner, booking):
    change(booking, dates=other_day())
    sign_in(client, learner.user)
    page = client.post(address(booking), {}, follow=True).content.decode()
    assert "Press one of the two buttons" in page


def test_nothing_is_asked_of_a_booking_that_did_not_change(learner, booking):
    with pytest.raises(bookings.CancellationRefused, match="Nothing has changed"):
        bookings.confirm(booking_id=booking.pk, by=learner.user, at=timezone.now())


class TestByLink:
    def link(self, booking):
        return f"/confirm/{token_of(booking)}/"

    def test_people_without_an_account_answer_by_their_link(self, client, booking):
        change(booking, dates=other_day())
        link = self.link(booking)
        assert "Yes, I can come" in client.get(link).content.decode()
        assert "Thank you" in client.post(link, {"answer": "coming"}).content.decode()
        booking.refresh_from_db()
        assert booking.confirmed_at is not None

    def test_a_link_that_a_later_change_replaced_does_nothing(self, client, booking):
        old = self.link(change(booking, dates=other_day()))
        change(booking, venue=VenueFactory())
        assert client.post(old, {"answer": "not_coming"}).status_code == 404
        booking.refresh_from_db()
        assert booking.state == "booked"

    def test_a_made_up_link_is_not_found(self, client):
        assert client.get("/confirm/made-up/").status_code == 404

    def test_after_many_made_up_links_they_are_refused_and_a_real_one_still_works(self, client, booking):
        cache.clear()
        change(booking, dates=other_day())
        answers = [client.get(f"/confirm/made-up-{number}/").status_code for number in range(31)]
        assert set(answers[:30]) == {404}
        assert answers[30] == 429
        assert client.get(self.link(booking)).status_code == 200


class TestLadder:
    def test_the_signed_out_are_sent_to_sign_in(self, client, booking):
        assert "/accounts/login/" in client.get(address(booking)).headers["location"]

    def test_somebody_elses_booking_is_not_found(self, client, booking):
        for user in (UserFactory(), staff().user):
            sign_in(client, user)
            assert client.get(address(booking)).status_code == 404

    def test_another_method_is_refused(self, client, learner, booking):
        sign_in(client, learner.user)
        assert client.delete(address(booking)).status_code == 405


def test_the_session_list_stays_true(booking):
    """The factory's session, changed twice, keeps one booking and one date."""
    change(change(booking, dates=other_day()), dates=other_day())
    assert (booking.session.dates.count(), SessionFactory._meta.model.objects.count()) == (1, 1)
