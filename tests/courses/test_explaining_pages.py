"""The page with the list of reasons: for the person, and for who manages them."""

import pytest

from courses.models import BookingEvent
from tests.courses.editors import sign_in
from tests.courses.test_explaining import missed
from tests.factories.bookings import booked, staff

pytestmark = pytest.mark.django_db


def own(booking):
    return f"/my/bookings/{booking.public_id}/why/"


def theirs(booking):
    return f"/team/bookings/{booking.public_id}/why/"


def text(response):
    return response.content.decode()


def test_opening_keeps_nothing_pressing_keeps_the_reason(client):
    booking = missed()
    events = BookingEvent.objects.count()
    sign_in(client, booking.person.user)
    assert "What got in the way?" in text(client.get(own(booking)))
    assert BookingEvent.objects.count() == events
    assert "We have kept your reason" in text(client.post(own(booking), {"reason": "court"}, follow=True))
    booking.refresh_from_db()
    assert booking.reason == "court"


def test_no_choice_is_asked_again(client):
    booking = missed()
    sign_in(client, booking.person.user)
    assert "Choose the reason that fits best" in text(client.post(own(booking), {}))


def test_a_place_that_stands_leads_to_its_booking(client):
    booking = booked()
    sign_in(client, booking.person.user)
    assert client.get(own(booking)).url == f"/my/bookings/{booking.public_id}/"


def test_nobody_else_opens_ones_own_page(client):
    booking = missed()
    assert client.get(own(booking)).status_code == 302
    sign_in(client, staff().user)
    assert client.get(own(booking)).status_code == 404
    assert client.put(own(booking)).status_code == 405


def test_a_manager_accepts_one_and_reads_no_private_one(client):
    manager = staff()
    booking = missed(line_manager=manager)
    sign_in(client, booking.person.user)
    client.post(own(booking), {"reason": "sickness"})
    sign_in(client, manager.user)
    page = text(client.get(theirs(booking)))
    assert "Reason so far: Accepted." in page
    assert "I am ill" not in page
    client.post(theirs(booking), {"reason": "court"})
    booking.refresh_from_db()
    assert booking.reason == "court"


@pytest.mark.parametrize("who", ["colleague", "trainer", "learner"])
def test_only_who_manages_them_accepts(client, who):
    booking = missed(line_manager=staff())
    user = {
        "colleague": staff().user,
        "trainer": booking.session.trainers.get().person.user,
        "learner": booking.person.user,
    }[who]
    sign_in(client, user)
    expected = 200 if who == "learner" else 404
    assert client.get(theirs(booking)).status_code == expected
    client.logout()
    assert client.get(theirs(booking)).status_code == 302
