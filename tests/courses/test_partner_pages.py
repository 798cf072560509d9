"""`/partner/`: an organisation's own places, its people by a pasted list, and asking for more."""

import pytest

from courses.models import Booking, PlaceHold, PlaceRequest
from foundation.models import OutboxMessage
from tests.courses.editors import coordinator, sign_in
from tests.factories.bookings import staff
from tests.factories.places import administrator, far_session, kept, outsider, partner
from tests.factories.workforce import UserFactory
from workforce.models import Person

pytestmark = pytest.mark.django_db
LIST = "Sam Green, sam@hospital.example\nAyo Bello, ayo@hospital.example"


@pytest.fixture
def hospital():
    return partner()


@pytest.fixture
def quota(client, hospital):
    admin = administrator(hospital)
    sign_in(client, admin)
    return kept(far_session(), places=3, organisation=hospital)


def url(hold):
    return f"/partner/places/{hold.public_id}/"


def text(page):
    return page.content.decode()


def test_the_list_is_shown_as_read_before_anybody_is_booked(client, quota):
    page = client.post(url(quota), {"names": LIST, "look": "1"})
    assert "Sam Green" in text(page)
    assert "New to the Academy" in text(page)
    assert not Booking.objects.exists()
    assert not Person.objects.filter(work_email="sam@hospital.example").exists()


def test_pressing_books_them_invites_them_and_writes_once_to_the_administrator(client, quota, hospital):
    OutboxMessage.objects.all().delete()
    client.post(url(quota), {"names": LIST, "book": "1"})
    sam = Person.objects.get(work_email="sam@hospital.example")
    assert (sam.organisation, sam.standing, sam.user) == (hospital, "external", None)
    assert Booking.objects.filter(hold=quota, state="booked", allowance_minutes=0).count() == 2
    kinds = sorted(OutboxMessage.objects.values_list("kind", flat=True))
    assert kinds == ["booking-confirmed", "booking-confirmed", "places-named"]
    assert "- Sam Green" in OutboxMessage.objects.get(kind="places-named").body


def test_lines_with_a_problem_are_named_and_nothing_typed_is_lost(client, quota):
    page = client.post(url(quota), {"names": "Sam\nAyo Bello, nowhere\nJo Day, jo@x.example", "book": "1"})
    assert "Mend this line: Write one name, a comma" in text(page)
    assert "Mend this line: Write the e-mail address" in text(page)
    assert "Ayo Bello, nowhere" in text(page)
    assert not Booking.objects.exists()


def test_known_people_are_matched_by_address(client, quota, hospital):
    sam = outsider(hospital, work_email="sam@hospital.example")
    client.post(url(quota), {"names": LIST, "book": "1"})
    assert Booking.objects.filter(person=sam).count() == 1


def test_an_address_of_somebody_elsewhere_is_refused_whole(client, quota):
    staff(email="ayo@hospital.example")
    page = client.post(url(quota), {"names": LIST, "book": "1"})
    assert "cannot be entered for The Hospital" in text(page)
    assert not Person.objects.filter(work_email="sam@hospital.example").exists()


def test_more_names_than_places_are_refused_whole(client, quota):
    many = "\n".join(f"Sam Green{n}, sam{n}@hospital.example" for n in range(4))
    page = client.post(url(quota), {"names": many, "book": "1"})
    assert "You have 3 places left and named 4 people" in text(page)
    assert not Booking.objects.exists()


def test_twice_books_once(client, quota):
    client.post(url(quota), {"names": LIST, "book": "1"})
    client.post(url(quota), {"names": LIST, "book": "1"})
    assert Booking.objects.count() == 2


def test_somebody_else_is_sent(client, quota, hospital):
    client.post(url(quota), {"names": "Sam Green, sam@hospital.example", "book": "1"})
    booking = Booking.objects.get()
    line = {"person": "Jo Day, jo@hospital.example"}
    assert client.post(f"/partner/bookings/{booking.public_id}/instead/", line).status_code == 302
    booking.refresh_from_db()
    assert (booking.state, booking.cancelled_late) == ("cancelled", False)
    assert Booking.objects.get(state="booked").person.work_email == "jo@hospital.example"


def test_the_purchase_order_is_noted(client, quota):
    client.post(f"{url(quota)}purchase-order/", {"number": "PO 77"})
    quota.refresh_from_db()
    assert quota.purchase_order == "PO 77"


def test_the_pages_show_own_people_and_places_only(client, quota, hospital):
    outsider(hospital, first_name="Own", last_name="Person")
    other = partner("police", "police")
    outsider(other, first_name="Other", last_name="Person")
    theirs = kept(far_session(), organisation=other)
    page = text(client.get("/partner/people/"))
    assert "Own Person" in page
    assert "Other Person" not in page
    assert theirs.session.course.title not in text(client.get("/partner/"))
    assert client.get(url(theirs)).status_code == 404


@pytest.mark.parametrize("page", ["/partner/", "/partner/people/", "/partner/ask/"])
def test_the_ladder(client, page):
    assert client.get(page).status_code == 302
    for user in (staff().user, UserFactory(), coordinator()):
        sign_in(client, user)
        assert client.get(page).status_code == 403
    assert client.delete(page).status_code == 405


class TestAskingForMore:
    def test_a_request_waits_for_a_coordinator_and_becomes_places(self, client, quota, hospital):
        session = far_session()
        sent = {"organisation": hospital.pk, "session": session.pk, "places": "4", "note": "A whole ward"}
        assert client.post("/partner/ask/", sent).status_code == 302
        asked = PlaceRequest.objects.get()
        sign_in(client, coordinator())
        assert "The Hospital" in text(client.get("/coordinate/place-requests/"))
        day = session.starts_at.date()
        answer = {"grant": "yes", "places": "3", "until-day": day.day, "until-month": day.month, "until-year": day.year}
        page = client.post(f"/coordinate/place-requests/{asked.public_id}/", answer)
        assert page.status_code == 302, text(page)
        assert PlaceHold.objects.get(session=session).places == 3

    def test_a_refusal_says_why(self, client, quota, hospital):
        session = far_session()
        client.post("/partner/ask/", {"organisation": hospital.pk, "session": session.pk, "places": "4"})
        asked = PlaceRequest.objects.get()
        sign_in(client, coordinator())
        address = f"/coordinate/place-requests/{asked.public_id}/"
        assert "Say in a sentence why not" in text(client.post(address, {"grant": "no"}))
        client.post(address, {"grant": "no", "reason": "The room is small."})
        assert "The room is small." in OutboxMessage.objects.get(kind="places-not-possible").body

    def test_twice_is_said(self, client, quota, hospital):
        sent = {"organisation": hospital.pk, "session": far_session().pk, "places": "4"}
        client.post("/partner/ask/", sent)
        assert "asked for places of this session already" in text(client.post("/partner/ask/", sent))
        assert PlaceRequest.objects.count() == 1


def test_a_long_list_for_few_places_tells_nothing_about_its_addresses(client, quota):
    known = staff(email="known@rotherham.example")
    names = "\n".join([f"Kay Known, {known.work_email}", *(f"No Body, n{n}@hospital.example" for n in range(5))])
    page = text(client.post(url(quota), {"names": names, "book": "1"}))
    assert "named 6 people" in page
    assert "cannot be entered" not in page
