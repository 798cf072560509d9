"""Chains of managers never loop (FORMATS, posts.csv)."""

from collections.abc import Iterable, Mapping
from datetime import date

from workforce.imports.directory import Directory
from workforce.imports.versions import Facts, Key, Versions
from workforce.rules.loops import knots

ENDS, MANAGER = 0, 7
Spell = tuple[Key, Facts]


def looping(versions: Versions, spells: Mapping[int, Spell], directory: Directory, day: date) -> dict[int, str]:
    """By line: why its manager closes a circle.

    Only spells that run on the day of the file or later make chains, because an ended spell keeps
    the manager of another time. Rows that say what is known already are trusted, so that in a
    circle it is the new or changed rows that are named; each of them is, because nobody can tell
    from the file which one is wrong.
    """
    found: dict[int, str] = {}
    while True:
        fresh = {line: spell for line, spell in spells.items() if line not in found}
        edges = _edges(versions, fresh.values(), day)
        bad = _named(knots({start: list(ends) for start, ends in edges.items()}), fresh, versions, directory, day)
        if not bad:
            return found
        found |= bad


def _runs(facts: Facts, day: date) -> bool:
    return facts[MANAGER] is not None and (facts[ENDS] is None or facts[ENDS] > day)


def _edges(versions: Versions, spells: Iterable[Spell], day: date) -> dict[int, dict[int, None]]:
    """Person to managers: what the file says, and what is known of spells it does not name."""
    by_key = {key: facts for key, (_, facts) in versions.known.items()}
    by_key |= dict(spells)
    edges: dict[int, dict[int, None]] = {}
    for key, facts in by_key.items():
        if _runs(facts, day):
            edges.setdefault(key[0], {})[facts[MANAGER]] = None
    return edges


def _named(
    circles: list[list[int]], spells: Mapping[int, Spell], versions: Versions, directory: Directory, day: date
) -> dict[int, str]:
    """The rows of the file that make these circles, with the circle in employee numbers."""
    member = {person: circle for circle in circles for person in circle}
    numbers = directory.number_of(set(member))
    found = {}
    for line, (key, facts) in spells.items():
        circle = member.get(key[0])
        if circle is None or facts[MANAGER] not in circle or not _runs(facts, day) or _trusted(versions, key, facts):
            continue
        chain = ", ".join(numbers.get(person, "?") for person in [*circle, circle[0]][:12])
        found[line] = f"Managers go round in a circle: {chain}. Mend one of them."
    return found


def _trusted(versions: Versions, key: Key, facts: Facts) -> bool:
    known = versions.known.get(key)
    return known is not None and known[1][MANAGER] == facts[MANAGER]
