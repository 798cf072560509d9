"""Starting the runs that the browser asks for: rows first, the worker after commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from foundation.import_runs.folders import Incoming
from foundation.import_runs.queued import NotApplicable, keep_upload, queue_apply
from foundation.models import ImportRun
from foundation.tasks import run_import

__all__ = ["NotApplicable", "start_apply", "start_preview"]


@transaction.atomic
def start_preview(files: Iterable[Incoming], *, by: Any, at: datetime) -> ImportRun:
    """Keep the files and have a worker preview them. Raises NothingToImport."""
    return _start(keep_upload(files, by=by, at=at))


@transaction.atomic
def start_apply(preview: ImportRun, *, strict: bool, by: Any, at: datetime) -> ImportRun:
    """Have a worker write what a preview showed. Raises NotApplicable."""
    return _start(queue_apply(preview, strict=strict, by=by, at=at))


def _start(run: ImportRun) -> ImportRun:
    transaction.on_commit(lambda: run_import.delay(run.pk))
    return run
