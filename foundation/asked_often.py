"""Questions that every page asks: the queryset is turned into SQL once, not on every request.

Writing the SQL of a large queryset costs Django more than PostgreSQL needs to answer it. Where only
a few values change from one asking to the next, `AskedOften` builds the queryset once with stand-in
values, keeps the SQL, and puts the real values in their places:

    FACTS = AskedOften(lambda user_id, on: Person.objects.…values("pk", …))
    rows = FACTS.rows(user.pk, today)

The shape of the queryset must not depend on the values: no value may decide whether a filter is there,
be None, or be changed on its way into the SQL (a date is passed as a date, an id as an id).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -7_000_000_001 - place,
    date: lambda place: date(1066, 10, 1 + place),
    datetime: lambda place: datetime(1066, 10, 1 + place, 7, 30, tzinfo=UTC),
}


class StandInLost(Exception):
    """A value did not reach the SQL as it was given, so it cannot be replaced."""


class AskedOften:
    """A queryset of `.values(…)` with a few changing values, of the types given in their order."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *types: type) -> None:
        self.build, self.types = build, types
        self._sql = ""
        self._parameters: list[Any] = []
        self._names: tuple[str, ...] = ()
        self._places: dict[int, int] = {}

    def rows(self, *values: Any) -> list[dict[str, Any]]:
        """The answer as dicts. One query."""
        if not self._sql:
            self._write()
        parameters = [
            values[self._places[n]] if n in self._places else given for n, given in enumerate(self._parameters)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            return [dict(zip(self._names, row, strict=True)) for row in cursor.fetchall()]

    def _write(self) -> None:
        stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(self.types)]
        query = self.build(*stand_ins).query
        sql, parameters = query.sql_with_params()
        places = {}
        for n, given in enumerate(parameters):
            for place, stand_in in enumerate(stand_ins):
                if type(given) is type(stand_in) and given == stand_in:
                    places[n] = place
        if set(places.values()) != set(range(len(stand_ins))):
            raise StandInLost(f"The SQL does not hold every value as it was given: {sql[:200]}")
        selected = (*query.extra_select, *query.values_select, *query.annotation_select)
        self._names, self._parameters, self._places = tuple(selected), list(parameters), places
        self._sql = sql
