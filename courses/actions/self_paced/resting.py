"""Runs that nobody goes on with: their minutes go back, their place is kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses import policies as figures
from courses.models import SelfPacedRun
from courses.rules.conditions.loading import local_day
from cpd_records.actions import ledger
from foundation import changelog, policies


def rest_idle(*, at: datetime) -> int:
    """Let runs rest that nothing was done in for the policy's days: minutes go back. Answers how many. Repeatable."""
    idle = timedelta(days=policies.book().whole(figures.SELF_PACED_IDLE, local_day(at)))
    keys = SelfPacedRun.objects.idle_since(at - idle).order_by("pk").values_list("pk", flat=True)
    return sum(_put_down(key, SelfPacedRun.State.RESTING, at - idle, at) for key in list(keys))


def close_leavers(*, at: datetime) -> int:
    """Close the open runs of people who have left: minutes go back. Answers how many. Repeatable."""
    keys = SelfPacedRun.objects.of_leavers(local_day(at)).order_by("pk").values_list("pk", flat=True)
    return sum(_put_down(key, SelfPacedRun.State.CLOSED, None, at) for key in list(keys))


@transaction.atomic
def _put_down(key: int, state: str, idle_since: datetime | None, at: datetime, by: Any = None) -> int:
    """One run, looked at again under its locks: somebody may have gone on meanwhile."""
    run = SelfPacedRun.objects.select_for_update(of=("self",)).select_related("course").get(pk=key)
    if not run.is_open or (idle_since is not None and run.active_at >= idle_since):
        return 0
    reason = f"Not gone on with for now: {run.course.title}"[:255]
    ledger.release(source=run.source, cycle=run.ledger_cycle, by=by, at=at, reason=reason)
    run.state, run.allowance_minutes = state, 0
    run.save(update_fields=["state", "allowance_minutes"])
    changelog.record(by=by, at=at, verb="self-paced put down", subject=run, fields=["state"], label="self-paced")
    return 1
