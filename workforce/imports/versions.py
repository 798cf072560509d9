"""Versioned facts in bulk: what is new, what changed, what stayed (DESIGN 4 "two dates").

Rows go in by PostgreSQL's COPY: an HR file of 50,000 posts is one statement, and constraints and
indexes still guard every row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from foundation import changelog
from foundation.import_runs import Counts, FileContext
from foundation.models import ChangeLogEntry

Key = tuple[Any, ...]
Facts = tuple[Any, ...]
FEW = 5000


def copy_in(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of field values (keys for relations) without building a model for each."""
    fields = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(fields[name]) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@dataclass(slots=True)
class Changes:
    """What a file does to the versions of one kind of fact."""

    added: list[tuple[Key, Facts]] = field(default_factory=list)
    changed: list[tuple[int, Key, Facts, Facts]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def counts(self) -> Counts:
        """For the run's history."""
        return Counts(len(self.added), len(self.changed), self.unchanged)


class Versions:
    """The current versions of one model, by key, and how a file changes them."""

    def __init__(self, model: type[models.Model], key: tuple[str, ...], facts: tuple[str, ...]) -> None:
        self.model, self.key, self.facts = model, key, facts
        self.known: dict[Key, tuple[int, Facts]] = {}

    def load(self, **narrowed: Any) -> None:
        """Read the current versions; `narrowed` limits them to what the file may touch."""
        width = 1 + len(self.key)
        rows = self.model._default_manager.filter(recorded_until__isnull=True, **narrowed)
        for row in rows.values_list("pk", *self.key, *self.facts).iterator(chunk_size=20000):
            self.known[row[1:width]] = (row[0], row[width:])

    def compare(self, wanted: Iterable[tuple[Key, Facts]]) -> Changes:
        """Sort what a file says into added, changed and unchanged."""
        changes = Changes()
        for key, facts in wanted:
            known = self.known.get(key)
            if known is None:
                changes.added.append((key, facts))
            elif known[1] == facts:
                changes.unchanged += 1
            else:
                changes.changed.append((known[0], key, known[1], facts))
        return changes

    def store(self, changes: Changes, context: FileContext, *, constant: dict[str, Any] | None = None) -> None:
        """Close the versions that changed, open the new ones, and log what changed by name."""
        closing = [pk for pk, *_ in changes.changed]
        if closing:
            self.close(closing, context)
        opening = changes.added + [(key, facts) for _, key, _, facts in changes.changed]
        fixed = {"recorded_from": context.at, "recorded_by_run": context.run.pk, **(constant or {})}
        tail = tuple(fixed.values())
        if opening:
            copy_in(self.model, (*self.key, *self.facts, *fixed), (key + facts + tail for key, facts in opening))
        self._log(changes, context)

    def close(self, keys: list[int], context: FileContext) -> None:
        """These versions were replaced by this run. One array, however many there are."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET recorded_until = %s, closed_by_run_id = %s WHERE id = ANY(%s)",  # noqa: S608
                [context.at, context.run.pk, keys],
            )

    def _log(self, changes: Changes, context: FileContext) -> None:
        """A row for each changed version, and one for all that were added: a new version is its own
        evidence, since it names its run."""
        actor, label = (context.by.pk, "") if context.by else (None, "system: import")
        subject = self.model._meta.label_lower
        copy_in(
            ChangeLogEntry,
            ("actor", "actor_label", "at", "verb", "subject_type", "subject_key", "fields", "reason"),
            (
                (actor, label, context.at, "change by import", subject, str(pk), self._differing(before, after), "")
                for pk, _, before, after in changes.changed
            ),
        )
        if changes.added:
            verb = f"add {len(changes.added)} {self.model._meta.verbose_name_plural}"[:60]
            changelog.record(by=context.by, at=context.at, verb=verb, subject=context.run, label="system: import")

    def _differing(self, before: Facts, after: Facts) -> list[str]:
        return sorted(name for name, old, new in zip(self.facts, before, after, strict=True) if old != new)
