"""Pathways: who is on which, how far they have come, what comes next, and who sees it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academy.demo.pathways import block
from courses.actions.pathways import enrolments, steps
from courses.actions.pathways.publishing import publish_pathway
from courses.desk_pathways import cards
from courses.models import Enrolment, Pathway, StepDone
from courses.permissions import NotForYou
from courses.querysets.learned import without_pathway
from courses.rules.pathway_progress import Step, progress
from tests.factories.courses import CourseFactory
from tests.factories.requirements import audience, learn
from tests.factories.workforce import OrganisationFactory, PersonFactory, RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in
from workforce.models import Post

COURSE = Step("c", "course", courses=("LA02", "LA03"))
ACTIVITY = Step("a", "activity", "Shadow")
OBSERVED = Step("o", "observation", "Observed", times=3)
EXTRA = Step("e", "course", courses=("LA13",), elective=True)


class TestProgress:
    def test_any_of_the_courses_will_do(self):
        assert progress([COURSE], frozenset({"LA03"}), {}).complete

    def test_an_elective_is_not_counted(self):
        found = progress([COURSE, EXTRA], frozenset({"LA02"}), {})
        assert (found.done, len(found.needed), found.complete) == (1, 1, True)

    def test_a_step_counts_when_confirmed_and_waits_before(self):
        waiting = progress([ACTIVITY], frozenset(), {"a": (0, 1)})
        assert (waiting.done, waiting.states[0].waiting) == (0, 1)
        assert progress([ACTIVITY], frozenset(), {"a": (1, 0)}).complete

    def test_recorded_observations_and_confirmed_ones_add_up_and_never_beyond(self):
        found = progress([OBSERVED], frozenset(), {"o": (1, 0)}, observed=5)
        assert found.states[0].count == 3

    def test_next_is_the_first_step_nobody_else_has_to_answer(self):
        steps_ = [ACTIVITY, COURSE]
        assert progress(steps_, frozenset(), {"a": (0, 1)}).following.step == COURSE
        assert progress(steps_, frozenset({"LA02"}), {"a": (0, 1)}).following.step == ACTIVITY
        assert progress(steps_, frozenset({"LA02"}), {"a": (1, 0)}).following is None

    def test_without_steps_it_is_never_complete(self):
        assert not progress([], frozenset(), {}).complete


STEPS = [
    block("social", {"courses": ["LA02", "LA03"], "why": "First of all", "elective": False}),
    block("social", {"activity": "Teach a peer", "what": "A short session", "elective": False}),
]
ACTIVITY_KEY = STEPS[1]["id"]


def published(code="social", audiences=("social-work",), **values):
    audience("social-work", "social_worker")
    given = {"title": code.title(), "slug": code, "summary": "What it is", "finish_days": None} | values
    return publish_pathway(code=code, values=given, steps=STEPS, audiences=audiences, by=None, at=timezone.now())


def enrol():
    return enrolments.enrol_by_rule(at=timezone.now())


@pytest.fixture
def house(db):
    team = TeamFactory(code="A")
    manager = staff("manager@example.org", team=team)
    Post.objects.filter(person=manager).update(role_family="management")
    worker = staff("worker@example.org", team=team, manager=manager, last_name="Quill")
    CourseFactory(code="LA02", title="Signs foundation", slug="signs-foundation")
    CourseFactory(code="LA03", title="Signs refresher", slug="signs-refresher")
    pathway = published()
    enrol()
    return {"manager": manager, "worker": worker, "pathway": pathway}


@pytest.mark.django_db
class TestEnrolment:
    def running(self, person):
        return list(Enrolment.objects.running(timezone.localdate()).filter(person=person))

    def test_the_rule_puts_people_on_it_once_and_says_through_what(self, house):
        assert str(enrol()) == "enrolments begun 0, ended 0"
        (row,) = self.running(house["worker"])
        assert (row.how, row.through) == ("rule", "Social Work")
        assert self.running(house["manager"]) == []

    def test_a_change_of_role_ends_it(self, house):
        Post.objects.filter(person=house["worker"]).update(role_family="education")
        assert enrol().ended == 1
        assert self.running(house["worker"]) == []

    def test_a_pathway_to_finish_goes_on_until_it_is_finished(self, house):
        published(finish_days=90)
        Post.objects.filter(person=house["worker"]).update(role_family="education")
        assert enrol().ended == 0

    def test_who_has_left_is_on_none(self, house):
        Post.objects.filter(person=house["worker"]).update(ends_on=timezone.localdate())
        assert enrol().ended == 1

    def test_joining_needs_an_open_pathway_and_leaving_one_that_was_joined(self, house):
        worker, now = house["worker"], timezone.now()
        shut, open_one = published("shut", audiences=()), published("open", audiences=(), open_to_join=True)
        with pytest.raises(enrolments.CannotJoin):
            enrolments.enrol(person=worker, pathway=shut, by=worker.user, at=now)
        row = enrolments.enrol(person=worker, pathway=open_one, by=worker.user, at=now)
        assert enrolments.enrol(person=worker, pathway=open_one, by=worker.user, at=now) == row
        assert enrol().ended == 0
        assert enrolments.leave(enrolment=row, by=worker.user, at=now).ends_on
        by_role = Enrolment.objects.get(person=worker, pathway=house["pathway"])
        with pytest.raises(enrolments.CannotJoin):
            enrolments.leave(enrolment=by_role, by=worker.user, at=now)

    def test_a_manager_puts_their_own_people_on_one_and_nobody_elses(self, house):
        other, pathway = staff("other@example.org"), published("open", audiences=())
        row = enrolments.enrol(person=house["worker"], pathway=pathway, by=house["manager"].user, at=timezone.now())
        assert row.how == "manager"
        with pytest.raises(NotForYou):
            enrolments.enrol(person=other, pathway=pathway, by=house["manager"].user, at=timezone.now())

    def test_a_carer_is_enrolled_by_what_they_do(self, house):
        carers = OrganisationFactory(code="carers", kind="carers")
        carer = PersonFactory(organisation=carers, standing="external", external_role="foster_carer")
        audience("carers", "carer")
        published("carer", audiences=("carers",))
        enrol()
        assert [row.pathway.code for row in self.running(carer)] == ["carer"]

    def test_the_check_lists_who_is_on_none(self, house):
        assert list(without_pathway(timezone.localdate())) == [house["manager"]]

    def test_publishing_the_same_again_writes_no_revision(self, house):
        before = house["pathway"].revisions.count()
        published()
        assert Pathway.objects.get(code="social").revisions.count() == before


@pytest.mark.django_db
class TestSteps:
    def note(self, house, by=None, **more):
        worker = house["worker"]
        given = {"step": ACTIVITY_KEY, "done_on": timezone.localdate(), "note": "Taught circles"} | more
        by = by or worker.user
        return steps.declare(person=worker, pathway=house["pathway"], by=by, at=timezone.now(), **given)

    def test_noted_once_however_often_it_is_pressed(self, house):
        assert self.note(house) == self.note(house)
        with pytest.raises(steps.StepRefused, match="noted already"):
            self.note(house, note="Again")

    def test_a_course_step_and_a_day_ahead_are_refused_and_so_is_somebody_else(self, house):
        with pytest.raises(steps.StepRefused):
            self.note(house, step=STEPS[0]["id"])
        with pytest.raises(steps.StepRefused):
            self.note(house, done_on=timezone.localdate() + timedelta(days=1))
        with pytest.raises(NotForYou):
            self.note(house, by=house["manager"].user)

    def test_given_back_with_a_word_it_may_be_noted_again(self, house):
        row, manager = self.note(house), house["manager"].user
        with pytest.raises(steps.StepRefused):
            steps.answer(row=row, confirmed=False, words=" ", by=manager, at=timezone.now())
        steps.answer(row=row, confirmed=False, words="With the whole team, please", by=manager, at=timezone.now())
        assert self.note(house, note="With everybody").pk != row.pk

    def test_only_the_manager_answers_and_only_once(self, house):
        row = self.note(house)
        with pytest.raises(NotForYou):
            steps.answer(row=row, confirmed=True, words="", by=house["worker"].user, at=timezone.now())
        for _ in range(2):
            steps.answer(row=row, confirmed=True, words="", by=house["manager"].user, at=timezone.now())
        with pytest.raises(steps.StepRefused):
            steps.answer(row=row, confirmed=False, words="No", by=house["manager"].user, at=timezone.now())


@pytest.mark.django_db
class TestPages:
    def test_anybody_reads_pathways_and_their_steps(self, client, house):
        assert "Social" in client.get("/pathways/").text
        text = client.get("/pathways/social/").text
        assert "/courses/signs-foundation/" in text
        assert "Teach a peer" in text
        assert client.get("/pathways/nowhere/").status_code == 404

    def test_my_page_follows_the_record(self, client, house):
        sign_in(client, house["worker"].user)
        assert "0 of 2 steps done" in client.get("/my/pathways/").text
        learn(house["worker"], date(2026, 5, 4), code="LA03")
        assert "1 of 2 steps done" in client.get("/my/pathways/").text

    def test_noting_and_confirming_in_the_browser(self, client, house):
        sign_in(client, house["worker"].user)
        address, today = f"/my/pathways/social/{ACTIVITY_KEY}/", timezone.localdate()
        given = {"done_on-day": today.day, "done_on-month": today.month, "done_on-year": today.year}
        assert "Taught" in client.post(address, given | {"done_on-day": 99, "note": "Taught"}).text
        assert client.post(address, given | {"note": "Taught circles"}).status_code == 302
        assert "Waiting for your manager" in client.get("/my/pathways/").text
        row = StepDone.objects.get()
        answer = f"/team/pathways/steps/{row.public_id}/"
        assert client.get(answer).status_code == 404
        sign_in(client, house["manager"].user)
        assert answer in client.get("/team/pathways/").text
        assert client.post(answer, {"confirmed": "yes"}).status_code == 302
        assert "Social</strong>: 1 of 2" in client.get("/team/pathways/").text

    @pytest.mark.parametrize("address", ["/my/pathways/", "/team/pathways/", "/pathways/without/"])
    def test_signed_out_goes_to_sign_in_and_a_post_is_refused(self, client, house, address):
        assert client.get(address).status_code == 302
        sign_in(client, house["manager"].user)
        assert client.post(address).status_code == 405

    def test_who_has_no_team_or_coordinates_nothing_is_refused(self, client, house):
        sign_in(client, house["worker"].user)
        assert client.get("/team/pathways/").status_code == 403
        assert client.get("/pathways/without/").status_code == 403

    def test_a_stranger_finds_no_step_of_mine(self, client, house):
        sign_in(client, staff("other@example.org").user)
        assert client.get(f"/my/pathways/social/{ACTIVITY_KEY}/").status_code == 404
        assert client.get("/my/pathways/social/nothing/").status_code == 404

    def test_the_coordinator_sees_who_is_on_none(self, client, house):
        RoleGrantFactory(user=house["manager"].user)
        sign_in(client, house["manager"].user)
        assert house["manager"].full_name in client.get("/pathways/without/").text

    def test_join_and_leave_by_button(self, client, house):
        published("open", audiences=(), open_to_join=True)
        sign_in(client, house["worker"].user)
        assert "Join this pathway" in client.get("/pathways/open/").text
        assert client.post("/pathways/open/join/").status_code == 302
        row = Enrolment.objects.get(pathway__code="open")
        assert client.post(f"/my/pathways/{row.pk}/leave/").status_code == 302
        assert Enrolment.objects.get(pk=row.pk).ends_on == timezone.localdate()
        assert client.get("/pathways/open/join/").status_code == 405

    def test_a_course_by_code_and_any_of_several(self, client, house):
        assert client.get("/courses/code/LA02/").url == "/courses/signs-foundation/"
        assert "Signs refresher" in client.get("/courses/code/LA02+LA03/").text
        assert client.get("/courses/code/NONE/").status_code == 404

    def test_the_desk_names_the_next_step(self, house):
        (card,) = cards(house["worker"].user, timezone.now())
        assert card.items == (
            ("Signs foundation or Signs refresher", "/courses/signs-foundation/", "Social: 0 of 2 done"),
        )

    @pytest.mark.parametrize("size", [1, 4])
    def test_queries_do_not_grow_with_the_team(self, client, house, size, django_assert_num_queries):
        for number in range(size):
            staff(f"more{number}@example.org", manager=house["manager"])
        enrol()
        sign_in(client, house["manager"].user)
        client.get("/team/pathways/")
        with django_assert_num_queries(15):
            client.get("/team/pathways/")


@pytest.mark.sample
def test_everybody_of_the_sample_is_on_a_pathway():
    assert list(without_pathway(timezone.localdate())[:5]) == []
