"""Statements that PostgreSQL reads and plans once for a connection, not on every request.

Planning a question with several joins takes PostgreSQL five to ten times as long as answering it for one
person. `Prepared` keeps the plan with the connection (`PREPARE`), and afterwards only names it. Left alone,
PostgreSQL would go on planning the widest of them anew, because it guesses too low what planning costs; so our
connections ask for one plan for all values (`plan_cache_mode`, academy/settings.py). What is asked here looks
rows up by key, for which one plan is as good as another.

While queries are being logged each is sent whole, so that whoever counts or reads them sees what was asked.
Behind a pooler that hands a connection from one transaction to another, names get lost: there
`PREPARED_STATEMENTS=0` sends every statement whole, as Django does (`docs/operations.md`).
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from psycopg.sql import Literal

_NUMBERS = count(1)
_KNOWN: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()
"""The names each connection knows. They outlive a transaction that is rolled back, and end with the connection."""


class Prepared:
    """One statement. `sql` and its parameters are as Django's cursors take them.

    `places` says which parameter takes which value, `types` of what type each value is to PostgreSQL; all
    other parameters are `given` and never change.
    """

    def __init__(self, sql: str, given: Sequence[Any], places: dict[int, int], types: Sequence[str]) -> None:
        self._sql, self._given, self._places = sql, tuple(given), places
        self._types = ", ".join(types)
        self._name = f"asked_{next(_NUMBERS)}"
        self._by_name = f"EXECUTE {self._name}" + (f"({', '.join(['%s'] * len(types))})" if types else "")

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """The answer's rows. One query."""
        with connection.cursor() as cursor:
            if settings.PREPARED_STATEMENTS and not connection.queries_logged:
                self._make_known()
                cursor.execute(self._by_name, list(values))
            else:
                cursor.execute(self._sql, self._parameters(values))
            return cursor.fetchall()

    def _parameters(self, values: Sequence[Any]) -> list[Any]:
        return [values[self._places[n]] if n in self._places else each for n, each in enumerate(self._given)]

    def _make_known(self) -> None:
        """Have this connection read the statement, the first time it is asked here."""
        known = _KNOWN.setdefault(connection.connection, set())
        if self._name not in known:
            with connection.wrap_database_errors:
                connection.connection.execute(self._text())
            known.add(self._name)

    def _text(self) -> bytes:
        """What makes the name known: values are numbered, everything else stands in it."""
        parts = [part.replace("%%", "%") for part in self._sql.split("%s")]
        marks = [
            f"${self._places[n] + 1}" if n in self._places else Literal(each).as_string(connection.connection)
            for n, each in enumerate(self._given)
        ]
        body = "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))
        types = f"({self._types})" if self._types else ""
        return f"PREPARE {self._name}{types} AS {body}".encode()
