"""Newly qualified workers of the demo: two on the programme, the others wait for the coordinator."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from cpd_records.actions.asye import enrolments, evidence, reviews, time
from cpd_records.models import AsyeEnrolment
from cpd_records.rules.asye.course_of import course_of
from cpd_records.rules.asye.framework import FRAMEWORK
from foundation.policies import book
from foundation.taxonomies import terms
from workforce.models import User

COORDINATOR = "louise.cooke@example.org"
ASSESSOR = "monika.kowalska@example.org"
ON_IT = ("liam.spurr@example.org", "kelly.brightside@example.org")
LOGGED = ((9, 120, "portfolio"), (16, 222, "shadowing"), (30, 90, "reflection"), (44, 180, "learning_set"))
"""Days after the start, minutes, and what kind."""
SHOWN = (
    (20, "reflection", "A first visit that went another way than planned", "critical-reflection"),
    (35, "people", "What a grandmother said about being listened to", "values"),
)
SEEN = (40, "observation", "A core group, observed", "skills")


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Confirm two, and let time, evidence and reviews happen to them. Loaded once, it is left alone."""
    if AsyeEnrolment.objects.running().exists():
        return "already there"
    enrolments.propose(at=at)
    by, assessor = User.objects.get(email=COORDINATOR), User.objects.get(email=ASSESSOR)
    waiting = AsyeEnrolment.objects.filter(state="proposed")
    rows = waiting.filter(person__work_email__in=ON_IT).select_related("person__user")
    for row in rows:
        enrolments.confirm(enrolment_id=row.pk, assessor_address=ASSESSOR, by=by, at=at)
        _learn(row, assessor, at)
        _review(row, assessor, at)
    return f"{len(rows)} on the programme, {waiting.count()} wait"


def _learn(row: AsyeEnrolment, assessor: User, at: datetime) -> None:
    """What the worker logs and shows, where they can sign in, and an observation."""
    worker: Any = row.person.user
    today = timezone.localdate(at)
    for days, minutes, kind in LOGGED if worker else ():
        day = row.starts_on + timedelta(days=days)
        key = uuid5(NAMESPACE_URL, f"{row.public_id}:{days}")
        if day <= today:
            time.log(enrolment_id=row.pk, on=day, minutes=minutes, kind=kind, key=key, by=worker, at=at)
    for shown in SHOWN if worker else ():
        _show(row, shown, worker, today, at)
    _show(row, SEEN, assessor, today, at)


def _show(row: AsyeEnrolment, shown: tuple[int, str, str, str], by: Any, today: date, at: datetime) -> None:
    days, kind, title, outcome = shown
    day = row.starts_on + timedelta(days=days)
    if day <= today:
        piece = evidence.Shown(kind, day, title)
        found = terms(FRAMEWORK, today).filter(code=outcome)
        evidence.add(enrolment_id=row.pk, shown=piece, outcomes=found, by=by, at=at)


def _review(row: AsyeEnrolment, assessor: User, at: datetime) -> None:
    """All that were due but the last, so that one is late and the demo shows what that looks like."""
    today = timezone.localdate(at)
    past = [due for due in course_of(row, book()).reviews(today) if due.due_on <= today]
    for due, progress in zip(past[:-1], ("on_track", "support", "on_track"), strict=False):
        held = reviews.Held(due.due_on, progress, 90, "We agreed what comes next, and who helps.")
        reviews.record(enrolment_id=row.pk, number=due.number, held=held, by=assessor, at=at)
