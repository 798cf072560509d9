"""Spells of many people, gathered for the entitlement rule."""

from collections.abc import Iterable

from cpd_records.querysets.spells import spell_rows
from cpd_records.rules.entitlement import Spell


def spells_by_person(person_ids: Iterable[int] | None = None) -> dict[int, list[Spell]]:
    """Each person's spells as now known, oldest first; one query. People without a post are absent."""
    found: dict[int, list[Spell]] = {}
    for person_id, starts_on, ends_on, fte, contract, provisional in spell_rows(person_ids):
        spell = Spell(starts_on, ends_on, fte, agency=contract == "agency", provisional=provisional)
        found.setdefault(person_id, []).append(spell)
    return found
