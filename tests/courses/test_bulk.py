"""One thing done to many sessions or bookings."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import bulk
from courses.models import Booking, BulkRun, Session
from courses.permissions import NotForYou
from courses.scheduled import finish_bulk
from foundation.models import OutboxMessage
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked, requested, staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.workforce import RoleGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def begun(by, verb, rows, words="", press=None, of=None):
    keys = {row.pk: 1 for row in rows}
    of = of or ("bookings" if verb in ("approve", "give_up") else "sessions")
    return bulk.start(
        public_id=press or uuid.uuid4(), wish=bulk.Wish(of, verb, words), amounts=keys, by=by, at=timezone.now()
    )


def done(by, verb, rows, words=""):
    return bulk.carry_on(run_id=begun(by, verb, rows, words).pk, clock=timezone.now)


def problems(run):
    return list(run.steps.exclude(problem="").values_list("subject", "problem"))


def press(client, of, verb, rows, **more):
    data = {"verb": verb, "press": str(uuid.uuid4()), "keys": ",".join(str(row.pk) for row in rows)} | more
    return client.post(f"/cms/bulk/{of}/", data)


class TestVerbs:
    def test_planned_sessions_open_and_the_others_say_why_not(self, editor):
        planned, already = SessionFactory(state="planned"), SessionFactory()
        run = done(editor, "open", [planned, already])
        planned.refresh_from_db()
        assert planned.state == "open"
        assert problems(run) == [(already.pk, "This session is open: only a planned one can be opened.")]
        assert run.finished_at

    def test_a_copy_stands_a_week_later_and_is_planned(self, editor):
        session = SessionFactory()
        done(editor, "copy", [session])
        copy = Session.objects.exclude(pk=session.pk).get()
        assert (copy.starts_at - session.starts_at).days in (6, 7)
        assert (copy.state, copy.capacity) == ("planned", session.capacity)

    def test_cancelling_tells_everybody_why(self, editor):
        place = booked()
        done(editor, "cancel", [place.session], "The room is flooded.")
        place.refresh_from_db()
        assert place.state == "cancelled"
        assert "flooded" in OutboxMessage.objects.latest("pk").body

    def test_everybody_booked_is_written_to_once(self, editor):
        place = booked()
        waits = requested(session=place.session)
        run = done(editor, "write", [place.session], "Please bring a case.")
        bulk.carry_on(run_id=run.pk, clock=timezone.now)
        letters = OutboxMessage.objects.filter(kind="booking-note")
        assert [letter.to_address for letter in letters] == [place.person.work_email]
        assert "Please bring a case." in letters[0].body
        assert waits.state == "requested"

    def test_a_request_is_approved_only_where_there_is_no_manager(self, editor):
        course = CourseFactory(approval="always")
        alone = requested(staff(), SessionFactory(course=course))
        managed = requested(session=SessionFactory(course=course))
        run = done(editor, "approve", [alone, managed])
        alone.refresh_from_db()
        managed.refresh_from_db()
        assert (alone.state, managed.state) == ("booked", "requested")
        assert problems(run) == [(managed.pk, "Their manager has been asked, and decides.")]

    def test_bookings_are_given_up_for_a_reason(self, editor):
        place = booked()
        done(editor, "give_up", [place], "cover")
        place.refresh_from_db()
        assert place.state == "cancelled"


class TestRunning:
    def test_the_same_press_twice_is_one_run(self, editor):
        session, token = SessionFactory(), uuid.uuid4()
        for _ in range(2):
            run = begun(editor, "copy", [session], press=token)
            bulk.carry_on(run_id=run.pk, clock=timezone.now)
        assert BulkRun.objects.count() == 1
        assert Session.objects.count() == 2

    def test_what_a_worker_left_is_gone_on_with_and_nothing_is_done_twice(self, editor):
        rows = [SessionFactory() for _ in range(3)]
        run = begun(editor, "copy", rows)
        run.steps.filter(subject=rows[0].pk).update(done_at=timezone.now() - timezone.timedelta(minutes=9))
        BulkRun.objects.update(started_at=timezone.now() - timezone.timedelta(minutes=9))
        assert (finish_bulk(), finish_bulk()) == (1, 0)
        assert Session.objects.count() == 3 + 2

    def test_one_that_still_runs_is_left_alone(self, editor):
        begun(editor, "copy", [SessionFactory()])
        assert finish_bulk() == 0

    @pytest.mark.parametrize(
        ("verb", "words", "said"),
        [
            ("cancel", " ", "Say why"),
            ("write", "", "Write the message"),
            ("give_up", "bored", "Choose a reason"),
            ("destroy", "", "Choose what to do"),
        ],
    )
    def test_what_cannot_be_begun_is_refused(self, editor, verb, words, said):
        with pytest.raises(bulk.BulkRefused, match=said):
            begun(editor, verb, [SessionFactory()], words)

    def test_nothing_and_too_much_are_refused(self, editor):
        with pytest.raises(bulk.BulkRefused, match="at least one"):
            begun(editor, "open", [])
        with pytest.raises(bulk.BulkRefused, match="Narrow the filter"):
            begun(editor, "open", [Session(pk=number) for number in range(1001)])

    def test_only_a_coordinator_begins(self):
        with pytest.raises(NotForYou):
            begun(UserFactory(), "open", [SessionFactory()])


class TestPages:
    def test_ticked_rows_are_named_before_anything_is_done(self, client, editor):
        session = SessionFactory(state="planned")
        shown = client.get(f"/cms/bulk/sessions/?verb=open&chosen={session.pk}").content.decode()
        assert session.ref in shown
        session.refresh_from_db()
        assert session.state == "planned"

    def test_all_that_the_filter_and_the_search_find(self, client, editor):
        wanted = SessionFactory(state="planned", ref="WANTED-1")
        SessionFactory(state="planned", ref="OTHER")
        SessionFactory(ref="WANTED-2")
        asked = {"verb": "open", "all": "yes", "filter": "state=planned&q=wanted"}
        assert client.get("/cms/bulk/sessions/", asked).context["total"] == 1
        assert wanted.ref in client.get("/cms/bulk/sessions/", asked).content.decode()
        broken = asked | {"filter": "state=nonsense"}
        assert client.get("/cms/bulk/sessions/", broken).context["total"] == 0

    def test_a_press_does_it_and_shows_what_became_of_it(self, client, editor):
        planned, already = SessionFactory(state="planned"), SessionFactory()
        response = press(client, "sessions", "open", [planned, already])
        shown = client.get(response.headers["location"]).content.decode()
        assert "1 of 2 done. 1 could not be done" in shown
        assert already.ref in shown

    def test_many_are_left_to_a_worker(self, client, editor, monkeypatch):
        left = []
        monkeypatch.setattr("courses.scheduled.run_bulk.delay", left.append)
        course = CourseFactory()
        rows = [SessionFactory(state="planned", course=course) for _ in range(21)]
        response = press(client, "sessions", "open", rows)
        assert left == [BulkRun.objects.get().pk]
        shown = client.get(response.headers["location"]).content.decode()
        assert "0 of 21 done. 21 to go." in shown
        assert "Look again" in shown

    def test_a_missing_reason_is_asked_for_and_nothing_happens(self, client, editor):
        session = SessionFactory()
        response = press(client, "sessions", "cancel", [session], words="")
        assert response.status_code == 422
        assert "Say why." in response.content.decode()
        assert not BulkRun.objects.exists()

    def test_nothing_ticked_says_what_to_do(self, client, editor):
        assert "Tick at least one row" in client.get("/cms/bulk/sessions/?verb=open").content.decode()

    @pytest.mark.parametrize("address", ["sessions/?verb=approve", "sessions/", "people/?verb=open"])
    def test_what_there_is_not_is_not_found(self, client, editor, address):
        assert client.get(f"/cms/bulk/{address}").status_code == 404

    def test_a_run_is_its_own_coordinators(self, client, editor):
        run = begun(coordinator(), "open", [SessionFactory()])
        assert client.get(f"/cms/bulk/{run.public_id}/").status_code == 404

    @pytest.mark.parametrize("who", [editor_of_pages, UserFactory])
    def test_others_come_no_further(self, client, who):
        sign_in(client, who())
        session = SessionFactory(state="planned")
        assert press(client, "sessions", "open", [session]).status_code in (302, 403)
        session.refresh_from_db()
        assert session.state == "planned"

    def test_signed_out(self, client):
        assert press(client, "sessions", "open", [SessionFactory()]).status_code == 302
        assert not BulkRun.objects.exists()


class TestLists:
    def test_the_list_has_boxes_and_the_choice_of_what_to_do(self, client, editor):
        session = SessionFactory()
        shown = client.get("/cms/sessions/").content.decode()
        assert f'name="chosen" value="{session.pk}"' in shown
        assert "All 1 that the filter finds" in shown

    def test_bookings_are_found_by_state_session_and_name(self, client, editor):
        place, other = booked(), booked()
        shown = client.get(f"/cms/bookings/?state=booked&session={place.session.ref}").content.decode()
        assert place.person.full_name in shown
        assert other.session.ref not in shown

    @pytest.mark.parametrize("size", [1, 6])
    def test_queries_of_the_list_do_not_grow(self, client, editor, size, django_assert_num_queries):
        for _ in range(size):
            booked()
        client.get("/cms/bookings/")
        with django_assert_num_queries(12):
            client.get("/cms/bookings/")

    def test_requests_are_found_by_who_is_asked(self, client, editor):
        course = CourseFactory(approval="always")
        alone = requested(staff(), SessionFactory(course=course))
        managed = requested(session=SessionFactory(course=course))
        found = client.get("/cms/bookings/?answer=coordinator").context["object_list"]
        assert list(found) == [alone]
        assert list(client.get("/cms/bookings/?answer=manager").context["object_list"]) == [managed]

    def test_files_hold_what_the_filter_finds_and_no_formula(self, client, editor):
        SessionFactory(course=CourseFactory(title="=1+1"), ref="A-1")
        SessionFactory(ref="B-2", state="planned")
        file = b"".join(client.get("/cms/sessions/sessions.csv?state=open").streaming_content).decode()
        assert "'=1+1" in file
        assert "B-2" not in file
        place = booked()
        file = b"".join(client.get("/cms/bookings/bookings.csv?state=booked").streaming_content).decode()
        assert place.person.last_name in file

    @pytest.mark.parametrize("address", ["bookings/", "bookings/bookings.csv", "sessions/sessions.csv"])
    def test_lists_and_files_are_for_coordinators(self, client, address):
        assert client.get(f"/cms/{address}").status_code == 302
        sign_in(client, editor_of_pages())
        assert client.get(f"/cms/{address}").status_code in (302, 403)

    def test_a_coordinator_of_a_team_sees_its_people_only(self, client):
        booked()
        user = coordinator()
        user.role_grants.all().delete()
        RoleGrantFactory(user=user, role="coordinator", team=TeamFactory())
        sign_in(client, user)
        assert list(client.get("/cms/bookings/").context["object_list"]) == []
        assert Booking.objects.count() == 1
