"""The pages to book, see and cancel, down the access ladder."""

import datetime
import uuid

import pytest
from django.utils import timezone

from courses.models import Booking
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


def book_url(session):
    return f"/courses/sessions/{session.public_id}/book/"


def text(response):
    return response.content.decode()


@pytest.fixture
def learner(client):
    person = staff()
    sign_in(client, person.user)
    return person


def test_the_page_says_what_it_takes_before_anything_is_pressed(client, learner):
    session = SessionFactory()
    page = client.get(book_url(session))
    assert page.status_code == 200
    assert "15 days" in text(page)
    assert "14 days" in text(page)
    assert not Booking.objects.exists()


def test_pressing_books_and_says_what_happens_next(client, learner):
    session = SessionFactory(joining_notes="Bring your diary.")
    page = client.post(book_url(session), follow=True)
    booking = Booking.objects.get()
    assert page.redirect_chain == [(f"/my/bookings/{booking.public_id}/booked/", 302)]
    assert "You are booked" in text(page)
    assert "Bring your diary." in text(page)


def test_pressing_twice_leads_to_the_one_booking(client, learner):
    session = SessionFactory()
    client.post(book_url(session))
    page = client.post(book_url(session))
    assert page.status_code == 302
    assert page.url == f"/my/bookings/{Booking.objects.get().public_id}/"


def test_a_full_session_explains_itself_and_offers_the_other_dates(client, learner):
    session = SessionFactory(capacity=1)
    booked(session=session)
    page = client.get(book_url(session))
    assert "This session is full." in text(page)
    assert f"/courses/{session.course.slug}/" in text(page)
    assert "Book this place" not in text(page)


def test_a_refused_press_says_so_without_an_error_page(client, learner):
    session = SessionFactory(capacity=1)
    booked(session=session)
    page = client.post(book_url(session))
    assert page.status_code == 409
    assert "You have not been booked" in text(page)


def test_signed_out_people_are_asked_to_sign_in(client):
    page = client.get(book_url(SessionFactory()))
    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/?next=")


def test_a_user_who_is_nobody_in_the_file_is_told_so(client):
    sign_in(client, UserFactory())
    page = client.get(book_url(SessionFactory()))
    assert page.status_code == 403
    assert "We cannot find you in the staff file" in text(page)


@pytest.mark.parametrize("state", ["planned", None])
def test_a_session_nobody_may_see_is_not_found(client, learner, state):
    address = book_url(SessionFactory(state=state)) if state else f"/courses/sessions/{uuid.uuid4()}/book/"
    assert client.get(address).status_code == 404


def test_the_join_link_shows_only_to_those_who_are_booked(client, learner):
    soon = timezone.now() + datetime.timedelta(hours=2)
    dates = [(soon, soon + datetime.timedelta(hours=3))]
    session = SessionFactory(venue=None, join_link="https://meet.example.org/secret", spans=dates)
    assert "meet.example.org" not in text(client.get(book_url(session)))
    booking = booked(learner, session)
    assert "meet.example.org" in text(client.get(f"/my/bookings/{booking.public_id}/"))
    client.post(f"/my/bookings/{booking.public_id}/cancel/", {"reason": "workload"})
    assert "meet.example.org" not in text(client.get(f"/my/bookings/{booking.public_id}/"))


def test_the_join_link_is_kept_until_the_time_is_near(client, learner):
    session = SessionFactory(venue=None, join_link="https://meet.example.org/secret")
    booking = booked(learner, session)
    page = text(client.get(f"/my/bookings/{booking.public_id}/"))
    assert "meet.example.org" not in page
    assert "the link to join will be here from" in page
    for letter in OutboxMessage.objects.filter(about=booking.source):
        assert "meet.example.org" not in letter.body + letter.calendar


