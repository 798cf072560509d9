"""The letter of a cancelled session leads to a page on which one press books another date."""

import re

import pytest
from django.utils import timezone

from courses.actions.sessions import cancel_session
from courses.models import Booking
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.places import outsider, partner
from tests.factories.waiting import waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(learning_minutes=60)


def on_day(course, days, **facts):
    return SessionFactory(course=course, spans=[(days_ahead(days), days_ahead(days, 16))], **facts)


def let_down(course, person=None):
    """Somebody whose session was cancelled, and the path that the letter holds."""
    booking = booked(person, on_day(course, 20))
    cancel_session(session_id=booking.session_id, reason="The trainer is ill", by=None, at=timezone.now())
    body = OutboxMessage.objects.filter(kind="session-cancelled", recipient=booking.person.user).latest("pk").body
    return booking, re.search(r"https?://[^/\s]+(/my/bookings/\S+/another-date/)", body)[1]


def presses(page):
    """Where the buttons of the dates post."""
    return re.findall(r'<form method="post" action="(/courses/sessions/[^"]+)"', page)


def test_one_press_from_the_letters_page_books_another_date(client, course):
    booking, path = let_down(course)
    other = on_day(course, 30)
    sign_in(client, booking.person.user)
    page = client.get(path).content.decode()
    assert not Booking.objects.filter(session=other).exists()
    (press,) = presses(page)
    assert client.post(press).status_code == 302
    assert Booking.objects.get(session=other).state == "booked"
    assert "You are booked" in client.get(path).content.decode()


def test_where_it_is_full_one_press_joins_the_list_ahead_of_others(client, course):
    booking, path = let_down(course)
    full = on_day(course, 30, capacity=1)
    booked(session=full)
    earlier = waits(full)
    sign_in(client, booking.person.user)
    page = client.get(path).content.decode()
    assert "You would be number 1, because we cancelled your date" in page
    (press,) = presses(page)
    client.post(press)
    mine = Booking.objects.get(session=full, person=booking.person)
    assert (mine.state, mine.band < earlier.band) == ("waiting", True)


def test_what_stands_in_the_way_is_said_and_has_no_button(client, course):
    booking, path = let_down(course)
    clash = on_day(CourseFactory(learning_minutes=60), 30)
    booked(booking.person, clash)
    on_day(course, 30)
    sign_in(client, booking.person.user)
    page = client.get(path).content.decode()
    assert "at the same time" in page
    assert presses(page) == []


def test_without_another_date_one_can_ask_for_one(client, course):
    booking, path = let_down(course)
    sign_in(client, booking.person.user)
    assert f"/courses/{course.slug}/interest/" in client.get(path).content.decode()


def test_a_session_that_stands_needs_no_other_date(client, course):
    booking = booked(session=on_day(course, 20))
    sign_in(client, booking.person.user)
    answer = client.get(f"/my/bookings/{booking.public_id}/another-date/")
    assert answer.headers["location"] == f"/my/bookings/{booking.public_id}/"


def test_nobody_elses_page_no_unknown_one_and_no_posting(client, course):
    booking, path = let_down(course)
    assert client.get(path).headers["location"].startswith("/accounts/login/")
    manager = staff()
    for user in (manager.user, staff().user):
        sign_in(client, user)
        assert client.get(path).status_code == 404
    sign_in(client, booking.person.user)
    assert client.get("/my/bookings/00000000-0000-0000-0000-000000000000/another-date/").status_code == 404
    assert client.post(path).status_code == 405


def test_whoever_has_no_account_is_shown_the_course_instead(course):
    session = on_day(course, 20)
    guest = outsider(partner(), work_email="sam@hospital.example")
    Booking.objects.create(
        session=session, person=guest, state="booked", created_at=timezone.now(), changed_at=timezone.now()
    )
    cancel_session(session_id=session.pk, reason="The trainer is ill", by=None, at=timezone.now())
    body = OutboxMessage.objects.get(kind="session-cancelled").body
    assert f"/courses/{course.slug}/" in body
    assert "another-date" not in body


def test_the_number_of_queries_does_not_grow(client, course, django_assert_num_queries):
    booking, path = let_down(course)
    on_day(course, 30)
    sign_in(client, booking.person.user)
    client.get(path)
    for count in range(2):
        with django_assert_num_queries(13):
            client.get(path)
        for day in range(3):
            on_day(course, 31 + 3 * count + day)
