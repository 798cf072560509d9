"""Taking back: a session opened or cancelled by mistake, a course or pathway published too early."""

import pytest
from django.utils import timezone

from courses.actions.sessions import SessionRefused, cancel_session, undo_cancelling, undo_opening
from courses.models import Course, Pathway
from courses.permissions import NotForYou
from foundation.models import ChangeLogEntry
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.places import far_session, kept, partner
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


class TestSessions:
    def test_one_opened_by_mistake_is_planned_again_and_off_the_site(self, client, editor):
        session = SessionFactory()
        assert "Opened by mistake" in client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
        client.post(f"/cms/sessions/undo-open/{session.pk}/")
        session.refresh_from_db()
        assert session.state == "planned"
        assert ChangeLogEntry.objects.filter(verb="took back opening").exists()

    def test_one_cancelled_by_mistake_is_planned_again(self, client, editor):
        session = SessionFactory(state="cancelled", cancelled_reason="Oh no")
        assert "Cancelled by mistake" in client.get(f"/cms/sessions/edit/{session.pk}/").content.decode()
        client.post(f"/cms/sessions/undo-cancel/{session.pk}/")
        session.refresh_from_db()
        assert (session.state, session.cancelled_reason) == ("planned", "")

    def test_once_somebody_has_asked_for_a_place_nothing_is_taken_back(self, client, editor):
        session = booked().session
        response = client.post(f"/cms/sessions/undo-open/{session.pk}/", follow=True)
        session.refresh_from_db()
        assert session.state == "open"
        assert "cancel it instead" in response.content.decode()

    def test_kept_places_count_as_asked_for(self):
        session = far_session()
        kept(session, organisation=partner())
        with pytest.raises(SessionRefused, match="have some kept"):
            undo_opening(session_id=session.pk, by=None, at=timezone.now())

    def test_a_cancelled_one_that_kept_places_stays_cancelled_as_their_keepers_have_been_told(self):
        session = far_session()
        kept(session, organisation=partner())
        cancel_session(session_id=session.pk, reason="The trainer is ill.", by=None, at=timezone.now())
        with pytest.raises(SessionRefused, match="have been told"):
            undo_cancelling(session_id=session.pk, by=None, at=timezone.now())

    @pytest.mark.parametrize(("undo", "state"), [(undo_opening, "planned"), (undo_cancelling, "open")])
    def test_there_is_something_to_take_back(self, undo, state):
        with pytest.raises(SessionRefused):
            undo(session_id=SessionFactory(state=state).pk, by=None, at=timezone.now())

    def test_only_coordinators_take_back(self, client):
        session = SessionFactory()
        with pytest.raises(NotForYou):
            undo_opening(session_id=session.pk, by=UserFactory(), at=timezone.now())
        assert client.post(f"/cms/sessions/undo-open/{session.pk}/").status_code == 302
        sign_in(client, editor_of_pages())
        assert client.post(f"/cms/sessions/undo-open/{session.pk}/").status_code in (302, 403)
        session.refresh_from_db()
        assert session.state == "open"

    def test_it_takes_a_press(self, client, editor):
        assert client.get(f"/cms/sessions/undo-open/{SessionFactory().pk}/").status_code == 405
        assert client.post("/cms/sessions/undo-open/0/").status_code == 404


def published(thing):
    thing.live = False
    thing.save()
    thing.save_revision().publish()
    return thing


class TestPublishing:
    def test_a_course_is_on_the_site_with_the_press_and_off_it_with_the_next(self, client, editor):
        course = CourseFactory(title="Brand new", live=False)
        assert "Brand new" not in client.get("/courses/").content.decode()  # the page has been asked for before
        course.save_revision().publish()
        assert "Brand new" in client.get("/courses/").content.decode()
        client.post(f"/cms/snippets/courses/course/unpublish/{course.pk}/")
        assert course.get_absolute_url() not in client.get("/courses/").content.decode()
        assert client.get(course.get_absolute_url()).status_code == 404
        assert Course.objects.filter(pk=course.pk, live=False).exists()

    @pytest.mark.parametrize(
        ("model", "make"),
        [
            ("course", lambda: CourseFactory(title="As it was")),
            ("pathway", lambda: Pathway.objects.create(title="As it was", slug="as-it-was", code="P1", summary="How.")),
        ],
    )
    def test_an_earlier_version_comes_back_from_the_history(self, client, editor, model, make):
        thing = published(make())
        earlier = thing.revisions.get()
        thing.title = "Spoilt"
        thing.save_revision().publish()
        address = f"/cms/snippets/courses/{model}"
        assert client.get(f"{address}/history/{thing.pk}/").status_code == 200
        page = client.get(f"{address}/history/{thing.pk}/revisions/{earlier.pk}/revert/")
        assert page.status_code == 200
        assert page.context["form"].instance.title == "As it was"
        earlier.publish()
        thing.refresh_from_db()
        assert thing.title == "As it was"
