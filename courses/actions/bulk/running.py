"""Beginning a run once, and doing its steps: each in its own transaction, each once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from courses.actions.approvals import ApprovalRefused
from courses.actions.bookings import CancellationRefused
from courses.actions.bulk.verbs import OF_BOOKINGS, OF_SESSIONS, BulkRefused, check_words
from courses.actions.retrying import retried
from courses.actions.sessions import SessionRefused
from courses.models import BulkRun, BulkStep
from courses.permissions import COORDINATORS_ONLY, NotForYou, can_manage_sessions, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog

AT_MOST = 1000
DO = OF_SESSIONS | OF_BOOKINGS
REFUSED = (BulkRefused, SessionRefused, CancellationRefused, ApprovalRefused, NotForYou, ObjectDoesNotExist)
"""What one step may be refused with; the others go on."""


@transaction.atomic
def start(*, public_id: UUID, verb: str, subjects: Sequence[int], words: str, by: Any, at: datetime) -> BulkRun:
    """Write down what is to be done. The same press twice answers the run of the first.

    Raises BulkRefused or NotForYou.
    """
    demand(can_manage_sessions(by, local_day(at)), COORDINATORS_ONLY)
    _refuse(verb, subjects, words)
    run, new = BulkRun.objects.get_or_create(
        public_id=public_id, by=by, defaults={"verb": verb, "words": words.strip(), "started_at": at}
    )
    if new:
        BulkStep.objects.bulk_create([BulkStep(run=run, subject=key) for key in dict.fromkeys(subjects)])
        changelog.record(by=by, at=at, verb=f"asked for many: {run.verb}", subject=run)
    return run


def carry_on(*, run_id: int, clock: Callable[[], datetime]) -> BulkRun:
    """Do every step that is not done. Repeatable, and side by side with itself: a step is done once."""
    run = BulkRun.objects.select_related("by").get(pk=run_id)
    for pk in run.steps.filter(done_at=None).values_list("pk", flat=True):
        _step(pk, run, clock())
    if not run.steps.filter(done_at=None).exists():
        run.finished_at = clock()
        run.save(update_fields=["finished_at"])
    return run


@retried
@transaction.atomic
def _step(pk: int, run: BulkRun, at: datetime) -> None:
    """Its row stays locked while the action runs; one that somebody else is at is left to them."""
    step = BulkStep.objects.select_for_update(skip_locked=True).filter(pk=pk, done_at=None).first()
    if step is None:
        return
    try:
        with transaction.atomic():
            DO[run.verb](step.subject, run, at)
    except REFUSED as refused:
        step.problem = str(refused)[:400]
    step.done_at = at
    step.save(update_fields=["done_at", "problem"])


def _refuse(verb: str, subjects: Sequence[int], words: str) -> None:
    if verb not in DO:
        raise BulkRefused("Choose what to do.")
    if not subjects:
        raise BulkRefused("Tick at least one row.")
    if len(subjects) > AT_MOST:
        raise BulkRefused(f"These are {len(subjects)}. Narrow the filter to {AT_MOST} at a time.")
    check_words(verb, words)
