"""Writing a course in the CMS and from data: draft, preview, publish, schedule, lock, review."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask
from wagtail.test.utils.form_data import rich_text

from courses.actions.courses import UnknownTerm, publish_course
from courses.forms.course import free_slug, next_code
from courses.models import Course, Venue
from courses.permissions import NotForYou
from foundation.models import ChangeLogEntry, Term, Vocabulary
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db
COURSES = "/cms/snippets/courses/course"


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def entered(**changes):
    return {
        "title": "Danger statements clinic",
        "summary": "Write them plainly.",
        "outcomes": rich_text("<ul><li>write one</li></ul>", features=["ul"]),
        "description": rich_text("<p>What we do.</p>"),
        "evidence_base": rich_text("<p>Why.</p>"),
        "learning_minutes_days": "0.5",
        "learning_minutes_hours": "",
        "learning_minutes_minutes": "",
        "mode": "virtual",
        "level": "core",
        "approval": "policy",
        "counts_towards_allowance": "on",
        "weight_sos": "100",
        "weight_rp": "0",
        "weight_sp": "0",
        "weight_general": "0",
    } | changes


def saved(client, **changes):
    response = client.post(f"{COURSES}/add/", entered(**changes))
    assert response.status_code == 302, response.context["form"].errors
    return Course.objects.latest("pk")


class TestDraftToPublished:
    def test_a_draft_is_kept_and_nobody_else_sees_it(self, client, editor):
        course = saved(client)
        assert (course.live, course.learning_minutes, course.slug) == (False, 222, "danger-statements-clinic")
        assert client.get(course.get_absolute_url()).status_code == 404

    def test_publishing_puts_it_in_the_catalogue(self, client, editor):
        course = saved(client, **{"action-publish": "yes"})
        assert course.live
        assert "Danger statements clinic" in client.get("/courses/").content.decode()

    def test_editing_a_published_course_changes_nothing_until_published(self, client, editor):
        course = saved(client, **{"action-publish": "yes"})
        better = entered(title="Danger statements, better", slug=course.slug)
        client.post(f"{COURSES}/edit/{course.pk}/", better, follow=True)
        assert "better" not in client.get(course.get_absolute_url()).content.decode()
        client.post(f"{COURSES}/edit/{course.pk}/", better | {"action-publish": "yes"}, follow=True)
        assert "better" in client.get(course.get_absolute_url()).content.decode()
        assert course.revisions.count() == 3

    def test_the_preview_shows_the_draft_as_the_page_would_be(self, client, editor):
        course = saved(client)
        address = f"{COURSES}/preview/{course.pk}/"
        assert client.post(address, entered(title="Only a preview", slug=course.slug)).json()["is_valid"]
        page = client.get(address).content.decode()
        assert "Only a preview" in page
        assert "Preview</strong>" in page
        assert 'content="noindex"' in page

    def test_the_preview_may_stand_in_the_frame_beside_the_form(self, client, editor):
        client.post(f"{COURSES}/preview/", entered())
        answer = client.get(f"{COURSES}/preview/?in_preview_panel=true")
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert "script-src 'self';" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"

    def test_a_new_course_can_be_previewed_before_it_is_saved(self, client, editor):
        client.post(f"{COURSES}/preview/", entered())
        assert "Danger statements clinic" in client.get(f"{COURSES}/preview/").content.decode()


def pass_the_moment(course):
    """As if the hour had gone by since it was scheduled."""
    moment = timezone.now() - datetime.timedelta(minutes=1)
    for revision in course.revisions.all():
        revision.approved_go_live_at = moment
        revision.content["go_live_at"] = moment.isoformat()
        revision.save()


class TestByTheClock:
    def test_a_course_appears_at_the_moment_set(self, client, editor):
        course = CourseFactory(live=False, title="Comes later")
        course.go_live_at = timezone.now() + datetime.timedelta(hours=1)
        course.save_revision(user=editor).publish(user=editor)
        course.refresh_from_db()
        assert not course.live
        pass_the_moment(course)
        call_command("publish_scheduled")
        assert "Comes later" in client.get("/courses/").content.decode()

    def test_a_course_leaves_at_the_moment_set(self, client):
        course = CourseFactory(title="Goes soon")
        Course.objects.filter(pk=course.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
        call_command("publish_scheduled")
        assert "Goes soon" not in client.get("/courses/").content.decode()


class TestLockAndReview:
    def test_a_course_locked_by_one_editor_is_not_changed_by_another(self, client, editor):
        course = CourseFactory(title="Locked")
        course.locked, course.locked_by, course.locked_at = True, coordinator(), timezone.now()
        course.save()
        client.post(f"{COURSES}/edit/{course.pk}/", entered(**{"action-publish": "yes"}))
        course.refresh_from_db()
        assert course.title == "Locked"
        assert not course.revisions.exists()

    def test_a_review_where_one_is_set_comes_before_publishing(self, client, editor):
        task = GroupApprovalTask.objects.create(name="A second reader", active=True)
        workflow = Workflow.objects.create(name="Review", active=True)
        WorkflowTask.objects.create(workflow=workflow, task=task)
        content_type = Course._meta.apps.get_model("contenttypes", "ContentType").objects.get_for_model(Course)
        WorkflowContentType.objects.create(workflow=workflow, content_type=content_type)
        course = saved(client, **{"action-submit": "yes"})
        state = course.current_workflow_state
        assert (course.live, state.status) == (False, "in_progress")
        state.current_task_state.approve(user=editor)
        course.refresh_from_db()
        assert course.live


class TestWhatTheFormSays:
    def errors(self, client, **changes):
        response = client.post(f"{COURSES}/add/", entered(**changes))
        assert response.status_code == 200
        return response.context["form"].errors

    def test_shares_must_come_to_100(self, client, editor):
        found = self.errors(client, weight_sos="50", weight_rp="40")
        assert found["weight_sos"] == ["The four shares come to 90%. They must come to 100%: add 10."]

    def test_too_much_is_said_too(self, client, editor):
        assert "take 20 off" in self.errors(client, weight_rp="20")["weight_sos"][0]

    @pytest.mark.parametrize(
        ("boxes", "minutes"),
        [(("1", "", ""), 444), (("0.25", "", ""), 111), (("", "1", "30"), 90), (("1", "2", ""), 564)],
    )
    def test_learning_time_is_days_or_hours_and_minutes(self, client, editor, boxes, minutes):
        parts = {f"learning_minutes_{name}": box for name, box in zip(("days", "hours", "minutes"), boxes, strict=True)}
        assert saved(client, **parts).learning_minutes == minutes

    def test_learning_time_is_needed_and_must_be_whole_minutes(self, client, editor):
        assert "how long" in self.errors(client, learning_minutes_days="")["learning_minutes"][0]
        assert "whole minutes" in self.errors(client, learning_minutes_days="0.33")["learning_minutes"][0]

    def test_code_and_address_are_made_where_left_empty(self, client, editor):
        CourseFactory(code="LA32", slug="danger-statements-clinic")
        course = saved(client)
        assert (course.code, course.slug) == ("LA33", "danger-statements-clinic-2")

    def test_the_first_code_and_a_title_without_letters(self):
        assert (next_code(), free_slug("!!!", None)) == ("LA01", "course")

    def test_a_retired_term_is_offered_only_where_it_is_chosen(self, client, editor):
        group = Vocabulary.objects.get_or_create(code="topic", defaults={"name": "Topic"})[0]
        gone = Term.objects.create(vocabulary=group, code="old", name="Old topic", ends_on=timezone.localdate())
        course = CourseFactory(topics=[gone])
        assert "Old topic" not in client.get(f"{COURSES}/add/").content.decode()
        assert "Old topic" in client.get(f"{COURSES}/edit/{course.pk}/").content.decode()


class TestNothingIsDeleted:
    def test_nobody_deletes_a_course_not_even_the_break_glass_account(self, client):
        sign_in(client, UserFactory(is_superuser=True))
        course = CourseFactory()
        client.post(f"{COURSES}/delete/{course.pk}/")
        assert Course.objects.filter(pk=course.pk).exists()

    def test_a_venue_with_sessions_says_what_holds_it(self, client):
        sign_in(client, UserFactory(is_superuser=True))
        venue = SessionFactory().venue
        response = client.post(f"/cms/snippets/courses/venue/delete/{venue.pk}/", follow=True)
        assert "cannot be deleted: 1 session is held there" in response.content.decode()
        assert Venue.objects.filter(pk=venue.pk).exists()

    def test_a_venue_made_by_mistake_can_go(self, client):
        sign_in(client, UserFactory(is_superuser=True))
        venue = VenueFactory()
        client.post(f"/cms/snippets/courses/venue/delete/{venue.pk}/")
        assert not Venue.objects.filter(pk=venue.pk).exists()


class TestWhoMayWrite:
    def test_the_signed_out_are_sent_to_sign_in(self, client):
        assert "/accounts/login/" in client.get(f"{COURSES}/").headers["location"]

    def test_staff_without_the_cms_and_editors_of_pages_are_refused(self, client):
        for user in (UserFactory(), editor_of_pages()):
            sign_in(client, user)
            assert client.post(f"{COURSES}/add/", entered()).status_code in (302, 403)
            assert not Course.objects.exists()


class TestFromData:
    VALUES = {
        "title": "Court skills",
        "summary": "Two days.",
        "mode": "room",
        "learning_minutes": 888,
        "weight_general": 100,
    }

    def publish(self, **changes):
        return publish_course(**{"code": "LA23", "values": self.VALUES, "by": None, "at": timezone.now()} | changes)

    def test_makes_a_published_course_with_a_revision_behind_it(self, client):
        course = self.publish()
        assert (course.live, course.slug, course.revisions.count()) == (True, "court-skills", 1)
        assert "Court skills" in client.get("/courses/").content.decode()
        assert ChangeLogEntry.objects.get().verb == "created"

    def test_the_same_data_again_changes_nothing(self):
        self.publish()
        assert self.publish().revisions.count() == 1

    def test_other_data_is_another_revision(self):
        self.publish()
        course = self.publish(values=self.VALUES | {"summary": "Two days in court."})
        assert (course.summary, course.revisions.count()) == ("Two days in court.", 2)

    def test_terms_are_set_by_code_and_unknown_ones_named(self):
        group = Vocabulary.objects.get_or_create(code="topic", defaults={"name": "Topic"})[0]
        Term.objects.get_or_create(vocabulary=group, code="court", defaults={"name": "Court"})
        course = self.publish(terms={"topics": ["court"]})
        assert [term.code for term in course.topics.all()] == ["court"]
        with pytest.raises(UnknownTerm, match="zebra"):
            self.publish(terms={"topics": ["zebra"]})

    def test_only_coordinators_and_the_system(self):
        with pytest.raises(NotForYou):
            self.publish(by=UserFactory())
        assert self.publish(by=coordinator()).live
