"""The small-number gate: which figures may be shown to whoever may not see true values (METRICS 6).

Pure functions over plain numbers. Page, CSV, chart and API pass the same gate. The rules:

- counts of people from 1 to 4 are withheld; a rate needs ten people below the line;
- for sensitive facts (sickness, why people leave, protected characteristics) a group needs ten people,
  and one small count withholds the whole group;
- nought and everybody are disclosures too, in a group of fewer than ten;
- what is withheld must not come back by subtraction: along a row, a column, a hierarchy (a service is
  the sum of its teams) or from what was released before. So other cells are withheld with it, until
  each protected cell could just as well have another value.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

WITHHELD, NOT_APPLICABLE = "c", "z"
"""The markers of official statistics."""
SMALLEST_COUNT = 5
SMALLEST_BASE = 10
SMALLEST_POOL = 5
"""Answers about somebody's work are shown from five up (DOMAIN 9, trainer)."""
LONGEST_CHAIN = 12
"""Cells changed together while looking for another table that reads the same."""

Key = Hashable
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell is the sum of others: a row's total, a service of its teams."""

    total: Key
    parts: tuple[Key, ...]

    def signs(self) -> Iterable[tuple[Key, int]]:
        """Each cell with its sign in "parts less total is nought"."""
        return chain(((part, 1) for part in self.parts), ((self.total, -1),))


@dataclass(frozen=True, slots=True)
class Group:
    """A base and its breakdown: the people of a team by reason. `base` is a cell of its own, or none."""

    cells: tuple[Key, ...]
    base: Key | None = None


@dataclass(frozen=True, slots=True)
class Gated:
    """The table as it may be shown. `withheld` are its cells without a figure, `protected` the reason for them."""

    shown: Mapping[Key, int]
    withheld: frozenset[Key]
    protected: frozenset[Key]

    def marker(self, key: Key) -> str:
        """ "c" for a cell without a figure, else nothing."""
        return WITHHELD if key in self.withheld else ""


def rate_marker(numerator: int, denominator: int) -> str:
    """Why a rate of people may not be shown: too few below the line, or a count of 1 to 4 on either side."""
    if denominator == 0:
        return NOT_APPLICABLE
    few = is_small(numerator) or is_small(denominator - numerator)
    return WITHHELD if denominator < SMALLEST_BASE or few else ""


def is_small(count: int) -> bool:
    """A count of people from 1 to 4."""
    return 0 < count < SMALLEST_COUNT


def gate(
    cells: Mapping[Key, int],
    *,
    sums: Sequence[Sum] = (),
    groups: Sequence[Group] = (),
    sensitive: bool = False,
    known: Iterable[Key] = (),
) -> Gated:
    """The table of counts as it may be shown.

    `cells` holds every count, totals too; `sums` every relation an outsider knows of, over rows,
    columns and hierarchy; `groups` the breakdowns, for what nought and everybody would say. `known`
    cells were released before: they cannot be withheld any more, and count as known to everyone.
    """
    protected = _protected(cells, groups, sensitive) - set(known)
    search = _Search(dict(cells), tuple(sums), set(protected), frozenset(known))
    for cell in sorted(protected, key=lambda key: (cells[key], str(key))):
        while not search.could_differ(cell):
            if not search.withhold_beside(cell):
                break
    hidden = frozenset(search.hidden)
    return Gated({key: value for key, value in cells.items() if key not in hidden}, hidden, frozenset(protected))


def pools(sizes: Sequence[tuple[K, int]], smallest: int = SMALLEST_POOL) -> tuple[list[list[K]], list[K]]:
    """Groups of answers put together, in the order given, until each has enough; and those still withheld.

    Whatever is large enough stands alone. Every figure shown is made of whole pools, so no subtraction
    of one figure from another, over any hierarchy, comes down to fewer than `smallest` people. Given
    more groups at the end, the pools there were stay as they are: nor does subtraction over time.
    """
    found: list[list[K]] = []
    waiting: list[K] = []
    together = 0
    for key, size in sizes:
        if size >= smallest:
            found.append([key])
        elif size > 0:
            waiting.append(key)
            together += size
        if together >= smallest:
            found.append(waiting)
            waiting, together = [], 0
    return found, waiting


