"""Pages of the waiting list: joining, one's place on it, answering an offer by its link."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import bookings, waiting
from courses.models import Booking, Offer
from foundation.british_dates import clock_time
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory
from tests.factories.waiting import full_session, open_offer, waits
from tests.factories.workforce import PersonFactory, UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    person = staff()
    sign_in(client, person.user)
    return person


def text(page):
    return page.content.decode()


def list_url(session):
    return f"/courses/sessions/{session.public_id}/waiting/"


def free_one(session):
    booking = Booking.objects.filter(session=session, state="booked").first()
    bookings.cancel(booking_id=booking.pk, by=None, at=timezone.now())


def offered(person=None):
    session = full_session()
    booking = waits(session, person)
    free_one(session)
    return open_offer(booking)


def offer_url(offer):
    return f"/offers/{offer.token}/"


def test_a_full_session_offers_its_list_with_the_number(client, learner):
    session = full_session()
    waits(session)
    page = text(client.get(f"/courses/sessions/{session.public_id}/book/"))
    assert "you would be number 2" in page
    assert list_url(session) in page


def test_the_page_says_the_number_and_joins_nobody(client, learner):
    session = full_session()
    page = client.get(list_url(session))
    assert page.status_code == 200
    assert "You would be number 1" in text(page)
    assert not Booking.objects.filter(person=learner).exists()


def test_pressing_joins_and_leads_to_ones_place(client, learner):
    session = full_session()
    page = client.post(list_url(session), {"at_once": "on"}, follow=True)
    mine = Booking.objects.get(person=learner)
    assert (mine.state, mine.accepts_automatically) == ("waiting", True)
    assert "You are next on the waiting list" in text(page)


def test_pressing_twice_joins_once(client, learner):
    session = full_session()
    for _ in range(2):
        assert client.post(list_url(session)).status_code == 302
    assert Booking.objects.filter(person=learner).count() == 1


def test_a_session_with_places_says_so(client, learner):
    page = client.post(list_url(SessionFactory()))
    assert page.status_code == 409
    assert "you need not wait" in text(page)


def test_signed_out_people_are_asked_to_sign_in(client):
    assert client.get(list_url(full_session())).url.startswith("/accounts/login/")


def test_a_user_who_is_nobody_in_the_file_is_told_so(client):
    sign_in(client, UserFactory())
    assert client.get(list_url(full_session())).status_code == 403


def test_ones_place_says_who_is_before_and_names_nobody(client, learner):
    session = full_session()
    other = waits(session, staff(starts_on=timezone.localdate() - datetime.timedelta(days=60)))
    mine = waits(session, learner)
    page = text(client.get(f"/my/bookings/{mine.public_id}/"))
    assert "You are number 2 on the list" in page
    assert "1 person is in a band that comes first, because they are newly qualified" in page
    assert other.person.last_name not in page


def test_leaving_the_list_from_its_page(client, learner):
    mine = waits(full_session(), learner)
    assert "Leave the waiting list?" in text(client.get(f"/my/bookings/{mine.public_id}/cancel/"))
    page = client.post(f"/my/bookings/{mine.public_id}/cancel/", follow=True)
    assert "You are off the waiting list" in text(page)


def test_my_bookings_leads_to_the_answer(client, learner):
    offer = offered(learner)
    assert offer_url(offer) in text(client.get("/my/bookings/"))


def test_opening_an_offer_does_nothing(client):
    offer = offered()
    page = client.get(offer_url(offer))
    assert page.status_code == 200
    assert "Yes, book my place" in text(page)
    offer.refresh_from_db()
    assert offer.outcome == "open"


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("accept", "booked", "The place is yours"),
        ("decline", "cancelled", "you are off the list"),
        ("keep", "cancelled", "you are at the end of the list"),
    ],
)
def test_an_answer_needs_no_account(client, answer, state, said):
    offer = offered()
    page = client.post(offer_url(offer), {"answer": answer})
    assert said in text(page)
    assert Booking.objects.get(pk=offer.booking_id).state == state


def test_a_person_without_an_account_takes_their_place(client):
    session = full_session()
    partner = PersonFactory(standing="external")
    booking = waiting.join(session_id=session.pk, person_id=partner.pk, by=None, at=timezone.now())
    free_one(session)
    client.post(offer_url(open_offer(booking)), {"answer": "accept"})
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_a_double_click_takes_the_place_once_and_says_so(client):
    offer = offered()
    client.post(offer_url(offer), {"answer": "accept"})
    page = client.post(offer_url(offer), {"answer": "accept"})
    assert page.status_code == 410
    assert "taken this place already" in text(page)
    assert (
        OutboxMessage.objects.filter(kind="booking-confirmed", source__contains=str(offer.booking.public_id)).count()
        == 1
    )


def test_an_offer_says_when_and_where_before_it_asks(client):
    offer = offered()
    session = offer.booking.session
    page = text(client.get(offer_url(offer)))
    assert clock_time(session.ends_at) in page
    assert "Where" in page
    assert page.index("Where") < page.index("Yes, book my place")


def test_an_answer_nobody_offered_changes_nothing(client):
    offer = offered()
    assert client.post(offer_url(offer), {"answer": "burn"}).status_code == 302
    offer.refresh_from_db()
    assert offer.outcome == "open"


def test_an_unknown_token_is_told_plainly(client):
    page = client.get("/offers/nothing/")
    assert page.status_code == 410
    assert "whole link" in text(page)


def test_an_expired_offer_offers_the_end_of_the_list(client):
    offer = offered()
    waits(offer.booking.session)
    waiting.lapse(at=offer.expires_at)
    page = client.get(offer_url(offer))
    assert page.status_code == 410
    assert "Put me back on the list" in text(page)
    assert "You are back on the list" in text(client.post(offer_url(offer), {"answer": "rejoin"}))
    assert Booking.objects.get(person=offer.booking.person, state="waiting").queue_number == 3


def test_a_withdrawn_offer_says_so(client):
    offer = offered()
    waiting.leave(booking_id=offer.booking_id, by=None, at=timezone.now())
    assert "no longer stands" in text(client.get(offer_url(offer)))


def test_somebody_elses_offer_is_not_answered_by_who_is_signed_in(client, learner):
    offer = offered()
    page = client.post(offer_url(offer), {"answer": "accept"})
    assert page.status_code == 403
    assert Offer.objects.get(pk=offer.pk).outcome == "open"


def test_what_is_in_the_way_is_said_and_the_place_stays_kept(client):
    offer = offered()
    clash = booked(offer.booking.person, SessionFactory())
    page = client.post(offer_url(offer), {"answer": "accept"})
    assert page.status_code == 409
    assert clash.session.course.title in text(page)
    assert "still kept for you" in text(page)


def test_asking_too_often_is_stopped(client):
    codes = [client.get("/offers/nothing/", REMOTE_ADDR="203.0.113.77").status_code for _ in range(61)]
    assert (codes[0], codes[-1]) == (410, 429)


def test_other_methods_are_refused(client):
    assert client.delete(offer_url(offered())).status_code == 405
