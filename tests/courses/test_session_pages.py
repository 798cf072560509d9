"""Planning, opening, changing and cancelling sessions in the CMS."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import Session, SessionNeed
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, days_ahead, local
from tests.factories.workforce import PersonFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def entered(*rows, **changes):
    data = {
        "capacity": "12",
        "trainers": "",
        "dates-TOTAL_FORMS": str(max(len(rows), 1)),
        "dates-INITIAL_FORMS": "0",
    }
    for number, (day, starts, ends) in enumerate(rows):
        data |= {f"dates-{number}-day": day, f"dates-{number}-starts": starts, f"dates-{number}-ends": ends}
    return data | changes


JUNE = ("2030-06-12", "9:30am", "4pm")
DECEMBER = ("2030-12-11", "9:30am", "4pm")


class TestPlanning:
    def test_times_are_taken_from_the_clock_on_the_wall_in_june_and_december(self, client, editor):
        course, venue = CourseFactory(), VenueFactory()
        response = client.post("/cms/sessions/new/", entered(JUNE, DECEMBER, course=course.pk, venue=venue.pk))
        session = Session.objects.get()
        assert response.headers["location"] == f"/cms/sessions/edit/{session.pk}/"
        assert [row.starts_at for row in session.dates.all()] == [local(2030, 6, 12), local(2030, 12, 11)]
        assert [row.starts_at.hour for row in session.dates.all()] == [8, 9]  # UTC
        assert (session.state, session.venue, session.capacity) == ("planned", venue, 12)

    def test_a_moment_that_the_clock_change_skips_is_refused_in_words(self, client, editor):
        data = entered(("2030-03-31", "1:30am", "4am"), course=CourseFactory().pk)
        response = client.post("/cms/sessions/new/", data)
        assert response.status_code == 422
        assert "may not exist" in response.content.decode()

    def test_trainers_are_names_and_may_be_people_of_ours(self, client, editor):
        person = PersonFactory(first_name="Priya", last_name="Shah")
        data = entered(JUNE, course=CourseFactory().pk, trainers=f"Tom Ellis\nPriya Shah, {person.work_email}")
        client.post("/cms/sessions/new/", data)
        assert set(Session.objects.get().trainers.values_list("name", "person")) == {
            ("Tom Ellis", None),
            ("Priya Shah", person.pk),
        }

    @pytest.mark.parametrize(
        ("rows", "changes", "message"),
        [
            ([], {}, "Enter at least one date."),
            ([("2030-06-12", "", "")], {}, "Enter the day, the start and the end"),
            ([("2030-06-12", "4pm", "9am")], {}, "It must end after it starts."),
            ([("2030-06-12", "4pm", "4pm")], {}, "It must end after it starts."),
            ([("2030-06-12", "noonish", "9am")], {}, "Enter a time like"),
            ([JUNE, JUNE], {}, "entered twice"),
            ([JUNE, ("2030-06-12", "1pm", "5pm")], {}, "overlap"),
            ([JUNE], {"trainers": "Nobody, nobody@"}, "is not an e-mail"),
            ([JUNE], {"capacity": "0"}, "greater than or equal to 1"),
            ([JUNE], {"booking_opens_at": "2030-06-01 09:00", "booking_closes_at": "2030-05-01 09:00"}, "close after"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, client, editor, rows, changes, message):
        response = client.post("/cms/sessions/new/", entered(*rows, course=CourseFactory().pk, **changes))
        assert response.status_code == 422
        assert message in response.content.decode()
        assert not Session.objects.exists()

    def test_drafts_and_closed_venues_are_not_offered(self, client, editor):
        CourseFactory(title="A draft", live=False)
        VenueFactory(name="Old hall", closed_on="2020-01-01")
        page = client.get("/cms/sessions/new/").content.decode()
        assert "A draft" not in page
        assert "Old hall" not in page


def test_a_planned_session_is_opened_from_its_page(client, editor):
    session = SessionFactory(state="planned", learning_minutes=0)
    client.post(f"/cms/sessions/open/{session.pk}/")
    session.refresh_from_db()
    assert (session.state, session.learning_minutes) == ("open", 444)


@pytest.mark.parametrize(("state", "shown"), [("planned", False), ("open", True), ("cancelled", False)])
def test_the_page_leads_to_the_register_where_there_is_one(client, editor, state, shown):
    session = SessionFactory(state=state)
    page = client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
    assert (f"/sessions/{session.public_id}/register/" in page) is shown


def test_changing_shows_what_there_is_and_keeps_what_is_entered(client, editor):
    session = SessionFactory(spans=[(local(2030, 6, 12), local(2030, 6, 12, 16))], trainers=["Tom Ellis"])
    page = client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
    for words in ("12/06/2030", "9:30am", "4:30pm", "Tom Ellis"):
        assert words in page
    client.post(f"/cms/sessions/edit/{session.pk}/", entered(DECEMBER))
    session.refresh_from_db()
    assert (session.starts_at, session.capacity) == (local(2030, 12, 11), 12)


def test_a_refusal_of_the_action_is_shown(client, editor):
    session = SessionFactory()
    for _ in range(2):
        booked(session=session)
    response = client.post(f"/cms/sessions/edit/{session.pk}/", entered(JUNE, capacity="1"))
    assert "Enter at least 2, or cancel bookings first." in response.content.decode()


def test_cancelling_asks_why_first(client, editor):
    session = SessionFactory(places_taken=3)
    assert "3 people have a place" in client.get(f"/cms/sessions/cancel/{session.pk}/").content.decode()
    assert client.post(f"/cms/sessions/cancel/{session.pk}/", {"reason": ""}).status_code == 200
    client.post(f"/cms/sessions/cancel/{session.pk}/", {"reason": "The trainer is ill"})
    session.refresh_from_db()
    assert (session.state, session.cancelled_reason) == ("cancelled", "The trainer is ill")


class TestTheList:
    def listed(self, client, query=""):
        response = client.get(f"/cms/sessions/{query}")
        assert response.status_code == 200
        return [row.ref for row in response.context["object_list"]]

    def test_what_comes_next_stands_first_and_what_is_over_last(self, client, editor):
        for ref, day in (("later", 30), ("over", -5), ("soon", 2)):
            SessionFactory(ref=ref, spans=[(days_ahead(day), days_ahead(day, 16))])
        assert self.listed(client) == ["soon", "later", "over"]

    def test_filters_by_bookings_state_and_register(self, client, editor):
        SessionFactory(ref="low", places_taken=1)
        SessionFactory(ref="full", places_taken=16)
        SessionFactory(ref="planned", state="planned", places_taken=9)
        SessionFactory(ref="over", places_taken=9, spans=[(days_ahead(-5), days_ahead(-5, 16))])
        assert self.listed(client, "?bookings=low") == ["low"]
        assert self.listed(client, "?bookings=full") == ["full"]
        assert self.listed(client, "?state=planned") == ["planned"]
        assert self.listed(client, "?when=register") == ["over"]

    @pytest.mark.parametrize("sessions", [1, 9])
    def test_queries_do_not_grow_with_sessions(self, client, editor, sessions, django_assert_num_queries):
        for _ in range(sessions):
            SessionFactory()
        client.get("/cms/sessions/")
        with django_assert_num_queries(12):
            client.get("/cms/sessions/")


class TestLadder:
    def addresses(self):
        pk = SessionFactory().pk
        return ["/cms/sessions/", "/cms/sessions/new/", f"/cms/sessions/edit/{pk}/", f"/cms/sessions/cancel/{pk}/"]

    def test_the_signed_out_are_sent_to_sign_in(self, client):
        for address in self.addresses():
            assert "/accounts/login/" in client.get(address).headers["location"]

    def test_staff_and_editors_of_pages_are_refused(self, client):
        for user in (UserFactory(), editor_of_pages()):
            sign_in(client, user)
            for address in self.addresses():
                assert client.get(address).status_code in (302, 403)

    def test_a_number_nobody_has_is_not_found(self, client, editor):
        assert client.get("/cms/sessions/edit/999999/").status_code == 404

    def test_opening_a_link_opens_no_session(self, client, editor):
        session = SessionFactory(state="planned")
        assert client.get(f"/cms/sessions/open/{session.pk}/").status_code == 405


class TestWaysOn:
    """From a session's page to what else is done about it."""

    def test_an_open_session_leads_to_booking_somebody_and_to_keeping_places(self, client, editor):
        session = SessionFactory(state="open")
        page = client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
        assert f'href="/coordinate/sessions/{session.public_id}/book-for/"' in page
        assert f'href="/sessions/{session.public_id}/places/"' in page

    def test_a_session_that_waits_for_a_decision_says_so_and_leads_there(self, client, editor):
        session = SessionFactory(state="open")
        address = f"/sessions/{session.public_id}/need/"
        assert address not in client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
        SessionNeed.objects.create(session=session, kind="trainer", raised_at=timezone.now())
        page = client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
        assert address in page
        assert "The trainer cannot come." in page

    def test_teams_that_look_after_a_session_are_chosen_by_name(self, client, editor):
        team = TeamFactory()
        name = team.versions.get().name
        page = client.get("/cms/sessions/new/").content.decode()
        assert f"{name} ({team.code})" in page

    @pytest.mark.parametrize("name", ["arrangements", "place_requests", "exemptions", "charges"])
    def test_the_menu_leads_to_the_pages_about_bookings(self, client, editor, name):
        assert reverse(f"courses:{name}") in client.get("/cms/").content.decode()
