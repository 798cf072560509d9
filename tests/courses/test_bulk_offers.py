"""Courses and pathways: published, retired and taken off the site from their list, many at once."""

import datetime
import uuid

import pytest
from django.utils import timezone

from courses.actions import bulk, self_paced
from courses.actions.publishing import publish_draft
from courses.models import BulkRun, Course, Pathway, Session
from courses.permissions import NotForYou
from foundation.models import ChangeLogEntry
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.lessons import LessonFactory
from tests.factories.pathways import enrolled, pathway
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db
LISTS = {"courses": "/cms/snippets/courses/course/", "pathways": "/cms/snippets/courses/pathway/"}


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def done(by, of, verb, rows, on=None):
    """The run after all its steps, and what each row could not be done for."""
    run = bulk.start(
        public_id=uuid.uuid4(),
        wish=bulk.Wish(of, verb, starts_on=on),
        amounts={row.pk: 1 for row in rows},
        by=by,
        at=timezone.now(),
    )
    bulk.carry_on(run_id=run.pk, clock=timezone.now)
    for row in rows:
        row.refresh_from_db()
    return dict(run.steps.exclude(problem="").values_list("subject", "problem"))


def draft_of(course, **changes):
    """Words that wait to be published."""
    for name, value in changes.items():
        setattr(course, name, value)
    course.save_revision(clean=False)
    return Course.objects.get(pk=course.pk)


class TestPublishing:
    def test_drafts_go_on_the_site_and_what_has_none_says_so(self, editor):
        waiting, still = draft_of(CourseFactory(title="Old"), title="New"), CourseFactory()
        problems = done(editor, "courses", "publish", [waiting, still])
        assert (waiting.title, waiting.has_unpublished_changes) == ("New", False)
        assert problems == {still.pk: "It is on the site already, and nothing waits to be published."}
        assert ChangeLogEntry.objects.filter(verb="published", subject_key=str(waiting.pk)).exists()

    def test_a_draft_that_is_not_complete_is_left(self, editor):
        course = draft_of(CourseFactory(title="Old"), summary="")
        problems = done(editor, "courses", "publish", [course])
        assert "Its draft is not complete" in problems[course.pk]
        assert course.title == "Old"

    def test_what_somebody_has_locked_is_left(self, editor):
        course = draft_of(CourseFactory(), title="New")
        Course.objects.filter(pk=course.pk).update(locked=True, locked_by=UserFactory(), locked_at=timezone.now())
        assert "It is locked" in done(editor, "courses", "publish", [course])[course.pk]

    def test_a_learner_publishes_nothing(self):
        course = draft_of(CourseFactory(), title="New")
        with pytest.raises(NotForYou):
            publish_draft(Course, pk=course.pk, by=staff().user, at=timezone.now())

    def test_what_is_meant_for_a_later_day_waits_for_it(self, editor):
        later = timezone.now() + datetime.timedelta(days=2)
        course = draft_of(CourseFactory(title="Old"), title="New", go_live_at=later)
        assert "meant for a later day" in done(editor, "courses", "publish", [course])[course.pk]
        assert course.title == "Old"
        assert not ChangeLogEntry.objects.filter(verb="published").exists()

    def test_pathways_are_published_alike(self, editor):
        found = pathway()
        found.title = "New"
        found.save_revision()
        assert done(editor, "pathways", "publish", [found]) == {}
        assert found.title == "New"


class TestRetiring:
    def test_from_a_day_and_back(self, editor):
        course, day = CourseFactory(), timezone.localdate() + datetime.timedelta(days=30)
        assert done(editor, "courses", "retire", [course], on=day) == {}
        assert (course.retired_on, course.live, course.has_unpublished_changes) == (day, True, False)
        assert course.get_latest_revision_as_object().retired_on == day
        assert "already" in done(editor, "courses", "retire", [course], on=day)[course.pk]
        assert done(editor, "courses", "restore", [course]) == {}
        assert course.retired_on is None
        assert "not retired" in done(editor, "courses", "restore", [course])[course.pk]

    def test_a_draft_is_never_put_on_the_site_by_the_way(self, editor):
        course = draft_of(CourseFactory(title="Old"), title="New")
        problems = done(editor, "courses", "retire", [course], on=timezone.localdate())
        assert "Changes wait to be published" in problems[course.pk]
        assert (course.title, course.retired_on) == ("Old", None)

    def test_without_a_day_nothing_begins(self, editor):
        with pytest.raises(bulk.BulkRefused, match="from which day"):
            done(editor, "courses", "retire", [CourseFactory()])


