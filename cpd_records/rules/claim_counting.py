"""How much of claims counts by what has been verified so far: the figures of a day, the entries of the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.claim_policies import CAPS
from cpd_records.models import Claim, ClaimKind, LedgerEntry
from cpd_records.rules.claim_caps import Cap, Counted, count
from cpd_records.rules.claim_days import portions_of
from cpd_records.rules.portions import Portion
from cpd_records.rules.years import year_start
from foundation.policies import PolicyBook

NAMES = dict(ClaimKind.Cap.choices)
Kinds = Mapping[str, Any]
Used = Mapping[tuple[int, str, date], int]


def portions(claim: Claim) -> list[Portion]:
    """All the time it names, day by day."""
    return portions_of(claim.starts_on, claim.ends_on, claim.minutes, claim.methodologies)


def counted(claim: Claim, kinds: Kinds, figures: PolicyBook) -> Counted:
    """What of it counts now. `kinds` is `ClaimKind.objects.book(day)`; two queries where its kind is limited.

    An action calls it with the person's accounts locked, so that nothing else counts meanwhile.
    """
    return counted_many([claim], kinds, figures)[claim.pk]


def counted_many(claims: Sequence[Claim], kinds: Kinds, figures: PolicyBook) -> dict[int, Counted]:
    """The same for each of many, as if it were verified next; the same two queries for all of them."""
    limited = [claim for claim in claims if (kind := kinds.get(claim.kind)) and kind.caps]
    used = _used({claim.person_id for claim in limited}, kinds) if limited else {}
    return {claim.pk: _one(claim, kinds, figures, used) for claim in claims}


def _one(claim: Claim, kinds: Kinds, figures: PolicyBook, used: Used) -> Counted:
    kind = kinds.get(claim.kind)
    if kind is None or kind.effect != ClaimKind.Effect.ALLOWANCE:
        return Counted(())
    found = portions(claim)
    years = sorted({year_start(portion.on) for portion in found})
    caps = [_cap(code, claim.person_id, years, figures, used) for code in kind.caps]
    return count(found, caps, figures.whole(policies.DAY, claim.ends_on))


def _cap(code: str, person_id: int, years: Iterable[date], figures: PolicyBook, used: Used) -> Cap:
    most = {year: int(figures.value(CAPS[code], year) * figures.whole(policies.DAY, year)) for year in years}
    return Cap(NAMES[code], most, {year: used.get((person_id, code, year), 0) for year in most})


def _used(people: Iterable[int], kinds: Kinds) -> dict[tuple[int, str, date], int]:
    """Minutes that verified claims have used of each limit, by person and year."""
    limits = {kind.code: kind.caps for kind in kinds.values() if kind.caps}
    sources = Claim.objects.kinds_by_source(people, limits)
    found: dict[tuple[int, str, date], int] = {}
    for person_id, source, year, minutes in LedgerEntry.objects.used_by_year(sources):
        for code in limits[sources[source]]:
            found[person_id, code, year] = found.get((person_id, code, year), 0) + minutes
    return found
