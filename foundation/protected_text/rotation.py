"""Sealing again under the newest key what an older one sealed: in batches, and again after any stop.

What is old is found by the mark kept with the bytes, so a run that was cut short is simply run
again, and two at once do each other no harm. A row that somebody writes meanwhile keeps what they
wrote, which is sealed under the newest key already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from foundation.protected_text.fields import SealedField
from foundation.protected_text.guards import RESEALING
from foundation.protected_text.sealing import HEAD, CannotOpen, newest_head, seal, unseal


@dataclass(slots=True)
class Progress:
    """How far one column has come. `unopened` are keys of rows that do not open; they are left as they are."""

    label: str
    total: int
    done: int = 0
    unopened: tuple[Any, ...] = ()


def protected_fields(registry: Any = apps) -> list[SealedField]:
    """Every such field of every model that has a table of its own."""
    models = (model for model in registry.get_models() if model._meta.managed and not model._meta.proxy)
    return [field for model in models for field in model._meta.local_fields if isinstance(field, SealedField)]


def reseal(field: SealedField, *, batch: int) -> Iterator[Progress]:
    """Work through one column; yields after each batch, which is committed by then."""
    progress = Progress(field.model._meta.label_lower + "." + field.name, _count(field))
    yield progress
    after: Any = None
    while rows := _next(field, after, batch):
        after = rows[-1][0]
        _seal_again(field, rows, progress)
        yield progress


def _seal_again(field: SealedField, rows: list[tuple[Any, bytes]], progress: Progress) -> None:
    renewed = []
    for key, old in rows:
        try:
            renewed.append((seal(unseal(old)), key, old))
        except CannotOpen:
            progress.unopened += (key,)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {RESEALING} = 'on'")
        cursor.executemany(_sql(UPDATE, field), renewed)
    progress.done += len(rows)


OLD = sql.SQL("length({column}) > 0 AND substring({column} from 1 for %s) <> %s")
COUNT = "SELECT count(*) FROM {table} WHERE {old}"
FIRST = "SELECT {key}, {column} FROM {table} WHERE {old} ORDER BY {key} LIMIT %s"
NEXT = "SELECT {key}, {column} FROM {table} WHERE {old} AND {key} > %s ORDER BY {key} LIMIT %s"
UPDATE = "UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"


def _next(field: SealedField, after: Any, batch: int) -> list[tuple[Any, bytes]]:
    text, values = (FIRST, [batch]) if after is None else (NEXT, [after, batch])
    with connection.cursor() as cursor:
        cursor.execute(_sql(text, field), [HEAD, newest_head(), *values])
        return [(key, bytes(sealed)) for key, sealed in cursor.fetchall()]


def _count(field: SealedField) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_sql(COUNT, field), [HEAD, newest_head()])
        return int(cursor.fetchone()[0])


def _sql(text: str, field: SealedField) -> str:
    """A statement above with the names of the field's table and columns, quoted."""
    meta = field.model._meta
    names = {"table": meta.db_table, "column": str(field.column), "key": str(meta.pk.column)}
    quoted = {name: sql.Identifier(value) for name, value in names.items()}
    old = OLD.format(column=quoted["column"])
    return sql.SQL(text).format(**quoted, old=old).as_string(None)
