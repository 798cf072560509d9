"""A manager books the team in one press, keeps places and sends somebody else: the pages, down the ladder."""

import uuid

import pytest

from courses.models import Booking, PlaceHold
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.places import far_session, kept, team_of

pytestmark = pytest.mark.django_db


def url(session):
    return f"/team/book/{session.public_id}/"


def keys(*people):
    return {"people": [str(person.public_id) for person in people]}


@pytest.fixture
def team(client):
    lead, people = team_of(3)
    sign_in(client, lead.user)
    return lead, people


def test_what_it_would_mean_for_each_is_said_before_pressing(client, team):
    _, (one, two, _) = team
    session = far_session()
    booked(two, far_session())
    page = client.get(url(session)).content.decode()
    assert one.full_name in page
    assert "and leaves them 14 days" in page
    assert "Has something else at that time" in page
    assert not Booking.objects.filter(session=session).exists()


def test_one_press_books_those_ticked(client, team):
    _, (one, two, three) = team
    session = far_session()
    page = client.post(url(session), keys(one, three), follow=True)
    assert set(Booking.objects.filter(session=session).values_list("person", "state")) == {
        (one.pk, "booked"),
        (three.pk, "booked"),
    }
    assert f"Booked: {one.full_name}, {three.full_name}" in page.content.decode()
    assert OutboxMessage.objects.filter(kind="booking-confirmed").count() == 2


def test_one_press_books_all_who_can(client, team):
    _, (one, two, three) = team
    session = far_session()
    booked(two, far_session())
    client.post(url(session), {"everybody": "1"})
    assert set(Booking.objects.filter(session=session).values_list("person", flat=True)) == {one.pk, three.pk}


def test_who_no_longer_fits_is_named_and_holds_up_nobody(client, team):
    _, people = team
    session = far_session(capacity=2)
    page = client.post(url(session), keys(*people), follow=True).content.decode()
    assert Booking.objects.filter(session=session, state="booked").count() == 2
    assert "Not booked:" in page
    assert "is full" in page


def test_nobody_ticked_is_said(client, team):
    page = client.post(url(far_session()), {})
    assert page.status_code == 200
    assert "Choose who is coming" in page.content.decode()


def test_somebody_elses_people_cannot_be_slipped_in(client, team):
    stranger = staff()
    page = client.post(url(far_session()), keys(stranger))
    assert page.status_code == 200
    assert not Booking.objects.exists()


def test_twice_books_once(client, team):
    _, (one, _, _) = team
    session = far_session()
    client.post(url(session), keys(one))
    client.post(url(session), keys(one))
    assert Booking.objects.filter(session=session).count() == 1


def test_a_learner_who_manages_nobody_is_turned_away(client):
    sign_in(client, staff().user)
    assert client.get(url(far_session())).status_code == 403
    assert client.get("/team/places/").status_code == 403


def test_signed_out_bad_id_and_wrong_method(client, team):
    session = far_session()
    assert client.get(f"/team/book/{uuid.uuid4()}/").status_code == 404
    assert client.delete(url(session)).status_code == 405
    client.logout()
    assert client.get(url(session)).status_code == 302


class TestKeepingPlaces:
    def test_is_one_form_and_shows_among_the_places_kept(self, client, team):
        session = far_session()
        page = client.post(f"{url(session)}keep/", {"places": "2"}, follow=True)
        assert PlaceHold.objects.get().places == 2
        assert session.course.title in page.content.decode()

    def test_too_many_is_said_beside_the_number(self, client, team):
        page = client.post(f"{url(far_session())}keep/", {"places": "9"})
        assert "up to 3 places" in page.content.decode()
        assert 'value="9"' in page.content.decode()

    def test_people_are_named_on_the_holds_page(self, client, team):
        lead, (one, _, _) = team
        hold = kept(far_session(), manager=lead, by=lead.user)
        client.post(f"/team/places/{hold.public_id}/", keys(one))
        assert Booking.objects.get(person=one).hold == hold

    def test_the_rest_is_given_back_by_a_button_only(self, client, team):
        lead, _ = team
        hold = kept(far_session(), manager=lead, by=lead.user)
        release = f"/places/{hold.public_id}/release/"
        assert client.get(release).status_code == 405
        client.post(release)
        hold.refresh_from_db()
        assert hold.released_at is not None

    def test_another_manager_finds_nothing(self, client, team):
        other, _ = team_of(1)
        hold = kept(far_session(), manager=other, by=other.user)
        assert client.get(f"/team/places/{hold.public_id}/").status_code == 404
        assert client.post(f"/places/{hold.public_id}/release/").status_code == 404


class TestSendingSomebodyElse:
    def test_moves_the_place(self, client, team):
        _, (one, two, _) = team
        booking = booked(one, far_session())
        page = client.post(f"/team/bookings/{booking.public_id}/instead/", {"person": str(two.public_id)})
        assert page.status_code == 302
        assert Booking.objects.get(person=two).state == "booked"

    def test_opening_the_page_moves_nothing(self, client, team):
        _, (one, two, _) = team
        booking = booked(one, far_session())
        assert two.full_name in client.get(f"/team/bookings/{booking.public_id}/instead/").content.decode()
        booking.refresh_from_db()
        assert booking.state == "booked"

    def test_somebody_elses_booking_is_not_found(self, client, team):
        booking = booked(session=far_session())
        assert client.get(f"/team/bookings/{booking.public_id}/instead/").status_code == 404
