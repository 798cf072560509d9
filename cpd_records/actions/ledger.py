"""Moving learning time: reserve, release, spend, claim, reverse (DESIGN 4, "The allowance ledger").

Every action locks the accounts it touches by id, recounts under the lock and only then posts.
An action given again under the same source and cycle changes nothing. Entries are the log of
themselves (actor, reason, moment) and are not repeated in the change log.
People who keep no ledger (agency workers, partners, carers: DOMAIN 6, rule 15) post nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from cpd_records import policies
from cpd_records.actions import posting
from cpd_records.models import Account, LedgerEntry
from cpd_records.rules import movements
from cpd_records.rules.entitlement import is_staff
from cpd_records.rules.portions import Need, Portion, needs_by_year
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import year_start
from foundation.policies import book
from workforce.models import Person, User


class AllowanceShort(Exception):
    """More time is asked for than is left in a year. `needed` and `left` are minutes."""

    def __init__(self, year_starts_on: date, needed: int, left: int, minutes_per_day: int) -> None:
        self.year_starts_on, self.needed, self.left = year_starts_on, needed, left
        sentence = movements.short_sentence(year_starts_on, needed, left, minutes_per_day)
        self.remedy = movements.SHORT_REMEDY
        super().__init__(f"{sentence} {self.remedy}")


class SourceAlreadyUsed(Exception):
    """The same source and cycle once did something else, so this is no retry: the next cycle is needed."""


def lock_accounts(*, person_id: int, days: Iterable[date]) -> dict[date, Account]:
    """All the person's accounts, those of the days' years made where missing, locked by id; keyed by year start.

    Whoever writes for a person holds all their years, so that one writer follows the other even where the
    two are after different years: a source then never moves time twice. Call it once inside a transaction.
    """
    starts = {year_start(day) for day in days}
    mine = Account.objects.filter(person_id=person_id)
    found = {account.year_starts_on: account for account in mine.locked()}
    if starts <= found.keys():
        return found
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)
    new = [Account(person_id=person_id, year_starts_on=start) for start in sorted(starts - found.keys())]
    Account.objects.bulk_create(new, ignore_conflicts=True)
    return {account.year_starts_on: account for account in mine.locked()}


@transaction.atomic
def reserve(
    *,
    person_id: int,
    portions: Sequence[Portion],
    source: str,
    cycle: int = 0,
    by: User | None,
    at: datetime,
    reason: str,
    excess_minutes: int = 0,
    locked: Mapping[date, Account] | None = None,
) -> list[LedgerEntry]:
    """Set time aside for a booking, each portion in the year of its day. All of it, or AllowanceShort.

    `excess_minutes` are those a manager approved beyond what is left (DOMAIN 6, rule 4); what is used
    of them stands in the entries. `locked` are accounts that the caller locked in this transaction.
    """
    needs = needs_by_year(portions)
    accounts = locked if locked is not None else lock_accounts(person_id=person_id, days=needs)
    earlier = posting.history(source, cycle)
    if earlier.entries:
        return _replayed(earlier, ("reserve",), needs, still=earlier.reserved)
    beyond = _affords(person_id, needs, accounts, excess_minutes)
    if beyond is None:
        return []
    moves = [(accounts[start], movements.reserving(need, beyond.get(start, 0))) for start, need in needs.items()]
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


@transaction.atomic
def release(*, source: str, cycle: int = 0, by: User | None, at: datetime, reason: str) -> list[LedgerEntry]:
    """Give back all that is still reserved under a source; nothing reserved, nothing happens."""
    accounts, earlier = _locked(source, cycle)
    moves = [
        (accounts[start], movements.releasing(minutes, earlier.day_in(start)))
        for start, minutes in earlier.reserved.items()
    ]
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


@transaction.atomic
def spend(
    *, source: str, cycle: int = 0, portions: Sequence[Portion], by: User | None, at: datetime, reason: str
) -> list[LedgerEntry]:
    """Turn what was reserved under a source into what was attended; the rest is given back.

    What was attended on a place that stood is a fact and posts in full: minutes that moved into a year
    with too little left leave it overdrawn, by a change of circumstances (DESIGN 4).
    Where nothing was ever reserved (no ledger, or learning that costs no allowance) nothing happens.
    """
    needs = needs_by_year(portions)
    accounts, earlier = _locked(source, cycle, days=needs)
    if earlier.person_id is None:
        return []
    reserved = earlier.reserved
    if not reserved:
        return _replayed(earlier, ("spend", "release"), needs, still=earlier.spent)
    moves = [
        (account, move)
        for start, account in accounts.items()
        for move in movements.settling(needs.get(start), reserved.get(start, 0), earlier.day_in(start))
    ]
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


@transaction.atomic
def spend_directly(
    *,
    person_id: int,
    portions: Sequence[Portion],
    source: str,
    cycle: int = 0,
    by: User | None,
    at: datetime,
    reason: str,
    in_full: bool = False,
    excess_minutes: int = 0,
) -> list[LedgerEntry]:
    """Spend what was never reserved (somebody who walked in), from what is left and an approved excess,
    or AllowanceShort.

    `in_full` is for a correction of a place that had stood: what was attended on it is a fact and posts
    whatever is left, as `spend` does. Learning of the past goes through `actions.past_learning`.
    """
    needs = needs_by_year(portions)
    accounts = lock_accounts(person_id=person_id, days=needs)
    earlier = posting.history(source, cycle)
    if earlier.entries:
        return _replayed(earlier, ("spend", "release"), needs, still=earlier.spent)
    beyond = _affords(person_id, needs, accounts, excess_minutes, in_full=in_full)
    if beyond is None:
        return []
    moves = [
        (accounts[start], replace(movements.spending(need, movements.AVAILABLE), excess=beyond.get(start, 0)))
        for start, need in needs.items()
    ]
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


@transaction.atomic
def claim(
    *,
    person_id: int,
    portions: Sequence[Portion],
    source: str,
    cycle: int = 0,
    by: User | None,
    at: datetime,
    reason: str,
    excess_minutes: int = 0,
) -> list[LedgerEntry]:
    """Use time for a verified claim, each portion in the year of its day: from what is left and an approved
    excess, or AllowanceShort (DOMAIN 6, rule 14). The same again gives the entries of the first time."""
    needs = needs_by_year(portions)
    accounts = lock_accounts(person_id=person_id, days=needs)
    earlier = posting.history(source, cycle)
    if earlier.entries:
        return _replayed(earlier, ("claim",), needs, still=earlier.spent)
    beyond = _affords(person_id, needs, accounts, excess_minutes)
    if beyond is None:
        return []
    moves = [
        (accounts[start], replace(movements.claiming(need), excess=beyond.get(start, 0)))
        for start, need in needs.items()
    ]
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


@transaction.atomic
def reverse(*, source: str, cycle: int = 0, by: User | None, at: datetime, reason: str) -> list[LedgerEntry]:
    """Take back what was used under a source, a correction; used nothing, or taken back, nothing happens."""
    accounts, earlier = _locked(source, cycle)
    moves = []
    for start in earlier.spent:
        spent = earlier.first("spend", start) or earlier.first("claim", start)
        if spent is not None:
            moves.append((accounts[start], movements.reversing(posting.split_of(spent), spent.effective_on)))
    return posting.post(moves, source=source, cycle=cycle, by=by, at=at, reason=reason)


def _locked(source: str, cycle: int, days: Iterable[date] = ()) -> tuple[dict[date, Account], posting.History]:
    """The accounts a source touched (and those of further days), locked; and its history read under the lock."""
    found = posting.history(source, cycle)
    if found.person_id is None:
        return {}, found
    accounts = lock_accounts(person_id=found.person_id, days=[*found.years, *days])
    return accounts, posting.history(source, cycle)


def _affords(
    person_id: int,
    needs: Mapping[date, Need],
    accounts: Mapping[date, Account],
    excess_minutes: int,
    *,
    in_full: bool = False,
) -> dict[date, int] | None:
    """Minutes beyond what is left by year, within the approved excess; None for people without a ledger.

    Raises AllowanceShort, for the first year that lacks time, when more than the excess is missing;
    a fact posts in full and asks nobody.
    """
    balances = posting.balances(accounts[start] for start in needs)
    available = {start: balances[accounts[start].pk].available for start in needs}
    short = movements.shortfalls({start: need.minutes for start, need in needs.items()}, available)
    if not short:
        return {}
    figures = book()
    start, needed, left = short[0]
    if not is_staff(spells_by_person([person_id]).get(person_id, []), figures.yes(policies.AGENCY, start)):
        return None
    beyond = {year: wanted - there for year, wanted, there in short}
    if in_full:
        return {}
    if not figures.yes(policies.EXCESS, needs[start].on):
        excess_minutes = 0
    if sum(beyond.values()) > excess_minutes:
        raise AllowanceShort(start, needed, left, figures.whole(policies.DAY, start))
    return beyond


def _replayed(
    earlier: posting.History, kinds: tuple[str, ...], needs: Mapping[date, Need], still: Mapping[date, int]
) -> list[LedgerEntry]:
    """The entries of the first time, when this is the same request again; else SourceAlreadyUsed."""
    wanted = {start: need.minutes for start, need in needs.items()}
    if wanted == earlier.minutes_of(kinds[0]) == still:
        return [entry for entry in earlier.entries if entry.kind in kinds]
    source = f"{earlier.entries[0].source}, cycle {earlier.entries[0].cycle}"
    raise SourceAlreadyUsed(f"{source} has already moved time in another way: use its next cycle.")
