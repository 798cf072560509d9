"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings)."""

import logging

from celery import shared_task
from django.utils import timezone

from foundation import policies
from foundation.delivery import deliver, due
from foundation.digests import build_due
from foundation.disposal.schedule import class_named
from foundation.drafting import private
from foundation.import_runs.locks import ImportBusy, only_import
from foundation.import_runs.queued import forget_old_uploads, left_behind, run_queued
from foundation.import_runs.steps import finish_steps, unfinished_runs

AT_ONCE = 200
logger = logging.getLogger(__name__)


@shared_task(name="foundation.sweep_outbox")
def sweep_outbox() -> int:
    """Write the daily mails that are due, then send what nobody is sending.

    That is what quiet hours held back, and what a lost queue or a crash left behind.
    """
    build_due(timezone.now())
    waiting = list(due(timezone.now()).values_list("pk", flat=True)[:AT_ONCE])
    return sum(deliver(message_id=pk, at=timezone.now()) for pk in waiting)


@shared_task(name="foundation.finish_imports")
def finish_imports() -> int:
    """Finish the after-import steps of runs that were cut short; not while an import runs."""
    runs = unfinished_runs()
    if not runs:
        return 0
    try:
        with only_import():
            return sum(len(finish_steps(run, at=timezone.now(), progress=logger.info)) for run in runs)
    except ImportBusy:
        return 0


@shared_task(name="foundation.start_waiting_imports")
def start_waiting_imports() -> int:
    """Run the imports that wait: behind another one, or because the queue was lost."""
    waiting = left_behind(timezone.now())
    for run_id in waiting:
        run_queued(run_id=run_id, at=timezone.now())
    return len(waiting)


@shared_task(name="foundation.forget_uploads")
def forget_uploads() -> int:
    """Remove uploaded import files that nobody applied: they hold facts about people."""
    return forget_old_uploads(at=timezone.now())


@shared_task(name="foundation.forget_drafts")
def forget_drafts() -> int:
    """Remove private drafts nobody has touched for as long as the retention schedule keeps them."""
    today = timezone.localdate()
    return private.remove_old(before=class_named("drafts").begun_by(today, policies.book()))
