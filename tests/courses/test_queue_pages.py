"""The waiting list in the CMS: who gets the next place, and why."""

import pytest
from django.utils import timezone

from courses.actions import bookings, waiting
from courses.models import Booking, BookingEvent
from courses.permissions import NotForYou
from tests.courses.editors import coordinator, sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory
from tests.factories.waiting import full_session, waits
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def url(session):
    return f"/cms/sessions/waiting/{session.pk}/"


def text(page):
    return page.content.decode()


def test_the_list_says_who_is_next_and_why_others_are_passed_over(client, editor):
    session = full_session()
    busy, free = waits(session), waits(session)
    booked(busy.person, SessionFactory())
    page = text(client.get(url(session)))
    assert page.index(busy.person.full_name) < page.index(free.person.full_name)
    assert "Passed over as things are: Has something else booked at that time" in page
    assert page.index("Passed over") < page.index("Gets the next place")


def test_an_open_offer_stands_first_with_its_clock(client, editor):
    session = full_session()
    first = waits(session)
    waits(session)
    bookings.cancel(booking_id=Booking.objects.get(session=session, state="booked").pk, by=None, at=timezone.now())
    page = text(client.get(url(session)))
    assert "Offered until" in page
    assert first.person.full_name in page


def test_nobody_waiting_is_said(client, editor):
    assert "Nobody is waiting" in text(client.get(url(SessionFactory())))


def test_putting_somebody_first_needs_a_reason_and_keeps_it(client, editor):
    session = full_session()
    waits(session)
    second = waits(session)
    page = client.post(url(session), {"booking": str(second.public_id), "reason": " "})
    assert page.status_code == 422
    assert "Say why they come first" in text(page)
    client.post(url(session), {"booking": str(second.public_id), "reason": "Agreed with the head of service"})
    second.refresh_from_db()
    assert second.band == Booking.Band.PRIORITY
    assert BookingEvent.objects.filter(booking=second).last().note == "Put first: Agreed with the head of service"
    assert Booking.objects.number_of(second) == 1


def test_somebody_elses_list_is_not_reached_by_a_booking_of_another(client, editor):
    other = waits(full_session())
    page = client.post(url(full_session()), {"booking": str(other.public_id), "reason": "No"})
    assert "Choose somebody from the list" in text(page)


def test_putting_first_twice_is_told():
    booking = waits(full_session())
    waiting.put_first(booking_id=booking.pk, reason="Court duty", by=None, at=timezone.now())
    with pytest.raises(waiting.PreferenceRefused, match="already"):
        waiting.put_first(booking_id=booking.pk, reason="Court duty", by=None, at=timezone.now())


def test_only_coordinators_put_first():
    booking = waits(full_session())
    with pytest.raises(NotForYou):
        waiting.put_first(booking_id=booking.pk, reason="Me", by=staff().user, at=timezone.now())


def test_others_do_not_see_the_list(client):
    sign_in(client, UserFactory())
    assert client.get(url(full_session())).status_code in (302, 403)


def test_signed_out_people_are_sent_away(client):
    assert client.get(url(full_session())).status_code == 302


def test_a_session_that_is_not_there_is_not_found(client, editor):
    assert client.get("/cms/sessions/waiting/999999/").status_code == 404
