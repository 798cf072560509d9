"""Beginning a run once, and doing its steps: each in its own transaction, each once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from courses.actions.approvals import ApprovalRefused
from courses.actions.bookings import CancellationRefused
from courses.actions.bulk.of_bookings import OF_BOOKINGS
from courses.actions.bulk.of_offers import OF_COURSES, OF_DEMAND, OF_PATHWAYS
from courses.actions.bulk.of_sessions import OF_SESSIONS
from courses.actions.bulk.wishes import BulkRefused, Step, Wish
from courses.actions.demand import MOST, TOO_MANY, DraftsRefused
from courses.actions.publishing import PublishingRefused
from courses.actions.retrying import retried
from courses.actions.sessions import SessionRefused
from courses.models import BulkRun, BulkStep
from courses.permissions import COORDINATORS_ONLY, NotForYou, can_manage_sessions, demand
from courses.rules.conditions.loading import local_day
from cpd_records.actions import certificates
from foundation import changelog

AT_MOST = 1000
DO: dict[str, dict[str, Step]] = {
    "sessions": OF_SESSIONS,
    "bookings": OF_BOOKINGS,
    "courses": OF_COURSES,
    "pathways": OF_PATHWAYS,
    "demand": OF_DEMAND,
}
"""What may be done to the rows of each list."""
REFUSED = (
    *(BulkRefused, SessionRefused, CancellationRefused, ApprovalRefused, DraftsRefused, PublishingRefused),
    *(certificates.NotCompleted, certificates.CertificateRefused, certificates.NotYourCertificate),
    *(NotForYou, ObjectDoesNotExist),
)
"""What one step may be refused with; the others go on."""


@transaction.atomic
def start(*, public_id: UUID, wish: Wish, amounts: Mapping[int, int], by: Any, at: datetime) -> BulkRun:
    """Write down what is to be done. The same press twice answers the run of the first.

    `amounts` are the keys of the rows, each with how many are wanted of it (1 where the verb does one thing
    to it). Raises BulkRefused or NotForYou.
    """
    demand(can_manage_sessions(by, local_day(at)), COORDINATORS_ONLY)
    _refuse(wish, amounts)
    run, new = BulkRun.objects.get_or_create(public_id=public_id, by=by, defaults=_asked(wish) | {"started_at": at})
    if new:
        steps = [BulkStep(run=run, subject=key, amount=amount) for key, amount in amounts.items()]
        BulkStep.objects.bulk_create(steps)
        changelog.record(by=by, at=at, verb=f"asked for many {run.of}: {run.verb}", subject=run)
    return run


def _asked(wish: Wish) -> dict[str, Any]:
    return {
        "of": wish.of,
        "verb": wish.verb,
        "words": wish.words.strip(),
        "starts_on": wish.starts_on,
        "ends_on": wish.ends_on,
    }


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
            DO[run.of][run.verb](step.subject, run, at)
    except REFUSED as refused:
        step.problem = str(refused)[:400]
    step.done_at = at
    step.save(update_fields=["done_at", "problem"])


def _refuse(wish: Wish, amounts: Mapping[int, int]) -> None:
    if wish.verb not in DO.get(wish.of, {}):
        raise BulkRefused("Choose what to do.")
    if not amounts:
        raise BulkRefused("Tick at least one row.")
    if len(amounts) > AT_MOST:
        raise BulkRefused(f"These are {len(amounts)}. Narrow the filter to {AT_MOST} at a time.")
    wanted = sum(amounts.values())
    if wish.of == BulkRun.Of.DEMAND and wanted > MOST:
        raise BulkRefused(TOO_MANY.format(wanted=wanted))
    wish.check()
