"""Bringing the ledger in step with posts and policy: a grant first, afterwards adjusts that spell out the sum.

An adjust always posts in full (DESIGN 4): somebody who has already used more than the new sum is
overdrawn by a change of circumstances, never chased. Nothing to change posts nothing, so the same
run twice changes nothing, and a run that was cut short is finished by the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Q, Sum, When
from django.utils import timezone

from cpd_records import policies
from cpd_records.actions import posting
from cpd_records.models import Account, LedgerEntry
from cpd_records.rules import years
from cpd_records.rules.entitlement import Entitlement, Spell, entitlement
from cpd_records.rules.movements import AVAILABLE, OUTSIDE, Move
from cpd_records.rules.spells import spells_by_person
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook, book
from workforce.models import User

BATCH = 1000
"""Accounts locked, and entries written, in one transaction."""

Key = tuple[int, date]
"""A person and the start of an allowance year."""


@dataclass(frozen=True, slots=True)
class Given:
    """What reconciling has given an account so far: net minutes, and how many adjusts it took."""

    minutes: int = 0
    granted: bool = False
    adjusts: int = 0


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What one run did."""

    grants: int
    adjusts: int

    def __str__(self) -> str:
        return f"Allowances: {self.grants} given, {self.adjusts} changed."


def reconcile(
    *,
    person_ids: Iterable[int] | None = None,
    year_starts: Iterable[date] | None = None,
    by: User | None,
    at: datetime,
) -> Reconciled:
    """Post what is missing between entitlement and ledger; everybody, and every year up to next, by default.

    Each batch is one transaction; accounts are locked in the order of their ids throughout.
    """
    starts = sorted(year_starts) if year_starts is not None else default_years(at)
    ids = None if person_ids is None else list(person_ids)
    figures = book()
    return _settle({key: due for key, (due, _) in differing(ids, starts, figures).items()}, figures, by, at)


def differing(
    person_ids: Sequence[int] | None, starts: Sequence[date], figures: PolicyBook
) -> dict[Key, tuple[Entitlement, Given]]:
    """What people are entitled to beside what the ledger gave them, where the two differ; two queries."""
    accounts = Account.objects.filter(year_starts_on__in=starts)
    if person_ids is not None:
        accounts = accounts.filter(person_id__in=person_ids)
    wanted, given = dict(entitlements(spells_by_person(person_ids), starts, figures)), _given(accounts)
    gone = {key: entitlement([], key[1], figures) for key in given if key not in wanted}
    due = {key: (found, given.get(key, Given())) for key, found in (wanted | gone).items()}
    return {key: pair for key, pair in due.items() if pair[0].minutes != pair[1].minutes}


def default_years(at: datetime) -> list[date]:
    """Every year since the Academy opened, to the one after the present: sessions ahead are booked there."""
    today = timezone.localdate(at)
    return years.years_up_to(years.following(years.year_start(today)))


def entitlements(
    spells: dict[int, list[Spell]], starts: Sequence[date], figures: PolicyBook
) -> Iterator[tuple[Key, Entitlement]]:
    """Every person and year with a post in it, whatever it comes to."""
    for person_id, held in spells.items():
        first = min(spell.starts_on for spell in held)
        for start in starts:
            if first < years.following(start) and any(s.ends_on is None or s.ends_on > start for s in held):
                yield (person_id, start), entitlement(held, start, figures)


def _given(accounts: Iterable[Account]) -> dict[Key, Given]:
    """What reconciling has given those accounts, in one query; accounts without such entries are absent."""
    signed = Case(When(to_bucket=AVAILABLE, then=F("minutes")), default=-F("minutes"), output_field=IntegerField())
    rows = (
        LedgerEntry.objects.entitlement()
        .filter(account__in=accounts)
        .order_by()
        .values_list("account__person_id", "account__year_starts_on")
        .annotate(
            net=Sum(signed), grants=Count("pk", filter=Q(kind="grant")), adjusts=Count("pk", filter=Q(kind="adjust"))
        )
    )
    return {(person, start): Given(net, bool(grants), adjusts) for person, start, net, grants, adjusts in rows}


def _settle(due: dict[Key, Entitlement], figures: PolicyBook, by: User | None, at: datetime) -> Reconciled:
    """Make missing accounts, then post batch by batch in the order of account ids."""
    new = [Account(person_id=person, year_starts_on=start) for person, start in sorted(due)]
    Account.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    found = Account.objects.filter(
        person_id__in={person for person, _ in due}, year_starts_on__in={start for _, start in due}
    ).order_by("pk")
    accounts = iter([a for a in found if (a.person_id, a.year_starts_on) in due])
    grants = adjusts = 0
    while batch := list(islice(accounts, BATCH)):
        written = _post_batch(batch, due, figures, by, at)
        grants += sum(entry.kind == "grant" for entry in written)
        adjusts += sum(entry.kind == "adjust" for entry in written)
    return Reconciled(grants, adjusts)


@transaction.atomic
def _post_batch(
    batch: Sequence[Account], due: dict[Key, Entitlement], figures: PolicyBook, by: User | None, at: datetime
) -> list[LedgerEntry]:
    """Lock, look at posts and entries again under the lock, write what still differs."""
    locked = list(Account.objects.filter(pk__in=[account.pk for account in batch]).locked())
    given, spells = _given(locked), spells_by_person({account.person_id for account in locked})
    entries = []
    for account in locked:
        key = (account.person_id, account.year_starts_on)
        now, so_far = _as_posts_stand(due[key], spells.get(account.person_id, []), figures), given.get(key, Given())
        if now.minutes != so_far.minutes:
            entries.append(_entry(account, now, so_far, figures, by, at))
    return LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)


def _as_posts_stand(due: Entitlement, held: Sequence[Spell], figures: PolicyBook) -> Entitlement:
    """What was worked out before the lock, or anew where an import has changed the posts meanwhile."""
    return due if due.spells == tuple(held) else entitlement(held, due.year_starts_on, figures)


def _entry(
    account: Account, due: Entitlement, given: Given, figures: PolicyBook, by: User | None, at: datetime
) -> LedgerEntry:
    source = f"entitlement:{due.year_starts_on.year}"
    difference = due.minutes - given.minutes
    if not given.granted:
        first = due.stretches[0].starts_on if due.stretches else due.year_starts_on
        move = Move("grant", OUTSIDE, AVAILABLE, difference, first)
        return posting.entry(account, move, source=source, cycle=0, by=by, at=at, reason=due.words)
    way = (OUTSIDE, AVAILABLE) if difference > 0 else (AVAILABLE, OUTSIDE)
    move = Move("adjust", *way, abs(difference), due.changed_on)
    day = figures.whole(policies.DAY, due.year_starts_on)
    change = f"From {minutes_as_days(given.minutes, day)} to {minutes_as_days(due.minutes, day)}."
    reason = f"{change} {due.words}"
    return posting.entry(account, move, source=source, cycle=given.adjusts + 1, by=by, at=at, reason=reason)
