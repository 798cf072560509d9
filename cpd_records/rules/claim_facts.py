"""What somebody writes down of learning they claim, and what can be wrong with it before it is anybody's row."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from cpd_records.claim_policies import LONGEST_DAY
from cpd_records.rules.claim_days import LONGEST_PERIOD
from foundation.durations import minutes_as_hours
from foundation.policies import PolicyBook


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One claim as it is written: whole minutes, the last day included, no methodology meaning general.

    `provider_id` names a kept provider; `provider_name` one that is not kept yet.
    """

    kind: str
    title: str
    starts_on: date
    ends_on: date
    minutes: int
    methodologies: tuple[str, ...] = ()
    note: str = ""
    provider_id: int | None = None
    provider_name: str = ""
    valid_until: date | None = None

    def values(self) -> dict[str, Any]:
        """By the names of the row's fields."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**found, "methodologies": list(self.methodologies), "title": self.title.strip()[:160]}


AGREED_UPON = ("kind", "title", "starts_on", "ends_on", "minutes")
"""What a manager agrees to beforehand: changing any of it asks anew."""


def faults(facts: ClaimFacts, kind: Any, figures: PolicyBook) -> Iterator[tuple[str, str]]:
    """(field, sentence) for everything that is wrong. `kind` is the setting in force, or None."""
    if kind is None:
        yield "kind", "This kind of learning is not offered. Choose another."
        return
    if kind.effect == "none":
        yield "kind", f"{kind.name} cannot be claimed. {kind.instead}"
    yield from _days(facts, figures)
    if kind.external and not (facts.provider_id or facts.provider_name.strip()):
        yield "provider", "Choose or enter who provides it."
    yield from _words(facts)


def _words(facts: ClaimFacts) -> Iterator[tuple[str, str]]:
    if not facts.title.strip():
        yield "title", "Enter what it was."
    if facts.valid_until and facts.valid_until < facts.starts_on:
        yield "valid_until", "A certificate cannot run out before the learning."


def _days(facts: ClaimFacts, figures: PolicyBook) -> Iterator[tuple[str, str]]:
    days = (facts.ends_on - facts.starts_on).days + 1
    if days < 1:
        yield "ends_on", "The last day must be the first day or after it."
    elif days > LONGEST_PERIOD:
        yield "ends_on", "One claim covers at most a year. Make one for each part."
    else:
        yield from _time(facts, days, figures)


def _time(facts: ClaimFacts, days: int, figures: PolicyBook) -> Iterator[tuple[str, str]]:
    most = figures.whole(LONGEST_DAY, facts.starts_on)
    if facts.minutes < 1:
        yield "minutes", "Enter how long it took."
    elif facts.minutes > days * most:
        where = "one day" if days == 1 else f"{days} days"
        yield (
            "minutes",
            f"For {where}, {minutes_as_hours(days * most)} can be claimed at most. Check the time or the days.",
        )
