"""`/my/bookings/…/move/`: the other dates, and one press."""

import pytest

from courses.models import Booking
from tests.courses.test_moving import on, two_dates
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    person = staff()
    sign_in(client, person.user)
    return person


def text(page):
    return page.content.decode()


def move_url(booking):
    return f"/my/bookings/{booking.public_id}/move/"


def test_the_booking_page_leads_to_the_other_dates(client, learner):
    booking = booked(learner)
    assert move_url(booking) in text(client.get(f"/my/bookings/{booking.public_id}/"))


def test_opening_the_page_moves_nothing(client, learner):
    here, there = two_dates()
    booking = booked(learner, here)
    page = client.get(move_url(booking))
    assert str(there.public_id) in text(page)
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_one_press_moves(client, learner):
    here, there = two_dates()
    booking = booked(learner, here)
    page = client.post(move_url(booking), {"session": str(there.public_id)}, follow=True)
    assert "You have moved to the new date" in text(page)
    assert Booking.objects.get(person=learner, state="booked").session == there


def test_pressing_twice_moves_once(client, learner):
    here, there = two_dates()
    booking = booked(learner, here)
    for _ in range(2):
        assert client.post(move_url(booking), {"session": str(there.public_id)}).status_code == 302
    assert Booking.objects.live().filter(person=learner).count() == 1


def test_no_choice_is_told_beside_the_field(client, learner):
    here, _ = two_dates()
    page = client.post(move_url(booked(learner, here)), {})
    assert "Choose a date" in text(page)


def test_a_full_date_is_listed_with_its_reason(client, learner):
    here, there = two_dates()
    booking = booked(learner, here)
    there.capacity = 1
    there.save()
    booked(session=there)
    page = text(client.get(move_url(booking)))
    assert "This session is full" in page
    assert str(there.public_id) not in page


def test_without_another_date_the_page_says_so(client, learner):
    assert "no other date" in text(client.get(move_url(booked(learner))))


def test_late_asks_for_a_reason(client, learner):
    course = CourseFactory()
    here, there = on(1, course), on(21, course)
    booking = booked(learner, here)
    page = client.post(move_url(booking), {"session": str(there.public_id)})
    assert "Choose the reason that fits best" in text(page)
    client.post(move_url(booking), {"session": str(there.public_id), "reason": "court"})
    assert Booking.objects.get(person=learner, state="booked").session == there


def test_another_persons_booking_is_not_found(client, learner):
    assert client.get(move_url(booked())).status_code == 404


def test_signed_out_people_are_asked_to_sign_in(client):
    assert client.get(move_url(booked())).url.startswith("/accounts/login/")


def test_a_cancelled_booking_leads_back_to_its_page(client, learner):
    booking = booked(learner)
    client.post(f"/my/bookings/{booking.public_id}/cancel/")
    assert client.get(move_url(booking)).url == f"/my/bookings/{booking.public_id}/"
