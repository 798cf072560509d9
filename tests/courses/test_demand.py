"""What people ask for, what next term needs, and drafting it in one press."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.actions import interest
from courses.actions.demand import DraftsRefused, draft_sessions
from courses.models import BulkRun, Interest, Session
from courses.permissions import NotForYou
from courses.presenters.demand import demand_page
from courses.rules.demand import CourseDemand, moved, spread
from courses.scheduled import tell_of_dates
from foundation.models import OutboxMessage
from tests.courses.editors import coordinator
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead, local
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in

NOW = timezone.now
DAY = datetime.timedelta(days=1)


def ask(course, person):
    return interest.declare(course_id=course.pk, person_id=person.pk, by=person.user, at=NOW())


def term():
    return timezone.localdate() + 60 * DAY, timezone.localdate() + 150 * DAY


def row_of(course):
    return next((row for row in demand_page(*term(), NOW()).rows if row.course_id == course.pk), None)


@pytest.mark.parametrize(
    ("people", "free", "sessions"),
    [(0, 0, 0), (3, 0, 0), (4, 0, 1), (16, 0, 1), (17, 0, 1), (20, 0, 2), (20, 16, 1), (20, 30, 0), (160, 0, 10)],
)
def test_sessions_follow_from_people_and_free_places(people, free, sessions):
    wanted = {"interested": frozenset(range(people))}
    assert CourseDemand(1, "A course", capacity=16, free=free, people=wanted).sessions == sessions


def test_somebody_wanting_it_twice_over_counts_once():
    wanted = {"interested": frozenset({1, 2}), "expiring": frozenset({2, 3})}
    assert CourseDemand(1, "A course", capacity=16, free=0, people=wanted).total == 3


def test_days_are_spread_over_the_term():
    first, last = datetime.date(2027, 1, 1), datetime.date(2027, 3, 31)
    days = spread(first, last, 3)
    assert days == sorted(days)
    assert first <= days[0] < days[-1] <= last
    assert spread(first, first, 1) == [first]


def test_a_pattern_keeps_weekday_and_clock_over_the_change_of_the_hour():
    [(start, end)] = moved([(local(2027, 2, 2, 9, 30), local(2027, 2, 2, 16, 30))], datetime.date(2027, 4, 1))
    assert (start.weekday(), start.hour, start.minute) == (1, 9, 30)
    assert start.date() == datetime.date(2027, 4, 6)
    assert (end.hour, end.utcoffset()) == (16, datetime.timedelta(hours=1))


def test_a_pattern_keeps_off_bank_holidays():
    spans = [(local(2026, 12, 14), local(2026, 12, 14, 16)), (local(2026, 12, 18), local(2026, 12, 18, 16))]
    dates = [start.date() for start, _ in moved(spans, datetime.date(2026, 12, 21))]
    assert dates == [datetime.date(2027, 1, 4), datetime.date(2027, 1, 8)]


def test_a_saturday_course_stays_on_saturdays():
    [(start, _)] = moved([(local(2026, 11, 14), local(2026, 11, 14, 16))], datetime.date(2027, 1, 4))
    assert start.date() == datetime.date(2027, 1, 9)


@pytest.mark.django_db
class TestAsking:
    def test_asked_twice_is_asked_once(self):
        course, person = CourseFactory(), staff()
        assert ask(course, person) == ask(course, person)

    def test_it_is_met_by_booking(self):
        session, person = SessionFactory(), staff()
        ask(session.course, person)
        booked(person, session)
        assert not Interest.objects.open().exists()

    def test_nobody_asks_for_somebody_else(self):
        with pytest.raises(NotForYou):
            interest.declare(course_id=CourseFactory().pk, person_id=staff().pk, by=UserFactory(), at=NOW())

    def test_a_retired_course_is_refused_in_words(self):
        with pytest.raises(interest.InterestRefused, match="no longer on offer"):
            ask(CourseFactory(retired_on=timezone.localdate()), staff())

    def test_they_are_told_of_a_date_once(self):
        course, person = CourseFactory(), staff()
        ask(course, person)
        assert tell_of_dates() == 0
        SessionFactory(course=course)
        assert tell_of_dates() == 1
        assert tell_of_dates() == 0
        message = OutboxMessage.objects.get(kind="date-planned")
        assert message.to_address == person.work_email
        assert course.get_absolute_url() in message.body

    def test_a_full_session_is_no_news(self):
        session = SessionFactory(capacity=1)
        ask(session.course, staff())
        booked(session=session)
        assert tell_of_dates() == 0

    def test_the_page_asks_and_takes_back_only_by_pressing(self, client):
        course, person = CourseFactory(slug="circles"), staff()
        sign_in(client, person.user)
        assert "Ask for this course" in client.get("/courses/circles/interest/").content.decode()
        assert not Interest.objects.exists()
        client.post("/courses/circles/interest/", {"do": "ask"})
        assert Interest.objects.open().count() == 1
        assert "You have asked" in client.get("/courses/circles/interest/").content.decode()
        client.post("/courses/circles/interest/", {"do": "take_back"})
        assert not Interest.objects.open().exists()
        assert course.interests.count() == 1

    def test_signed_out_and_bad_addresses(self, client):
        CourseFactory(slug="circles")
        assert client.get("/courses/circles/interest/").url.startswith("/accounts/login/")
        sign_in(client, staff().user)
        assert client.get("/courses/nothing/interest/").status_code == 404


@pytest.mark.django_db
class TestDemand:
    def test_interest_less_free_places_proposes_sessions(self):
        course = CourseFactory()
        SessionFactory(course=course, capacity=4)
        for _ in range(5):
            ask(course, staff())
        row = row_of(course)
        assert (row.counts[0], row.total, row.free, row.capacity, row.sessions) == (5, 5, 0, 4, 2)

    def test_planned_sessions_of_the_term_are_counted(self):
        course = CourseFactory()
        SessionFactory(
            course=course, capacity=8, state=Session.State.PLANNED, spans=[(days_ahead(90), days_ahead(90, 16))]
        )
        for _ in range(5):
            ask(course, staff())
        assert (row_of(course).free, row_of(course).sessions) == (8, 0)

    def test_whoever_is_booked_wants_nothing_more(self):
        session, person = SessionFactory(), staff()
        booked(person, session)
        ask(session.course, person)
        assert row_of(session.course) is None

    def test_one_press_drafts_planned_sessions_like_the_last(self):
        by = coordinator()
        pattern = SessionFactory(capacity=7, trainers=["Ann Lee"])
        first, last = term()
        drafts = draft_sessions(wanted={pattern.course_id: 2}, first=first, last=last, by=by, at=NOW())
        assert [draft.state for draft in drafts] == ["planned", "planned"]
        assert {draft.capacity for draft in drafts} == {7}
        for draft in drafts:
            assert first <= timezone.localtime(draft.starts_at).date()
            assert timezone.localtime(draft.starts_at).strftime("%H:%M %a") == timezone.localtime(
                pattern.starts_at
            ).strftime("%H:%M %a")
            assert [trainer.name for trainer in draft.trainers.all()] == ["Ann Lee"]

    def test_drafts_do_not_take_one_room_twice(self):
        by = coordinator()
        pattern = SessionFactory()
        first, _ = term()
        drafts = draft_sessions(wanted={pattern.course_id: 3}, first=first, last=first + 2 * DAY, by=by, at=NOW())
        assert len({draft.starts_at for draft in drafts}) == 3

    @pytest.mark.parametrize(("number", "words"), [(0, "at least one"), (41, "at most 40")])
    def test_too_few_and_too_many_are_refused(self, number, words):
        pattern = SessionFactory()
        first, last = term()
        with pytest.raises(DraftsRefused, match=words):
            draft_sessions(wanted={pattern.course_id: number}, first=first, last=last, by=coordinator(), at=NOW())
        assert Session.objects.count() == 1

    def test_a_course_that_never_ran_has_nothing_to_copy(self):
        first, last = term()
        with pytest.raises(DraftsRefused, match="has not run yet"):
            draft_sessions(wanted={CourseFactory().pk: 1}, first=first, last=last, by=coordinator(), at=NOW())

    def test_learners_draft_nothing(self):
        first, last = term()
        with pytest.raises(NotForYou):
            draft_sessions(wanted={1: 1}, first=first, last=last, by=staff().user, at=NOW())

    def test_the_page_shows_and_drafts(self, client):
        pattern = SessionFactory(course__title="Circles")
        for _ in range(5):
            ask(pattern.course, staff())
        sign_in(client, coordinator())
        first, last = term()
        page = client.get("/cms/demand/", {"first": first, "last": last}).content.decode()
        assert "Circles" in page
        key = pattern.course_id
        data = {"first": first, "last": last, "course": [key], f"sessions-{key}": "1"}
        assert client.post("/cms/demand/", data).status_code == 302
        assert Session.objects.filter(state="planned").count() == 1

    def test_nothing_ticked_says_what_to_do(self, client):
        sign_in(client, coordinator())
        first, last = term()
        answer = client.post("/cms/demand/", {"first": first, "last": last})
        assert answer.status_code == 409
        assert "Choose at least one course" in answer.content.decode()

    def test_a_course_that_cannot_be_drafted_does_not_hold_up_the_others(self, client):
        pattern, new = SessionFactory(), CourseFactory(title="Never run")
        sign_in(client, coordinator())
        first, last = term()
        keys = {f"sessions-{pattern.course_id}": "2", f"sessions-{new.pk}": "1"}
        data = {"first": first, "last": last, "course": [pattern.course_id, new.pk]} | keys
        shown = client.post("/cms/demand/", data, follow=True).content.decode()
        assert "1 of 2 done. 1 could not be done" in shown
        assert "Never run has not run yet" in shown
        assert Session.objects.filter(state="planned").count() == 2

    def test_the_same_press_twice_drafts_once(self, client):
        key = SessionFactory().course_id
        sign_in(client, coordinator())
        first, last = term()
        data = {"first": first, "last": last, "course": [key], f"sessions-{key}": "1", "press": str(uuid.uuid4())}
        for _ in range(2):
            client.post("/cms/demand/", data)
        assert Session.objects.filter(state="planned").count() == 1

    def test_many_are_left_to_a_worker(self, client, monkeypatch):
        left = []
        monkeypatch.setattr("courses.scheduled.run_bulk.delay", left.append)
        key = SessionFactory().course_id
        sign_in(client, coordinator())
        first, last = term()
        data = {"first": first, "last": last, "course": [key], f"sessions-{key}": "21"}
        shown = client.post("/cms/demand/", data, follow=True).content.decode()
        assert left == [BulkRun.objects.get().pk]
        assert "0 of 1 done. 1 to go." in shown

    def test_the_table_is_narrowed_and_sorted_and_so_is_its_file(self, client):
        few, many = CourseFactory(title="Circles"), CourseFactory(title="=Words and pictures")
        for course, people in ((few, 1), (many, 5)):
            SessionFactory(course=course, capacity=4)
            for _ in range(people):
                ask(course, staff())
        sign_in(client, coordinator())

        def titles(**asked):
            return [row.title for row in client.get("/cms/demand/", asked).context["page"].rows]

        assert titles() == [many.title, few.title]
        assert titles(order="title") == [many.title, few.title]
        assert titles(order="total") == [few.title, many.title]
        assert titles(order="nonsense") == titles()
        assert titles(q="circ") == [few.title]
        assert few.title in titles(short="on")
        file = b"".join(client.get("/cms/demand.csv", {"q": "words"}).streaming_content).decode()
        assert "'=Words and pictures,5," in file
        assert "Circles" not in file

    def test_a_term_that_makes_no_sense_is_said_and_the_next_one_shown(self, client):
        sign_in(client, coordinator())
        answer = client.get("/cms/demand/", {"first": "nonsense", "last": "2027-01-01"})
        assert answer.status_code == 200
        assert answer.context["form"].errors

    def test_others_are_kept_out(self, client):
        sign_in(client, staff().user)
        assert client.get("/cms/demand/").status_code == 302
        assert client.get("/cms/demand.csv").status_code == 302

    def test_queries_do_not_grow(self, django_assert_num_queries):
        ask(SessionFactory().course, staff())
        with CaptureQueriesContext(connection) as one:
            demand_page(*term(), NOW())
        for _ in range(5):
            ask(SessionFactory().course, staff())
        with django_assert_num_queries(len(one)):
            assert len(demand_page(*term(), NOW()).rows) == 6
