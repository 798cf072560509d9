"""Questions that many pages ask: their SQL is written once, not on every request.

Writing the SQL of a large queryset costs Django more than PostgreSQL needs to answer it. Where only
a few values change from one asking to the next, `AskedOften` builds the queryset once with stand-ins
for them, keeps the SQL, and puts the real values in their places:

    FACTS = AskedOften(lambda user_id, on: Person.objects.…values("pk", …), int, date)
    FACTS.rows(user.pk, today)

Several keys at once are a `list`: the queryset filters with `__in`, and any number of them fits, none too:

    OF_TEAM = AskedOften(lambda people: Booking.objects.filter(person__in=people).values("pk"), list)
    OF_TEAM.rows(keys)

PostgreSQL, too, reads and plans it once for each connection (`foundation.prepared`).

Rows that are to be locked (`select_for_update`) are asked for in a transaction, as Django has it.

The shape of the queryset must not depend on the values: none may decide whether a filter is there,
be None, or be changed on its way into the SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

from foundation.prepared import Prepared

STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -7_000_000_001 - place,
    list: lambda place: [-8_000_000_001 - place],
    str: lambda place: f"stand-in {place}",
    date: lambda place: date(1066, 10, 1 + place),
    datetime: lambda place: datetime(1066, 10, 1 + place, 7, 30, tzinfo=UTC),
    UUID: lambda place: UUID(int=7_000_000_001 + place),
}
TYPES: dict[type, str] = {
    int: "bigint",
    list: "bigint[]",
    str: "text",
    date: "date",
    datetime: "timestamp with time zone",
    UUID: "uuid",
}
"""What each is called in PostgreSQL."""


class StandInLost(Exception):
    """A value did not reach the SQL as it was given, so it cannot be replaced."""


@dataclass(frozen=True, slots=True)
class _Written:
    prepared: Prepared
    names: tuple[str, ...]
    loader: "_Loader"
    compiler: Any
    converters: Any
    locks: bool


class _Loader:
    """Makes models of rows, as Django does for the queryset itself."""

    def __init__(self, compiler: Any) -> None:
        about = compiler.klass_info or {"model": None, "select_fields": [0]}
        self._model = about["model"]
        self._columns = slice(about["select_fields"][0], about["select_fields"][-1] + 1)
        self._names = [column.target.attname for column, _, _ in compiler.select[self._columns]] if self._model else []
        populators: Any = get_related_populators  # of the Django in use, which its types are ahead of
        self._related = populators(about, compiler.select, DEFAULT_DB_ALIAS)
        self._annotations = compiler.annotation_col_map or {}

    def instance(self, row: Any) -> Any:
        """One row's model."""
        found = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._columns])
        for related in self._related:
            related.populate(row, found)
        for name, place in self._annotations.items():
            setattr(found, name, row[place])
        return found


class AskedOften:
    """A queryset in which only values of these types, in this order, change."""

    def __init__(self, build: Callable[..., Any], *types: type) -> None:
        self._build, self._types = build, types
        self._written: _Written | None = None

    def rows(self, *values: Any) -> list[dict[str, Any]]:
        """The answer as `.values()` gives it. One query."""
        names = self._ready().names
        return [dict(zip(names, row, strict=True)) for row in self.tuples(*values)]

    def tuples(self, *values: Any) -> list[Any]:
        """The answer as `.values_list()` gives it. One query."""
        written = self._ready()
        if written.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked until their transaction ends, and there is none.")
        found = written.prepared.rows(values)
        if written.converters:
            found = list(written.compiler.apply_converters(found, written.converters))
        return found

    def instances(self, *values: Any) -> list[Any]:
        """The answer as models, where the queryset has no `.values()`; `select_related` and annotations are there."""
        written = self._ready()
        return [written.loader.instance(row) for row in self.tuples(*values)]

    def _ready(self) -> _Written:
        if self._written is None:
            self._written = self._write()
        return self._written

    def _write(self) -> _Written:
        stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(self._types)]
        query = self._build(*stand_ins).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        known = [each[0] if isinstance(each, list) else each for each in stand_ins]
        places = {n: known.index(given) for n, given in enumerate(parameters) if given in known}
        if set(places.values()) != set(range(len(stand_ins))):
            raise StandInLost(f"A value is not in the SQL as it was given: {sql[:200]}")
        sql = _any_of(sql, {n for n, place in places.items() if self._types[place] is list})
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        prepared = Prepared(sql, parameters, places, [TYPES[kind] for kind in self._types])
        names, locks = tuple(query.selected or ()), query.select_for_update
        return _Written(prepared, names, _Loader(compiler), compiler, compiler.get_converters(columns), locks)


def loaded(model: Any, values: Mapping[str, Any]) -> Any:
    """An instance with these values of its columns, as `.only()` loads it: others are read once asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(DEFAULT_DB_ALIAS, names, [values[name] for name in names])


def _any_of(sql: str, lists: set[int]) -> str:
    """The SQL with `IN (%s)` made `= ANY(%s)` for the parameters that take a list. Raises StandInLost."""
    parts = sql.split("%s")
    for n in lists:
        if not (parts[n].endswith(" IN (") and parts[n + 1].startswith(")")):
            raise StandInLost(f"A list is not asked for with __in: {sql[:200]}")
        parts[n] = f"{parts[n].removesuffix(' IN (')} = ANY("
    return "%s".join(parts)
