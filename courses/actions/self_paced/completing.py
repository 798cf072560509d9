"""Finishing lessons, and with the last of them the course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.actions.retrying import retried
from courses.actions.self_paced.starting import wake
from courses.emails import self_paced as letters
from courses.models import Lesson, LessonResult, SelfPacedRun
from courses.permissions import can_learn_as, demand
from courses.rules.conditions.loading import local_day
from courses.rules.self_paced import Question, Way, questions_of, way, wrong
from cpd_records.actions import certificates, ledger, records
from cpd_records.rules.learning import Learning
from cpd_records.rules.portions import Portion
from foundation import changelog, outbox
from workforce.models import Person

OWN_ONLY = "Everybody learns under their own name: sign in as yourself."


class LessonNotOpen(Exception):
    """The lesson cannot be answered now; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to: the questions still to get right, and the way as it stands now."""

    run: SelfPacedRun
    wrong: tuple[Question, ...]
    way: Way


@retried
@transaction.atomic
def answer(*, run_id: int, key: UUID, answers: Mapping[str, Sequence[str]], by: Any, at: datetime) -> Answered:
    """Keep the answers to a lesson's check; where all are right the lesson is done, and after the last the course.

    A lesson without questions is done by pressing its button. Pressed twice it changes nothing.
    Raises LessonNotOpen or NotForYou.
    """
    run = _locked(run_id)
    demand(can_learn_as(by, run.person), OWN_ONLY)
    if not run.is_open:
        raise LessonNotOpen("You have finished this course. You can look at its lessons, and there is no more to do.")
    lessons = list(Lesson.objects.published().filter(course=run.course_id))
    results = {row.lesson_key: row for row in run.results.all()}
    step = _way(lessons, results).at(key)
    if step is None or not step.open:
        raise LessonNotOpen("Finish the lessons before this one first: your place is on the course's page.")
    missed = wrong(questions_of(step.lesson.checks), answers)
    results[key] = _keep(run, results.get(key), key, answers, done=not missed, at=at)
    found = _way(lessons, results)
    wake(run, run.person, by=by, at=at)
    if found.complete:
        _complete(run, by=by, at=at)
    return Answered(run, missed, found)


def _locked(run_id: int) -> SelfPacedRun:
    """The run with its row locked: before any account, as a session is."""
    locked = SelfPacedRun.objects.select_for_update(of=("self",)).select_related("person__user", "course")
    return locked.get(pk=run_id)


def _way(lessons: Sequence[Lesson], results: Mapping[UUID, LessonResult]) -> Way:
    return way(lessons, [key for key, row in results.items() if row.done_at is not None])


def _keep(
    run: SelfPacedRun,
    result: LessonResult | None,
    key: UUID,
    answers: Mapping[str, Sequence[str]],
    *,
    done: bool,
    at: datetime,
) -> LessonResult:
    """The answers last given; a lesson that is done stays done."""
    row = result or LessonResult(run=run, lesson_key=key, begun_at=at)
    row.answers = {question: list(chosen) for question, chosen in answers.items()}
    row.tries += 1
    if done and row.done_at is None:
        row.done_at = at
    row.save()
    return row


def _complete(run: SelfPacedRun, *, by: Any, at: datetime) -> None:
    """Spend, record, certify and write, as closing a register does (DOMAIN 6, rule 6)."""
    run.state, run.completed_at = SelfPacedRun.State.COMPLETED, at
    run.save(update_fields=["state", "completed_at"])
    day = local_day(at)
    if run.allowance_minutes:
        ledger.spend(
            source=run.source,
            cycle=run.ledger_cycle,
            portions=[Portion(day, run.learning_minutes, run.weights)],
            by=by,
            at=at,
            reason=f"Completed in your own time: {run.course.title}"[:255],
        )
    learning = Learning(
        source=run.source,
        title=run.course.title,
        starts_on=local_day(run.started_at),
        ends_on=day,
        minutes=run.learning_minutes,
        credited_minutes=run.learning_minutes if run.allowance_minutes else 0,
        weights=run.weights,
        kind="self_paced",
        course_code=run.course.code,
    )
    record = records.add(person_id=run.person_id, learning=learning, by=by, at=at)
    certificates.issue(record=record, by=by, at=at)
    changelog.record(by=by, at=at, verb="self-paced completed", subject=run, fields=["state"])
    _write_to(run.person, run, at)


def _write_to(person: Person, run: SelfPacedRun, at: datetime) -> None:
    if person.work_email:
        letter = letters.completed(run)
        outbox.queue(
            kind=letter.kind,
            source=run.source,
            to=person.work_email,
            recipient=person.user,
            subject=letter.subject,
            body=letter.body,
            at=at,
        )