class TestTakingOffTheSite:
    def test_it_goes_unless_sessions_are_not_over(self, editor):
        idle, busy, on_now = CourseFactory(), SessionFactory().course, SessionFactory()
        hour = datetime.timedelta(hours=1)
        Session.objects.filter(pk=on_now.pk).update(starts_at=timezone.now() - hour, ends_at=timezone.now() + hour)
        problems = done(editor, "courses", "take_off", [idle, busy, on_now.course])
        assert (idle.live, busy.live, on_now.course.live) == (False, True, True)
        assert {key for key, words in problems.items() if "not over yet" in words} == {busy.pk, on_now.course_id}
        assert "not on the site" in done(editor, "courses", "take_off", [idle])[idle.pk]

    def test_a_course_that_somebody_is_in_the_middle_of_stays(self, editor):
        lesson, person = LessonFactory(), staff()
        self_paced.start(course_id=lesson.course_id, person_id=person.pk, by=person.user, at=timezone.now())
        assert "in the middle of it" in done(editor, "courses", "take_off", [lesson.course])[lesson.course_id]
        assert lesson.course.live

    def test_a_pathway_that_people_are_on_stays(self, editor):
        idle, walked = pathway(), pathway()
        enrolled(staff(), walked)
        problems = done(editor, "pathways", "take_off", [idle, walked])
        assert (idle.live, walked.live) == (False, True)
        assert "People are on it" in problems[walked.pk]


class TestPages:
    @pytest.mark.parametrize(("of", "make"), [("courses", CourseFactory), ("pathways", pathway)])
    def test_the_list_has_boxes_verbs_and_a_file(self, client, editor, of, make):
        row = make()
        shown = client.get(LISTS[of]).content.decode()
        assert f'name="chosen" value="{row.pk}"' in shown
        assert "Retire from a day" in shown
        assert f"/cms/{of}.csv" in shown
        assert "All 1 that the filter finds" in shown

    def test_from_the_list_to_what_became_of_it(self, client, editor):
        course = CourseFactory(title="Circles")
        asked = {"verb": "retire", "chosen": course.pk}
        page = client.get("/cms/bulk/courses/", asked)
        assert "Circles" in page.text
        assert "From which day" in page.text
        press = {"verb": "retire", "press": str(uuid.uuid4()), "keys": str(course.pk)}
        assert "Say from which day." in client.post("/cms/bulk/courses/", press).text
        shown = client.post("/cms/bulk/courses/", press | {"starts_on": "01/02/2027"}, follow=True).text
        assert "1 of 1 done." in shown
        course.refresh_from_db()
        assert course.retired_on == datetime.date(2027, 2, 1)

    def test_all_that_the_filter_finds_once_each(self, client, editor):
        wanted = draft_of(CourseFactory(title="Wanted one"), summary="New")
        draft_of(CourseFactory(title="Other"), summary="New")
        CourseFactory(title="Wanted two")
        asked = {"verb": "publish", "all": "yes", "filter": "stands=waiting&q=wanted"}
        page = client.get("/cms/bulk/courses/", asked)
        assert page.context["total"] == 1
        assert wanted.title in page.text

    @pytest.mark.parametrize(
        ("stands", "found"),
        [("live", {"On", "Waits", "Goes"}), ("waiting", {"Waits"}), ("off", {"Off"}), ("retired", {"Gone"})],
    )
    def test_how_a_course_stands(self, client, editor, stands, found):
        today = timezone.localdate()
        CourseFactory(title="On")
        draft_of(CourseFactory(title="Waits"), summary="New")
        CourseFactory(title="Off", live=False)
        CourseFactory(title="Gone", retired_on=today)
        CourseFactory(title="Goes", retired_on=today + datetime.timedelta(days=1))
        listed = client.get(LISTS["courses"], {"stands": stands}).context["object_list"]
        assert {row.title for row in listed} == found

    def test_files_hold_what_the_filter_finds_and_no_formula(self, client, editor):
        CourseFactory(title="=1+1")
        CourseFactory(title="Off", live=False)
        file = b"".join(client.get("/cms/courses.csv?stands=live").streaming_content).decode()
        assert "'=1+1" in file
        assert "Off" not in file
        found = pathway()
        assert found.title in b"".join(client.get("/cms/pathways.csv").streaming_content).decode()

    @pytest.mark.parametrize("address", ["bulk/courses/?verb=publish", "courses.csv", "pathways.csv", "demand.csv"])
    def test_others_come_no_further(self, client, address):
        assert client.get(f"/cms/{address}").status_code == 302
        for who in (editor_of_pages(), UserFactory()):
            sign_in(client, who)
            assert client.get(f"/cms/{address}").status_code in (302, 403)

    @pytest.mark.parametrize("address", ["demand/?verb=draft", "courses/?verb=draft", "pathways/?verb=open"])
    def test_what_there_is_not_is_not_found(self, client, editor, address):
        assert client.get(f"/cms/bulk/{address}").status_code == 404

    def test_nothing_is_done_by_looking(self, client, editor):
        course = draft_of(CourseFactory(title="Old"), title="New")
        client.get(f"/cms/bulk/courses/?verb=publish&chosen={course.pk}")
        course.refresh_from_db()
        assert course.title == "Old"
        assert not BulkRun.objects.exists()

    @pytest.mark.parametrize("of", ["courses", "pathways"])
    def test_queries_of_the_list_do_not_grow(self, client, editor, of, django_assert_max_num_queries):
        make = {"courses": CourseFactory, "pathways": pathway}[of]
        make()
        client.get(LISTS[of])
        with django_assert_max_num_queries(30) as few:
            client.get(LISTS[of])
        for _ in range(6):
            make()
        with django_assert_max_num_queries(len(few)):
            client.get(LISTS[of])
        assert Pathway.objects.count() + Course.objects.count() == 7
