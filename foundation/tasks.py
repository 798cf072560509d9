"""After-commit effects: ids in; load, do, decide nothing."""

from celery import shared_task
from django.utils import timezone

from foundation.delivery import deliver
from foundation.import_runs.queued import run_queued


@shared_task(name="foundation.send_message")
def send_message(message_id: int) -> bool:
    """Send one message of the outbox. Safe to run twice: the row says whether it is due."""
    return deliver(message_id=message_id, at=timezone.now())


@shared_task(name="foundation.run_import")
def run_import(run_id: int) -> None:
    """Run an import that the browser has queued, with its uploaded files. Safe to run twice."""
    run_queued(run_id=run_id, at=timezone.now())