def _protected(cells: Mapping[Key, int], groups: Sequence[Group], sensitive: bool) -> set[Key]:
    found = {key for key, value in cells.items() if is_small(value)}
    for group in groups:
        base = cells[group.base] if group.base is not None else sum(cells[key] for key in group.cells)
        if _discloses([cells[key] for key in group.cells], base, sensitive):
            found.update(group.cells)
    return found


def _discloses(values: Sequence[int], base: int, sensitive: bool) -> bool:
    """Whether a whole breakdown says too much about its people."""
    if base == 0:
        return False
    if sensitive:
        return base < SMALLEST_BASE or any(is_small(value) for value in values)
    return base < SMALLEST_BASE and any(value in (0, base) for value in values)


@dataclass(slots=True)
class _Search:
    """What is withheld so far, and whether another table would read the same."""

    cells: dict[Key, int]
    sums: tuple[Sum, ...]
    hidden: set[Key]
    known: frozenset[Key]
    relations: dict[Key, list[tuple[int, int]]] = field(default_factory=dict)
    """Of each cell the sums it stands in, with its sign there."""

    def __post_init__(self) -> None:
        for number, each in enumerate(self.sums):
            for key, sign in each.signs():
                self.relations.setdefault(key, []).append((number, sign))

    def could_differ(self, cell: Key) -> bool:
        """Whether one more or one less in this cell fits everything that is shown.

        Looks for withheld cells that change with it so that every sum still holds and no count is
        below nought. Found, it is a proof: the cell has at least two possible values.
        """
        for limit in range(1, LONGEST_CHAIN + 1):
            if any(self._completes({cell: step}, limit) for step in (1, -1) if self.cells[cell] + step >= 0):
                return True
        return False

    def withhold_beside(self, cell: Key) -> bool:
        """Withhold one more cell of a sum this one is reached by; False when there is none left."""
        totals = {each.total for each in self.sums}
        for kept in (self.known | totals, self.known):  # a total is what readers come for
            near = self._nearest(cell, kept)
            if near:
                self.hidden.add(near[0])
                return True
        return False

    def _completes(self, change: dict[Key, int], limit: int) -> bool:
        broken = self._broken(change)
        if broken is None:
            return True
        if len(change) >= limit:
            return False
        number, off = broken
        for key, sign in self.sums[number].signs():
            step = -off * sign
            free = key in self.hidden and key not in change and self.cells[key] + step >= 0
            if free and self._completes({**change, key: step}, limit):
                return True
        return False

    def _broken(self, change: Mapping[Key, int]) -> tuple[int, int] | None:
        """A sum that no longer holds, and by how much (one, since each change is one)."""
        off: dict[int, int] = {}
        for key, step in change.items():
            for number, sign in self.relations.get(key, ()):
                off[number] = off.get(number, 0) + sign * step
        return next(((number, 1 if by > 0 else -1) for number, by in off.items() if by), None)

    def _nearest(self, cell: Key, kept: Set[Key]) -> list[Key]:
        """Cells that may still be withheld, of the nearest sums: counts before noughts, small before large."""
        reached, seen = [cell], {cell}
        for start in reached:
            numbers = [number for number, _ in self.relations.get(start, ())]
            beside = {key for number in numbers for key, _ in self.sums[number].signs()}
            free = [key for key in beside if key not in self.hidden and key not in kept]
            if free:
                return sorted(free, key=lambda key: (self.cells[key] == 0, self.cells[key], str(key)))
            reached += sorted(beside - seen, key=str)
            seen |= beside
        return []
