"""Runs that the browser queues: files kept in private storage until a worker has read them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction

from foundation.import_runs.folders import Incoming, NothingToImport, in_order
from foundation.import_runs.locks import ImportBusy
from foundation.import_runs.readers import readers
from foundation.import_runs.running import run_folder
from foundation.models import ImportedFile, ImportRun

UPLOADS_KEPT = timedelta(days=14)
TAKEN_UP_WITHIN = timedelta(minutes=1)


class NotApplicable(ValueError):
    """This run cannot be applied; the message says why."""


@transaction.atomic
def keep_upload(files: Iterable[Incoming], *, by: Any, at: datetime) -> ImportRun:
    """A queued preview of the files, which lie in private storage from now on.

    Raises NothingToImport when a file is not one the Academy reads, so that nothing unknown is kept.
    """
    wanted, others = in_order(files, readers())
    if others:
        names = ", ".join(file.name for file in others)
        raise NothingToImport(f"{names}: no part of the Academy reads a file of this name. Leave it out or rename it.")
    run = ImportRun.objects.create(state=ImportRun.State.QUEUED, started_at=at, by=by, preview=True)
    for file in wanted:
        row = ImportedFile(run=run, name=file.name[:120], sha256=sha256(file.content).hexdigest())
        row.upload.save(f"{run.pk}-{file.name}", ContentFile(file.content))
    return run


@transaction.atomic
def queue_apply(preview: ImportRun, *, strict: bool, by: Any, at: datetime) -> ImportRun:
    """A queued run that writes what a preview showed, with the very same files.

    Raises NotApplicable unless it was previewed, its files are still kept, and nobody has applied it.
    """
    preview = ImportRun.objects.select_for_update().get(pk=preview.pk)
    if preview.state != ImportRun.State.PREVIEWED:
        raise NotApplicable("Only a finished preview can be applied.")
    if ImportRun.objects.filter(applies=preview).exclude(state=ImportRun.State.REJECTED).exists():
        raise NotApplicable("This preview has been applied already.")
    files = list(preview.files.all())
    if not all(file.upload for file in files):
        raise NotApplicable("The uploaded files are no longer kept. Upload them again.")
    run = ImportRun.objects.create(state=ImportRun.State.QUEUED, started_at=at, by=by, strict=strict, applies=preview)
    for file in files:
        ImportedFile.objects.create(run=run, name=file.name, sha256=file.sha256, upload=file.upload.name)
    return run


def run_queued(*, run_id: int, at: datetime) -> None:
    """What the worker does with a queued run. Anything but a queued run is left alone.

    While another import runs it stays queued, says so, and is tried again by the clock.
    """
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportRun.State.QUEUED:
        return
    files = [Incoming(row.name, _bytes(row)) for row in run.files.all()]
    with _ProgressNote(run.pk) as note:
        try:
            run_folder(files, by=run.by, at=at, strict=run.strict, preview=run.preview, progress=note.write, run=run)
        except ImportBusy as busy:
            ImportRun.objects.filter(pk=run.pk).update(progress=str(busy)[:255])
        except NothingToImport as refusal:
            run.state, run.message, run.finished_at = ImportRun.State.REJECTED, str(refusal)[:255], at
            run.save()
    if run.state == ImportRun.State.APPLIED:
        _forget(run.files.all())


def left_behind(at: datetime) -> list[int]:
    """Queued runs no worker has taken up in time: behind another import, or lost with the queue."""
    waiting = ImportRun.objects.filter(state=ImportRun.State.QUEUED, started_at__lte=at - TAKEN_UP_WITHIN)
    return list(waiting.order_by("started_at").values_list("pk", flat=True))


def forget_old_uploads(*, at: datetime) -> int:
    """Remove uploads older than UPLOADS_KEPT; returns how many."""
    return _forget(ImportedFile.objects.exclude(upload="").filter(run__started_at__lte=at - UPLOADS_KEPT))


def _bytes(row: ImportedFile) -> bytes:
    with row.upload.open("rb") as file:
        return file.read()


def _forget(rows: Iterable[ImportedFile]) -> int:
    """Remove uploads from storage and from every row that names them."""
    names = {str(row.upload.name) for row in rows if row.upload}
    storage = ImportedFile._meta.get_field("upload").storage
    for name in names:
        storage.delete(name)
    ImportedFile.objects.filter(upload__in=names).update(upload="")
    return len(names)


class _ProgressNote:
    """Writes progress over a connection of its own: the run's transaction would hide it until the end."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id

    def __enter__(self) -> "_ProgressNote":
        self.connection = connection.copy()
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def write(self, line: str) -> None:
        """Keep the latest line on the run's row."""
        with self.connection.cursor() as cursor:
            cursor.execute("UPDATE foundation_importrun SET progress = %s WHERE id = %s", [line[:255], self.run_id])
