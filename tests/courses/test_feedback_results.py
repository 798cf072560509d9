"""What people said, behind the gate: by course, session and trainer; quotes and surveys in the CMS."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import feedback
from courses.measures.feedback import Given, Held, showable, summed_up
from courses.models import FormRequest, PulseAnswer, PulseRound, Quote, SessionTrainer
from courses.presenters import feedback_results as present
from foundation.versioned_forms.schema import FormField, FormSection, Option, Schema
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.feedback import GOOD, attended, evaluation_of, forms_in_use, hand_in

SCHEMA = Schema(
    "Form",
    sections=(
        FormSection(
            "s",
            "Section",
            fields=(
                FormField("b", "scale", "Before", code="confidence_before", required=True),
                FormField("p", "choice", "Pace", code="pace", options=(Option("x", "Slow"), Option("y", "Fast"))),
                FormField("w", "long_text", "Words", code="words"),
            ),
        ),
    ),
)


def given(session, before=5, **more):
    return Given(session, SCHEMA, {"b": before, **more})


class TestMeasure:
    def test_small_sessions_are_pooled_and_the_rest_is_withheld(self):
        sessions = [Held(key, 1, ("Ann",)) for key in (1, 2, 3)]
        rows = [given(1)] * 2 + [given(2)] * 3 + [given(3)] * 4
        assert [[held.key for held in pool] for pool, _ in showable(sessions, rows)] == [[1, 2]]

    def test_sessions_of_other_trainers_or_courses_are_not_pooled(self):
        sessions = [Held(1, 1, ("Ann",)), Held(2, 1, ("Bob",)), Held(3, 2, ("Ann",))]
        assert showable(sessions, [given(1)] * 3 + [given(2)] * 3 + [given(3)] * 3) == []

    def test_a_mean_is_rounded_half_up_once(self):
        found = summed_up([given(1, n) for n in (1, 2, 2, 2, 2, 2, 2, 1)])
        assert str(found.mean("confidence_before")) == "1.8"

    def test_choices_pass_the_gate(self):
        rows = [given(1, p="x")] * 9 + [given(1, p="y")] * 3
        (_, pace, _) = summed_up(rows, alone=True).questions
        assert [share.count for share in pace.shares] == [None, None]
        rows = [given(1, p="x")] * 9 + [given(1, p="y")] * 6
        (_, pace, _) = summed_up(rows, alone=True).questions
        assert [(share.label, share.count) for share in pace.shares] == [("Slow", 9), ("Fast", 6)]

    def test_where_figures_overlap_choices_stay_away(self):
        (_, pace, _) = summed_up([given(1, p="x")] * 20).questions
        assert pace.shares == ()

    def test_fewer_than_five_comments_are_not_shown(self):
        rows = [given(1, w="Only me")] * 4 + [given(1)] * 6
        (_, _, words) = summed_up(rows, alone=True).questions
        assert (words.n, words.comments) == (0, ())


def over():
    return timezone.localdate() + datetime.timedelta(days=15)


def evaluated(people, *, course=None, trainer="Ann Other", **answers):
    """A session whose people have all handed in their evaluation."""
    session = SessionFactory(**({"course": course} if course else {}))
    SessionTrainer.objects.filter(session=session).delete()
    SessionTrainer.objects.create(session=session, name=trainer)
    bookings = attended(people=people, session=session)
    for booking in bookings:
        hand_in(evaluation_of(booking), **{**GOOD, **answers})
    return bookings[0].session


@pytest.mark.django_db
class TestResults:
    def test_five_answers_are_shown_once_the_asking_is_over(self):
        forms_in_use()
        evaluated(5)
        assert present.load(timezone.localdate()).by_course() == []
        (row,) = present.load(over()).by_course()
        assert row.figures == ("5", "3.0", "7.0", "+4.0", "8.0")

    def test_four_are_withheld_everywhere(self):
        forms_in_use()
        session = evaluated(4)
        book = present.load(over())
        for rows in (book.by_course(), book.by_session(), book.by_trainer()):
            assert [row.figures for row in rows] == [("c",) * 5]
        assert all(found.marker for _, found in present.course_results(session.course_id, over()))

    def test_a_small_session_does_not_come_back_by_subtraction(self):
        forms_in_use()
        course = CourseFactory()
        evaluated(5, course=course)
        evaluated(2, course=course, useful=0)
        book = present.load(over())
        assert [row.figures[0] for row in book.by_course()] == ["5"]
        assert sorted(row.figures[0] for row in book.by_session()) == ["5", "c"]

    def test_what_comes_late_is_not_counted(self):
        forms_in_use()
        evaluated(5)
        (late,) = attended()
        hand_in(evaluation_of(late), at=timezone.now() + datetime.timedelta(days=20))
        later = timezone.localdate() + datetime.timedelta(days=40)
        assert sorted(row.figures[0] for row in present.load(later).by_session()) == ["5", "c"]

    @pytest.mark.parametrize("size", [1, 2])
    def test_queries_do_not_grow(self, size, django_assert_num_queries):
        forms_in_use()
        for _ in range(size):
            evaluated(2)
            evaluated(5)
        with django_assert_num_queries(5):
            present.load(over()).by_course()


def finished():
    """Move the asking into the past, as time would."""
    for request in FormRequest.objects.all():
        request.opens_on -= datetime.timedelta(days=30)
        request.due_on -= datetime.timedelta(days=30)
        if request.answered_on:
            request.answered_on -= datetime.timedelta(days=30)
        request.save()


@pytest.mark.django_db
class TestPages:
    PATHS = ("/cms/feedback/", "/cms/feedback/course.csv", "/cms/feedback/quotes/", "/cms/feedback/pulse/")

    @pytest.mark.parametrize("by", ["course", "session", "trainer", "nonsense"])
    def test_a_coordinator_reads_results(self, client, by):
        forms_in_use()
        session = evaluated(5)
        finished()
        sign_in(client, coordinator())
        page = client.get(f"/cms/feedback/?by={by}").content.decode()
        assert "+4.0" in page
        detail = client.get(f"/cms/feedback/course/{session.course_id}/").content.decode()
        assert "Ask the child first." in detail
        assert "the mean of 5 answers" in detail

    def test_the_file_says_what_the_page_says(self, client):
        forms_in_use()
        evaluated(5)
        finished()
        sign_in(client, coordinator())
        lines = client.get("/cms/feedback/session.csv").content.decode().splitlines()
        assert lines[1].endswith("5,3.0,7.0,'+4.0,8.0") or lines[1].endswith("5,3.0,7.0,+4.0,8.0")

    @pytest.mark.parametrize("path", PATHS)
    def test_others_do_not(self, client, path):
        sign_in(client, editor_of_pages())
        assert client.get(path).status_code in (302, 403)
        client.force_login(staff().user)
        assert client.get(path).status_code in (302, 403)

    def test_an_unknown_course_or_round_is_not_found(self, client):
        sign_in(client, coordinator())
        assert client.get("/cms/feedback/course/0/").status_code == 404
        assert client.get("/cms/feedback/pulse/0/").status_code == 404

    def test_quotes_are_approved_and_kept_back(self, client):
        forms_in_use()
        (booking,) = attended()
        hand_in(evaluation_of(booking), quote=["will_change"])
        quote = Quote.objects.get()
        sign_in(client, coordinator())
        page = client.get("/cms/feedback/quotes/").content.decode()
        assert "Ask the child first." in page
        assert booking.person.full_name not in page
        client.post(f"/cms/feedback/quotes/{quote.pk}/", {"decision": "show"})
        assert Quote.objects.shown().exists()
        client.post(f"/cms/feedback/quotes/{quote.pk}/", {"decision": "keep"})
        assert not Quote.objects.shown().exists()
        assert client.get(f"/cms/feedback/quotes/{quote.pk}/").status_code == 405

    def test_a_round_is_opened_and_shown_when_it_has_closed(self, client):
        forms_in_use()
        for _ in range(20):
            staff()
        sign_in(client, coordinator())
        today = timezone.localdate()
        data = {"name": "Autumn", "opens_on": today, "closes_on": today, "share": 100}
        assert b"is open" in client.post("/cms/feedback/pulse/", data, follow=True).content
        assert b"Another" in client.post("/cms/feedback/pulse/", {**data, "name": "Two"}, follow=True).content
        for request in FormRequest.objects.filter(purpose="pulse")[:10]:
            hand_in(request, time_to_learn=4, confident_assessing=6, supported=8, recommend=7)
        found = PulseRound.objects.get()
        assert b"Results show when the survey has closed" in client.get(f"/cms/feedback/pulse/{found.pk}/").content
        feedback.look_after(at=timezone.now() + datetime.timedelta(days=1))
        assert PulseAnswer.objects.count() == 10
        assert b"the mean of 10 answers" in client.get(f"/cms/feedback/pulse/{found.pk}/").content

    def test_forms_and_their_versions_are_in_the_cms(self, client):
        from django.contrib.auth.models import Permission

        from foundation.models import FormTemplate

        forms_in_use()
        user = coordinator()
        user.user_permissions.add(*Permission.objects.filter(content_type__model="formtemplate"))
        sign_in(client, user)
        form = FormTemplate.objects.get(code="pulse")
        form.title = "How are you?"
        form.save_revision().publish()
        assert b"How are you?" in client.get("/cms/snippets/foundation/formtemplate/").content
        page = client.get(f"/cms/form-versions/{form.pk}/").content
        assert b"Version 2" in page
        assert b"Title, introduction or headings read otherwise." in page
        assert client.get(f"/cms/snippets/foundation/formtemplate/edit/{form.pk}/").status_code == 200


@pytest.mark.django_db
class TestTrainer:
    def lead(self, session):
        from tests.factories.workforce import PersonFactory, UserFactory

        person = PersonFactory(user=UserFactory())
        SessionTrainer.objects.filter(session=session).update(person=person, name=person.full_name)
        return person.user

    def test_a_trainer_reads_their_own_from_five_answers_up(self, client):
        forms_in_use()
        trainer = self.lead(evaluated(5))
        finished()
        client.force_login(trainer)
        page = client.get("/my/feedback/").content.decode()
        assert "+4.0" in page
        assert "Ask the child first." in page

    def test_of_four_a_trainer_reads_nothing(self, client):
        forms_in_use()
        trainer = self.lead(evaluated(4))
        finished()
        client.force_login(trainer)
        page = client.get("/my/feedback/").content.decode()
        assert "Ask the child first." not in page
        assert "+4.0" not in page

    def test_another_trainer_does_not_read_it(self, client):
        forms_in_use()
        evaluated(5)
        other = self.lead(SessionFactory(trainers=["Other"]))
        finished()
        client.force_login(other)
        assert "+4.0" not in client.get("/my/feedback/").content.decode()

    def test_whoever_leads_nothing_has_no_such_page(self, client):
        client.force_login(staff().user)
        assert client.get("/my/feedback/").status_code == 404
        client.logout()
        assert client.get("/my/feedback/").status_code == 302


@pytest.mark.django_db
def test_approved_quotes_show_in_a_block_of_the_site_until_taken_back(client):
    from cms.blocks.voices import QuotesBlock

    forms_in_use()
    (booking,) = attended()
    hand_in(evaluation_of(booking), quote=["will_change"])
    quote, block = Quote.objects.get(), QuotesBlock()
    value = block.to_python({"heading": "What people say", "number": 3})
    assert "Ask the child first." not in block.render(value)
    feedback.decide(quote_id=quote.pk, approve=True, by=None, at=timezone.now())
    assert "Ask the child first." in block.render(value)
    assert booking.person.full_name not in block.render(value)
    feedback.take_back(quote_id=quote.pk, by=booking.person.user, at=timezone.now())
    assert "Ask the child first." not in block.render(value)
