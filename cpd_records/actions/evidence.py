"""Keeping a file that somebody hands in, and removing one (DESIGN 4, "Files")."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.models import EvidenceFile
from foundation import changelog, policies, uploads


@transaction.atomic
def keep(*, person_id: int, upload: Any, certificate: bool = False, by: Any, at: datetime) -> EvidenceFile:
    """Look into the file and keep it under a random name. Raises uploads.UploadRefused.

    Whoever keeps it for something links it there: a file without a link is read by its owner alone.
    """
    limits = uploads.limits_on(policies.book(), timezone.localdate(at))
    checked = uploads.accept(upload, limits)
    row = EvidenceFile(
        person_id=person_id,
        name=checked.name,
        size=checked.size,
        digest=checked.digest,
        certificate=certificate,
        added_at=at,
        added_by=by,
    )
    row.file.save(uploads.stored_name(checked), upload, save=False)
    row.save(force_insert=True)
    changelog.record(by=by, at=at, verb="evidence.keep", subject=row)
    return row


@transaction.atomic
def discard(*, evidence: EvidenceFile, by: Any, at: datetime) -> None:
    """Remove the row, and the file once that is committed. The caller has unlinked it."""
    storage, name = evidence.file.storage, evidence.file.name or ""
    changelog.record(by=by, at=at, verb="evidence.discard", subject=evidence)
    evidence.delete()
    transaction.on_commit(lambda: storage.delete(name))
