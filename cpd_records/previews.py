"""Whom a policy figure of this room would touch, before it is saved (slot `policy_previews`)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cpd_records import policies
from cpd_records.actions.entitlement import entitlements
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import following, year_name, year_start
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook, book

ENTITLING = {policies.FULL_YEAR, policies.ROUND_UP, policies.AGENCY}


def preview(key: str, value: Decimal, starts_on: date) -> Iterator[str]:
    """A sentence for the year the figure begins in and for the year after."""
    if key not in ENTITLING:
        return
    now = book()
    then = now.supposing(key, value, starts_on)
    first = year_start(starts_on)
    day = now.whole(policies.DAY, starts_on)
    for start in (first, following(first)):
        yield _sentence(start, _minutes(start, now), _minutes(start, then), day)


def _minutes(start: date, figures: PolicyBook) -> dict[int, int]:
    """Everybody's minutes of one year."""
    return {person: found.minutes for (person, _), found in entitlements(spells_by_person(), [start], figures)}


def _sentence(start: date, before: dict[int, int], after: dict[int, int], day: int) -> str:
    changes = [after[person] - before[person] for person in before]
    more, fewer = [c for c in changes if c > 0], [c for c in changes if c < 0]
    if not (more or fewer):
        return f"{year_name(start)}: nobody’s allowance changes."
    gains = f"{_people(len(more))} {minutes_as_days(sum(more), day)} more in all" if more else ""
    losses = f"{_people(len(fewer))} {minutes_as_days(-sum(fewer), day)} less in all" if fewer else ""
    return f"{year_name(start)}: {' and '.join(part for part in (gains, losses) if part)}."


def _people(count: int) -> str:
    return "1 person gets" if count == 1 else f"{count:,} people get"
