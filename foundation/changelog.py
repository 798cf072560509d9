"""Writing to the change log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from foundation.models import ChangeLogEntry


def entry(
    *, by: Any, at: datetime, verb: str, subject: Model, fields: Iterable[str] = (), reason: str = "", label: str = ""
) -> ChangeLogEntry:
    """An unsaved row; imports collect these and write them with `record_many`.

    `by` is a User, or None where the system acted; then `label` says which part of it.
    """
    return ChangeLogEntry(
        actor=by,
        actor_label="" if by else (label or "system"),
        at=at,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_key=str(subject.pk),
        fields=sorted(fields),
        reason=reason[:255],
    )


def record(
    *, by: Any, at: datetime, verb: str, subject: Model, fields: Iterable[str] = (), reason: str = "", label: str = ""
) -> None:
    """Write one change, in the caller's transaction."""
    entry(by=by, at=at, verb=verb, subject=subject, fields=fields, reason=reason, label=label).save(force_insert=True)


def record_many(rows: Iterable[ChangeLogEntry]) -> None:
    """Write the changes of a bulk action in a few statements."""
    ChangeLogEntry.objects.bulk_create(rows, batch_size=2000)
