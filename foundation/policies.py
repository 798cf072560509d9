"""Policy figures: defined in code by the room that uses them, valued by dated rows (DESIGN rule 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foundation import slots
from foundation.asked_often import AskedOften
from foundation.models import PolicyValue


@dataclass(frozen=True, slots=True)
class PolicyDefinition:
    """What a policy is, before anybody has set it.

    `unit` is one of: minutes, days, working_days, percent, hours, months, count, yes_no, pence.
    `default` holds for every day before the first dated row. `source` cites the rule.
    """

    key: str
    name: str
    unit: str
    default: Decimal
    source: str
    help_text: str = ""


class UnknownPolicy(LookupError):
    """No room defines this key; the message names it."""


class PolicyBook:
    """Every policy with its dated rows, read in one query; ask it as often as needed."""

    def __init__(
        self, definitions: Mapping[str, PolicyDefinition], rows: Mapping[str, list[tuple[date, Decimal]]]
    ) -> None:
        self._definitions = definitions
        self._rows = rows

    def value(self, key: str, on: date) -> Decimal:
        """The figure in force on a day. Raises UnknownPolicy for a key nobody defines."""
        if key not in self._definitions:
            raise UnknownPolicy(f"No policy is called {key}.")
        earlier = [value for starts_on, value in self._rows.get(key, []) if starts_on <= on]
        return earlier[-1] if earlier else self._definitions[key].default

    def whole(self, key: str, on: date) -> int:
        """The same as a whole number, for minutes, days and counts."""
        return int(self.value(key, on))

    def most(self, key: str) -> Decimal:
        """The largest figure it has had or will have on any day, for how far ahead a search must look."""
        if key not in self._definitions:
            raise UnknownPolicy(f"No policy is called {key}.")
        return max([self._definitions[key].default, *(value for _, value in self._rows.get(key, []))])

    def yes(self, key: str, on: date) -> bool:
        """The same for a yes or no."""
        return bool(self.value(key, on))

    def supposing(self, key: str, value: Decimal, starts_on: date) -> "PolicyBook":
        """The same book with one more row: for previews, before anything is saved."""
        rows = [row for row in self._rows.get(key, []) if row[0] != starts_on]
        return PolicyBook(self._definitions, {**self._rows, key: sorted([*rows, (starts_on, value)])})

    def changes(self, key: str, after: date, before: date) -> list[date]:
        """The days strictly between two days on which a figure changes, oldest first."""
        return [starts_on for starts_on, _ in self._rows.get(key, []) if after < starts_on < before]


ROWS = AskedOften(lambda: PolicyValue.objects.order_by("key", "starts_on").values("key", "starts_on", "value"))


def definitions() -> dict[str, PolicyDefinition]:
    """Every defined policy by key, from the rooms' lists in the `policies` slot."""
    return {item.key: item for group in slots.entries("policies") for item in group}


def book() -> PolicyBook:
    """The policy book as it stands now: one query."""
    rows: dict[str, list[tuple[date, Decimal]]] = {}
    for key, starts_on, value in ROWS.tuples():
        rows.setdefault(key, []).append((starts_on, value))
    return PolicyBook(definitions(), rows)
