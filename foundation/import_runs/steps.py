"""What rooms do after an import has been committed: resumable, one after another."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from foundation import slots
from foundation.models import ImportRun


def finish_steps(run: ImportRun, *, at: datetime, progress: Callable[[str], None]) -> list[str]:
    """Run the steps of the slot "after_import" that this run has not finished; each says what it did.

    Each step commits with the note that it is done. A step that fails leaves the earlier ones done,
    and raises: calling this again goes on from there.
    """
    said = []
    for dotted, step in zip(settings.SLOTS["after_import"], slots.entries("after_import"), strict=True):
        if dotted in run.steps_done:
            continue
        with transaction.atomic():
            line = step(run.pk, at)
            run.steps_done = [*run.steps_done, dotted]
            run.save(update_fields=["steps_done"])
        progress(line)
        said.append(line)
    return said


def unfinished_runs() -> list[ImportRun]:
    """Applied runs whose steps were cut short, oldest first."""
    wanted = set(settings.SLOTS["after_import"])
    recent = ImportRun.objects.filter(state=ImportRun.State.APPLIED).order_by("-started_at")[:50]
    return [run for run in reversed(recent) if wanted - set(run.steps_done)]
