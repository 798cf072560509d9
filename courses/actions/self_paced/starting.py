"""Beginning a self-paced course, or taking it up again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.retrying import retried
from courses.models import Course, Lesson, SelfPacedRun
from courses.permissions import can_learn_as, demand
from courses.rules.conditions.loading import local_day
from cpd_records.actions import ledger
from cpd_records.rules.portions import Portion
from foundation import changelog, policies
from workforce.models import Person
from workforce.rules.audience_facts import facts_of
from workforce.rules.audiences import belongs

SHARES = ("weight_sos", "weight_rp", "weight_sp", "weight_general")


class SelfPacedRefused(Exception):
    """This course cannot be begun; the message says why and what to do."""


@retried
@transaction.atomic
def start(*, course_id: int, person_id: int, by: Any, at: datetime) -> SelfPacedRun:
    """The person's open run of the course: the one there is, woken if it rested, or a new one.

    The course's minutes are set aside as for a booking. Where less is left than it takes, it begins all
    the same and takes nothing off: nobody is kept from an induction by a ceiling (DOMAIN 6, rule 4: the
    allowance is no target, and no barrier to learning that costs no place). Raises SelfPacedRefused or NotForYou.
    """
    person = Person.objects.select_related("user", "organisation").get(pk=person_id)
    demand(can_learn_as(by, person), "Everybody learns under their own name: sign in as yourself.")
    run = _open_run(course_id, person_id)
    if run is None:
        course = Course.objects.get(pk=course_id)
        _lock(course, person, at)
        run = _open_run(course_id, person_id)  # a second press that came first
    if run is not None:
        return wake(run, person, by=by, at=at)
    _refuse(course, person, at)
    run = SelfPacedRun(
        person=person, course=course, learning_minutes=course.learning_minutes, started_at=at, active_at=at
    )
    for name in SHARES:
        setattr(run, name, getattr(course, name))
    run.allowance_minutes = _set_aside(run, course, person, by=by, at=at)
    run.save()
    changelog.record(by=by, at=at, verb="self-paced begun", subject=run)
    return run


def _open_run(course_id: int, person_id: int) -> SelfPacedRun | None:
    """The open run with its row locked: a run is locked before accounts, as a session is."""
    runs = SelfPacedRun.objects.open().filter(person=person_id, course=course_id)
    return runs.select_related("course").select_for_update(of=("self",)).first()


def _lock(course: Course, person: Person, at: datetime) -> None:
    if _counts(course, person):
        ledger.lock_accounts(person_id=person.pk, days=[local_day(at)])
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)


def wake(run: SelfPacedRun, person: Person, *, by: Any, at: datetime) -> SelfPacedRun:
    """Going again; minutes that were given back while it rested are set aside anew, under the next cycle."""
    if run.state == SelfPacedRun.State.RESTING:
        run.ledger_cycle += 1
        run.allowance_minutes = _set_aside(run, run.course, person, by=by, at=at)
        run.state = SelfPacedRun.State.GOING
        changelog.record(by=by, at=at, verb="self-paced resumed", subject=run)
    run.active_at = max(run.active_at, at)
    run.save(update_fields=["state", "active_at", "ledger_cycle", "allowance_minutes"])
    return run


def _set_aside(run: SelfPacedRun, course: Course, person: Person, *, by: Any, at: datetime) -> int:
    """Reserve what the course takes; the minutes, or 0 where it takes none or none is left."""
    if not _counts(course, person):
        return 0
    try:
        entries = ledger.reserve(
            person_id=person.pk,
            portions=[Portion(local_day(at), run.learning_minutes, run.weights)],
            source=run.source,
            cycle=run.ledger_cycle,
            by=by,
            at=at,
            reason=f"Begun in your own time: {course.title}"[:255],
        )
    except ledger.AllowanceShort:
        return 0
    return sum(entry.minutes for entry in entries)


def _counts(course: Course, person: Person) -> bool:
    return course.counts_towards_allowance and person.standing != Person.Standing.EXTERNAL


def _refuse(course: Course, person: Person, at: datetime) -> None:
    """What would make beginning wrong, each in a sentence."""
    day = local_day(at)
    if not course.live or (course.retired_on and course.retired_on <= day):
        raise SelfPacedRefused("This course is no longer on offer. Look in the catalogue for what has replaced it.")
    if course.mode != Course.Mode.SELF_PACED or not Lesson.objects.of_course(course.slug).exists():
        raise SelfPacedRefused("This course has no lessons to begin. Look at its page for dates.")
    if person.suspended_on and person.suspended_on <= day:
        raise SelfPacedRefused(
            "Your access is on hold because the latest staff file does not have you in it. "
            "If you still work here, tell the Academy and we will put it right."
        )
    audience = belongs(facts_of(person.pk, day, policies.book()), course.audiences.all())
    if not audience.yes:
        raise SelfPacedRefused(f"{audience.sentence} If you need it for your work, ask the Academy.")
