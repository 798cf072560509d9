"""The grave: how a room replaces content by tombstones, and the only way it may remove anything lawfully.

Handed to the rooms inside the disposal's transaction. Everything goes or nothing does; files go after
the commit, and are tried again until they are gone.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile

from foundation.disposal.role import guarded_tables, past_the_guards
from foundation.models import ChangeLogEntry, FileRemoval, Tombstone
from foundation.protected_text.digesting import digest

PURPOSE = "disposal.tombstone"


@dataclass(slots=True)
class Grave:
    """One disposal of one person, or of one list that is due.

    `log_number` is the disposal's number, by which every tombstone finds who confirmed it and why.
    `classes` are those that were confirmed; `held_people` are people under a legal hold, whom a list
    passes over.
    """

    log_number: int
    at: datetime
    classes: frozenset[str]
    held_people: frozenset[int] = frozenset()
    removed: dict[str, int] = field(default_factory=dict)
    _guarded: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._guarded = frozenset(guarded_tables())

    def wants(self, *codes: str) -> bool:
        """Whether any of these classes was confirmed."""
        return bool(self.classes & set(codes))

    def tombstone(self, *, record_class: str, place: str, content: Iterable[Any]) -> None:
        """Say that something stood here: a keyed digest of what it held, how many rows, the log number.

        `place` names it as the room does ("record:<uuid>") and must hold nothing about the person.
        Once for each place: a second time changes nothing.
        """
        rows = list(content)
        if rows:
            Tombstone.objects.get_or_create(
                place=place,
                defaults={
                    "record_class": record_class,
                    "digest": digest_of(rows),
                    "rows": len(rows),
                    "log_number": self.log_number,
                    "at": self.at,
                },
            )

    def remove(self, rows: QuerySet[Any], *, record_class: str = "") -> int:
        """Remove rows, past the guard where the table has one. Nothing else is removed with them:
        a row that another still points at stops the disposal."""
        keys = list(rows.order_by().values_list("pk", flat=True))
        if keys:
            table, key = _table(rows.model), _key(rows.model)
            statement = f"DELETE FROM {table} WHERE {key} = ANY(%s)"  # noqa: S608 - names of ours
            self._execute(rows.model, statement, [keys])
            self._count(record_class or rows.model._meta.label_lower, len(keys))
        return len(keys)

    def blank(self, rows: QuerySet[Any], **values: Any) -> int:
        """Overwrite columns of rows, past the guard where the table has one; how many rows."""
        keys = list(rows.order_by().values_list("pk", flat=True))
        if not keys:
            return 0
        fields = [rows.model._meta.get_field(name) for name in values]
        sets = ", ".join(f"{connection.ops.quote_name(each.column)} = %s" for each in fields)
        new = [each.get_db_prep_save(value, connection) for each, value in zip(fields, values.values(), strict=True)]
        table, key = _table(rows.model), _key(rows.model)
        statement = f"UPDATE {table} SET {sets} WHERE {key} = ANY(%s)"  # noqa: S608 - names of ours
        self._execute(rows.model, statement, [*new, keys])
        return len(keys)

    def file(self, file: FieldFile) -> None:
        """Let a file of the private store go once the transaction has committed."""
        if file and file.name:
            FileRemoval.objects.get_or_create(name=file.name, defaults={"log_number": self.log_number, "at": self.at})

    def forget_words_about(self, model: type[Model], keys: Collection[Any]) -> None:
        """Blank the typed reasons that the change log holds about rows; who, when and what stays."""
        wanted = [str(key) for key in keys]
        entries = ChangeLogEntry.objects.filter(subject_type=model._meta.label_lower, subject_key__in=wanted)
        self.blank(entries.exclude(reason=""), reason="")

    def _execute(self, model: type[Model], statement: str, values: list[Any]) -> None:
        with connection.cursor() as cursor:
            if model._meta.db_table in self._guarded:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what hangs in the balance is checked as ourselves
                with past_the_guards():
                    cursor.execute(statement, values)
            else:
                cursor.execute(statement, values)

    def _count(self, record_class: str, rows: int) -> None:
        self.removed[record_class] = self.removed.get(record_class, 0) + rows


def digest_of(rows: list[Any]) -> str:
    """The keyed digest a tombstone keeps of what stood there; dates and the like as text."""
    return digest(PURPOSE, *json.loads(json.dumps(rows, cls=DjangoJSONEncoder)))


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _key(model: type[Model]) -> str:
    return connection.ops.quote_name((model._meta.pk and model._meta.pk.column) or "id")