def test_my_bookings_lists_ahead_and_cancelled(client, learner):
    ahead = booked(learner, SessionFactory(course__title="Ahead of us"))
    gone = booked(learner, SessionFactory(course__title="Given up", spans=[(days_ahead(30), days_ahead(30, 16))]))
    client.post(f"/my/bookings/{gone.public_id}/cancel/")
    page = text(client.get("/my/bookings/"))
    assert page.index(ahead.session.course.title) < page.rindex("Given up")


def test_my_bookings_shows_nobody_elses(client, learner):
    booked(session=SessionFactory(course__title="Somebody else's"))
    assert "Somebody else" not in text(client.get("/my/bookings/"))


@pytest.mark.parametrize("size", [1, 4])
def test_my_bookings_takes_as_many_queries_for_many_as_for_one(client, learner, size, django_assert_num_queries):
    for day in range(14, 14 + size):
        booked(learner, SessionFactory(spans=[(days_ahead(day, 9), days_ahead(day, 11))], learning_minutes=120))
    client.get("/my/bookings/")
    with django_assert_num_queries(8):
        client.get("/my/bookings/")


@pytest.mark.parametrize("page", ["", "booked/", "cancel/"])
def test_another_persons_booking_is_not_found(client, learner, page):
    other = booked()
    assert client.get(f"/my/bookings/{other.public_id}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "booked/", "cancel/"])
def test_a_manager_does_not_act_on_a_reports_booking(client, page):
    manager = staff()
    booking = booked(staff(line_manager=manager))
    sign_in(client, manager.user)
    assert client.get(f"/my/bookings/{booking.public_id}/{page}").status_code == 404


def test_opening_the_cancel_page_cancels_nothing_and_says_what_it_means(client, learner):
    booking = booked(learner)
    page = text(client.get(f"/my/bookings/{booking.public_id}/cancel/"))
    assert "You are in time" in page
    booking.refresh_from_db()
    assert booking.state == "booked"


def late(learner):
    tomorrow = days_ahead(1)
    return booked(learner, SessionFactory(spans=[(tomorrow, tomorrow.replace(hour=16))]), at=timezone.now())


def test_late_is_said_beforehand_and_a_reason_is_asked_for(client, learner):
    booking = late(learner)
    page = client.post(f"/my/bookings/{booking.public_id}/cancel/")
    assert page.status_code == 200
    assert "let your manager know" in text(page)
    assert "Choose the reason that fits best" in text(page)
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_late_with_a_reason_cancels(client, learner):
    booking = late(learner)
    page = client.post(f"/my/bookings/{booking.public_id}/cancel/", {"reason": "court"}, follow=True)
    assert "has been cancelled" in text(page)
    booking.refresh_from_db()
    assert (booking.state, booking.reason, booking.cancelled_late) == ("cancelled", "court", True)


def test_cancelling_twice_comes_back_calmly(client, learner):
    booking = booked(learner)
    client.post(f"/my/bookings/{booking.public_id}/cancel/")
    assert "cancelled already" in text(client.post(f"/my/bookings/{booking.public_id}/cancel/", follow=True))


@pytest.mark.parametrize(
    "address", ["/my/bookings/", "/my/bookings/{}/", "/my/bookings/{}/booked/", "/my/bookings/{}/cancel/"]
)
def test_signed_out_people_see_no_bookings(client, address):
    page = client.get(address.format(booked().public_id))
    assert page.status_code == 302
    assert page.url.startswith("/accounts/login/")


@pytest.mark.parametrize("address", ["/my/bookings/", "/my/bookings/{}/", "/my/bookings/{}/booked/"])
def test_pages_that_only_show_refuse_to_be_posted_to(client, learner, address):
    assert client.post(address.format(booked(learner).public_id)).status_code == 405


def test_the_course_page_says_what_booking_would_leave(client, learner):
    session = SessionFactory()
    page = text(client.get(f"/courses/{session.course.slug}/"))
    assert "Takes 1 day (7 hours 24 minutes) and leaves you 14 days" in page
    assert book_url(session) in page
