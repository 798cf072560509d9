"""Three months on, observation of practice, and the anonymous survey."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.actions import feedback
from courses.actions.feedback import AnswerRefused, ObserverRefused, PulseRefused
from courses.models import FormRequest, FormResponse, PulseAnswer, PulseRound
from courses.querysets.feedback import observations
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.factories.bookings import staff
from tests.factories.feedback import attended, forms_in_use, hand_in
from tests.factories.workforce import PostFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now
SEEN = {"observed_on": "2026-11-20", "setting": "A visit to a family", "working_well": "Calm.", "good_enough": True}
SEEN |= {"child_voice": "Heard.", "next_step": "Three Houses."}
FELT = {"time_to_learn": 4, "confident_assessing": 6, "supported": 8, "recommend": 7}


@pytest.fixture(autouse=True)
def _forms():
    forms_in_use()


def later(days):
    return NOW() + datetime.timedelta(days=days)


def of(purpose):
    return FormRequest.objects.filter(purpose=purpose)


def managed(person):
    manager = staff()
    PostFactory(person=person, line_manager=manager)
    return manager


class TestImpact:
    def test_learner_and_manager_are_asked_three_months_on(self):
        (booking,) = attended()
        manager = managed(booking.person)
        feedback.look_after(at=later(80))
        assert not of("impact-learner").exists()
        feedback.look_after(at=later(95))
        assert of("impact-learner").get().person == booking.person
        theirs = of("impact-manager").get()
        assert (theirs.person, theirs.about) == (manager, booking.person)

    def test_the_letters_say_which_course_and_whom(self):
        (booking,) = attended()
        managed(booking.person)
        feedback.look_after(at=later(95))
        letter = OutboxMessage.objects.get(kind="impact-manager-asked")
        assert booking.person.full_name in letter.body
        assert booking.session.course.title in letter.body

    def test_nobody_is_asked_twice(self):
        attended()
        for days in (95, 95, 96):
            feedback.look_after(at=later(days))
        assert of("impact-learner").count() == 1

    def test_learning_long_ago_is_not_asked_about(self):
        attended()
        feedback.look_after(at=later(130))
        assert not of("impact-learner").exists()

    def test_a_learner_without_a_manager_is_asked_alone(self):
        attended()
        feedback.look_after(at=later(95))
        assert not of("impact-manager").exists()

    def test_past_its_last_day_it_is_refused(self):
        attended()
        feedback.look_after(at=later(95))
        with pytest.raises(AnswerRefused, match="This form closed on"):
            hand_in(of("impact-learner").get(), at=later(130), used="Not yet", confidence_now=5)


class TestObservation:
    def invite(self, learner, observer, **facts):
        plain = {"observer_address": observer.work_email, "by": learner.user, "at": NOW()}
        return feedback.invite_observer(person_id=learner.pk, **plain | facts)

    def test_a_colleague_is_asked_and_both_read_it(self):
        learner, observer = staff(), staff()
        request = self.invite(learner, observer, note="Tuesday at ten?")
        assert "Tuesday at ten?" in OutboxMessage.objects.get(kind="observation-asked").body
        assert list(FormRequest.objects.visible_to(learner.user)) == [request]
        assert not FormRequest.objects.visible_to(staff().user).exists()
        hand_in(request, **SEEN)
        for person in (learner, observer):
            assert list(FormRequest.objects.visible_to(person.user)) == [request]
        assert OutboxMessage.objects.get(kind="observation-done").to_address == learner.work_email

    def test_completed_observations_are_offered_to_pathways(self):
        learner, observer = staff(), staff()
        request = self.invite(learner, observer)
        assert not observations([learner.pk]).exists()
        hand_in(request, **SEEN)
        assert [row.answered_on for row in observations([learner.pk])] == [timezone.localdate()]
        assert not observations([observer.pk]).exists()

    def test_asked_again_while_it_waits_gives_the_same(self):
        learner, observer = staff(), staff()
        assert self.invite(learner, observer) == self.invite(learner, observer)

    def test_a_manager_may_ask_for_their_team_and_a_stranger_may_not(self):
        learner, observer, stranger = staff(), staff(), staff()
        manager = managed(learner)
        assert self.invite(learner, observer, by=manager.user).asked_by == manager.user
        with pytest.raises(PermissionDenied):
            self.invite(learner, staff(), by=stranger.user)

    @pytest.mark.parametrize("address", ["nobody@example.org", ""])
    def test_an_unknown_address_is_refused(self, address):
        with pytest.raises(ObserverRefused, match="Check the spelling"):
            self.invite(staff(), staff(), observer_address=address)

    def test_oneself_is_refused(self):
        learner = staff()
        with pytest.raises(ObserverRefused, match="Somebody else"):
            self.invite(learner, learner)

    def test_no_more_than_five_wait(self):
        learner = staff()
        for _ in range(5):
            self.invite(learner, staff())
        with pytest.raises(ObserverRefused, match="5 invitations"):
            self.invite(learner, staff())

    def test_withdrawn_it_cannot_be_handed_in(self):
        learner, observer = staff(), staff()
        request = self.invite(learner, observer)
        feedback.withdraw_invitation(request_id=request.pk, by=learner.user, at=NOW())
        with pytest.raises(AnswerRefused, match="no longer needed"):
            hand_in(request, **SEEN)

    def test_a_stranger_cannot_withdraw(self):
        request = self.invite(staff(), staff())
        with pytest.raises(PermissionDenied):
            feedback.withdraw_invitation(request_id=request.pk, by=staff().user, at=NOW())


class TestPulse:
    @pytest.fixture
    def people(self):
        return [staff() for _ in range(20)]

    def open(self, **facts):
        today = timezone.localdate()
        plain = {"name": "Autumn", "opens_on": today, "closes_on": today + datetime.timedelta(days=10)}
        return feedback.open_round(**plain | {"by": None, "at": NOW()} | facts)

    def test_everybody_is_asked_and_written_to_once(self, people):
        self.open()
        for _ in range(2):
            feedback.look_after(at=NOW())
        assert of("pulse").count() == 20
        assert OutboxMessage.objects.filter(kind="pulse-asked").count() == 20

    def test_a_share_is_a_random_part(self, people):
        people += [staff() for _ in range(20)]
        self.open(share=50)
        assert of("pulse").count() == 20

    def test_an_answer_has_no_person_no_day_and_no_log(self, people):
        self.open()
        before = ChangeLogEntry.objects.count()
        hand_in(of("pulse").first(), **FELT)
        columns = {field.name for field in PulseAnswer._meta.get_fields()}
        assert columns == {"id", "pulse", "answers"}
        assert ChangeLogEntry.objects.count() == before
        assert not FormResponse.objects.exists()
        answered = of("pulse").get(state="answered")
        assert (answered.answered_on, answered.reminded_on) == (None, None)

    def test_the_database_refuses_a_day_of_answering(self, people):
        self.open()
        with pytest.raises(IntegrityError), transaction.atomic():
            of("pulse").update(answered_on=timezone.localdate())

    def test_closing_writes_the_answers_anew_under_other_keys(self, people):
        self.open()
        for request in of("pulse")[:6]:
            hand_in(request, **FELT)
        before = set(PulseAnswer.objects.values_list("pk", flat=True))
        feedback.look_after(at=later(11))
        after = set(PulseAnswer.objects.values_list("pk", flat=True))
        assert len(after) == 6
        assert not before & after
        assert PulseRound.objects.get().closed_at is not None

    def test_answered_twice_counts_once(self, people):
        self.open()
        request = of("pulse").first()
        hand_in(request, **FELT)
        with pytest.raises(AnswerRefused):
            hand_in(request, **FELT)
        assert PulseAnswer.objects.count() == 1

    def test_too_few_people_are_refused(self):
        with pytest.raises(PulseRefused, match="at least 20"):
            self.open()

    @pytest.mark.parametrize(("opens", "closes", "words"), [(-1, 5, "today or a later"), (3, 1, "after the first")])
    def test_days_that_make_no_sense_are_refused(self, opens, closes, words):
        today = timezone.localdate()
        with pytest.raises(PulseRefused, match=words):
            self.open(opens_on=today + datetime.timedelta(opens), closes_on=today + datetime.timedelta(closes))

    def test_two_rounds_at_a_time_are_refused(self, people):
        self.open()
        with pytest.raises(PulseRefused, match="asked twice"):
            self.open(name="Another")

    def test_only_a_coordinator_opens_a_round(self, people):
        with pytest.raises(PermissionDenied):
            self.open(by=people[0].user)
        assert self.open(by=RoleGrantFactory(role="coordinator").user)
