"""Learning in one's own time: begin, answer, rest, complete."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import self_paced
from courses.models import LessonResult, SelfPacedRun
from courses.permissions import NotForYou
from courses.scheduled import rest_self_paced
from cpd_records.models import Account, Certificate, CpdRecord
from cpd_records.rules.balances import balance_of
from cpd_records.rules.years import year_start
from foundation.models import OutboxMessage
from tests.factories.bookings import staff
from tests.factories.lessons import LessonFactory, SelfPacedCourseFactory, check, choose
from tests.factories.workforce import PersonFactory, UserFactory
from workforce.models import Person, Post

pytestmark = pytest.mark.django_db
NOW = timezone.now
DAY = datetime.timedelta(days=1)


@pytest.fixture
def learner():
    return staff(email="lea.learner@example.org")


@pytest.fixture
def course():
    course = SelfPacedCourseFactory(weight_sos=50, weight_rp=50, weight_general=0)
    LessonFactory(course=course, position=1, checks=check())
    LessonFactory(course=course, position=2)
    return course


def begin(course, person, at=None):
    return self_paced.start(course_id=course.pk, person_id=person.pk, by=person.user, at=at or NOW())


def say(run, lesson, answers=None, at=None):
    return self_paced.answer(run_id=run.pk, key=lesson.key, answers=answers or {}, by=run.person.user, at=at or NOW())


def finish(course, person, at=None):
    run = begin(course, person, at)
    first, second = course.lessons.all()
    say(run, first, choose(first, "Yes"), at)
    say(run, second, at=at)
    run.refresh_from_db()
    return run


def balance(person):
    account = Account.objects.filter(person=person).with_balances().get(year_starts_on=year_start(timezone.localdate()))
    return balance_of(account.sums)


def test_beginning_sets_the_minutes_aside(course, learner):
    before = balance(learner).available
    run = begin(course, learner)
    assert (run.state, run.allowance_minutes) == ("going", 222)
    assert balance(learner).reserved == 222
    assert balance(learner).available == before - 222


def test_beginning_twice_is_the_same_run(course, learner):
    assert begin(course, learner) == begin(course, learner)
    assert balance(learner).reserved == 222


def test_completing_writes_what_attending_writes(course, learner):
    run = finish(course, learner)
    record = CpdRecord.objects.get(source=run.source)
    assert (record.kind, record.minutes, record.credited_minutes) == ("self_paced", 222, 222)
    assert (record.sos_minutes, record.rp_minutes) == (111, 111)
    assert Certificate.objects.filter(record=record).count() == 1
    assert (balance(learner).reserved, balance(learner).spent) == (0, 222)
    assert OutboxMessage.objects.filter(kind="self-paced-completed", source=run.source).count() == 1


def test_a_wrong_answer_keeps_the_place_and_the_answer(course, learner):
    run = begin(course, learner)
    first = course.lessons.first()
    answered = say(run, first, choose(first, "No"))
    assert [question.text for question in answered.wrong] == ["Is it so?"]
    result = LessonResult.objects.get(run=run)
    assert result.done_at is None
    assert result.answers == choose(first, "No")


def test_every_right_answer_is_asked_for_and_no_other(course, learner):
    lesson = course.lessons.first()
    lesson.checks = check(right=("A", "B"), wrong=("C",))
    lesson.save()
    run = begin(course, learner)
    assert say(run, lesson, choose(lesson, "A")).wrong
    assert say(run, lesson, choose(lesson, "A", "B", "C")).wrong
    assert not say(run, lesson, choose(lesson, "A", "B")).wrong


def test_a_lesson_opens_when_the_one_before_is_done(course, learner):
    run = begin(course, learner)
    with pytest.raises(self_paced.LessonNotOpen, match="lessons before this one"):
        say(run, course.lessons.last())


def test_a_lesson_that_is_done_stays_done(course, learner):
    run = begin(course, learner)
    first = course.lessons.first()
    say(run, first, choose(first, "Yes"))
    say(run, first, choose(first, "No"))
    assert LessonResult.objects.get(run=run).done_at is not None


def test_the_last_button_pressed_twice_changes_nothing(course, learner):
    run = finish(course, learner)
    with pytest.raises(self_paced.LessonNotOpen, match="finished this course"):
        say(run, course.lessons.last())
    assert CpdRecord.objects.filter(person=learner).count() == 1


def test_without_allowance_it_begins_and_takes_nothing_off(learner):
    course = SelfPacedCourseFactory(learning_minutes=60_000)
    LessonFactory(course=course)
    run = begin(course, learner)
    assert run.allowance_minutes == 0
    say(run, course.lessons.get())
    record = CpdRecord.objects.get(source=run.source)
    assert (record.minutes, record.credited_minutes) == (60_000, 0)


def test_somebody_from_outside_learns_without_an_allowance(course):
    partner = PersonFactory(user=UserFactory(), standing=Person.Standing.EXTERNAL, employee_number=None)
    run = finish(course, partner)
    assert CpdRecord.objects.get(source=run.source).credited_minutes == 0
    assert not Account.objects.filter(person=partner).exists()


def test_nobody_learns_in_somebody_elses_name(course, learner):
    with pytest.raises(NotForYou):
        self_paced.start(course_id=course.pk, person_id=learner.pk, by=UserFactory(), at=NOW())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"live": False}, "no longer on offer"),
        ({"retired_on": datetime.date(2020, 1, 1)}, "no longer on offer"),
        ({"mode": "room"}, "no lessons"),
    ],
)
def test_a_course_that_cannot_be_begun_says_why(course, learner, change, words):
    for name, value in change.items():
        setattr(course, name, value)
    course.save()
    with pytest.raises(self_paced.SelfPacedRefused, match=words):
        begin(course, learner)
    assert not SelfPacedRun.objects.exists()


def test_a_later_edit_of_the_course_changes_nothing_begun(course, learner):
    run = begin(course, learner)
    course.learning_minutes = 444
    course.save()
    first, second = course.lessons.all()
    say(run, first, choose(first, "Yes"))
    say(run, second)
    assert CpdRecord.objects.get(source=run.source).minutes == 222


def test_left_alone_the_minutes_go_back_and_the_place_is_kept(course, learner):
    then = NOW() - 61 * DAY
    run = begin(course, learner, then)
    first = course.lessons.first()
    say(run, first, choose(first, "Yes"), then)
    assert rest_self_paced() == 1
    assert rest_self_paced() == 0
    run.refresh_from_db()
    assert (run.state, run.allowance_minutes) == ("resting", 0)
    assert balance(learner).reserved == 0
    again = begin(course, learner)
    assert again == run
    assert (again.state, again.ledger_cycle, again.allowance_minutes) == ("going", 1, 222)
    say(again, course.lessons.last())
    assert balance(learner).spent == 222


def test_an_answer_wakes_a_course_that_rested(course, learner):
    run = begin(course, learner, NOW() - 61 * DAY)
    rest_self_paced()
    first, second = course.lessons.all()
    say(run, first, choose(first, "Yes"))
    assert balance(learner).reserved == 222
    say(run, second)
    assert CpdRecord.objects.get(source=run.source).credited_minutes == balance(learner).spent == 222


def test_somebody_who_has_left_lets_the_minutes_go(course, learner):
    begin(course, learner)
    Post.objects.filter(person=learner).update(ends_on=timezone.localdate())
    assert rest_self_paced() == 1
    assert SelfPacedRun.objects.get().state == "closed"
    assert balance(learner).reserved == 0


def test_after_completing_it_can_be_done_again_as_a_new_run(course, learner):
    first = finish(course, learner)
    second = finish(course, learner)
    assert first != second
    assert CpdRecord.objects.filter(person=learner, course_code=course.code).count() == 2
