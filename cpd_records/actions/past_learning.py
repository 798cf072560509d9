"""Learning of the past, many rows at once: into the CPD record, and spent in the ledger (FORMATS, training_history).

What happened is a fact: it is posted in full whatever is left, and entitlement reconciled afterwards
shows a shortfall as overdrawn. People who keep no ledger get the record and nothing is taken off.
The same rows again change nothing; a row that says otherwise withdraws the old record, reverses
what it spent, and stands under the next cycle.

New rows are not repeated in the change log: the import run that brought them is their log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from cpd_records import policies
from cpd_records.actions import ledger, posting, records
from cpd_records.models import Account, CpdRecord, LedgerEntry
from cpd_records.rules.entitlement import is_staff
from cpd_records.rules.learning import Learning
from cpd_records.rules.movements import AVAILABLE, spending
from cpd_records.rules.portions import Portion, needs_by_year
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import year_start
from foundation.policies import book
from workforce.models import User

BATCH = 2000


@dataclass(frozen=True, slots=True)
class PastLearning:
    """One person's past learning, and the sentence its ledger entry carries.

    Its source names one happening of one person, and is the ledger's source too.
    """

    person_id: int
    learning: Learning
    reason: str


@dataclass(frozen=True, slots=True)
class Posted:
    """How many rows were new, differed from what stood, or were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@transaction.atomic
def post(*, rows: Sequence[PastLearning], by: User | None, at: datetime) -> Posted:
    """Record and spend all rows; a few statements for each two thousand new ones."""
    rows = _as_recorded(rows)
    standing = _standing(rows)
    new, changed = [], []
    for row in rows:
        earlier = standing.get((row.person_id, row.learning.source))
        if earlier is None:
            new.append(row)
        elif not records.agrees(earlier, row.learning):
            changed.append((earlier, row))
    for earlier, _ in changed:
        _take_back(earlier, by, at)
    _add([*new, *(row for _, row in changed)], by, at)
    return Posted(len(new), len(changed), len(rows) - len(new) - len(changed))


@transaction.atomic
def take_back(*, keys: Sequence[tuple[int, str]], by: User | None, at: datetime) -> int:
    """Withdraw what stands under these (person id, source) pairs: a later file says nothing was learned."""
    wanted = set(keys)
    some = CpdRecord.objects.standing().filter(source__in=sorted({source for _, source in wanted}))
    standing = [record for record in some if (record.person_id, record.source) in wanted]
    for record in standing:
        _take_back(record, by, at)
    return len(standing)


def _standing(rows: Sequence[PastLearning]) -> dict[tuple[int, str], CpdRecord]:
    """The records that stand under the rows' people and sources."""
    found: dict[tuple[int, str], CpdRecord] = {}
    sources = sorted({row.learning.source for row in rows})
    for first in range(0, len(sources), BATCH):
        some = CpdRecord.objects.standing().filter(source__in=sources[first : first + BATCH])
        found |= {(record.person_id, record.source): record for record in some}
    return found


def _take_back(record: CpdRecord, by: User | None, at: datetime) -> None:
    reason = "Changed by a later training history file"
    records.withdraw(record=record, reason=reason, by=by, at=at)
    cycle = LedgerEntry.objects.next_cycle(record.source) - 1
    if cycle >= 0:
        ledger.reverse(source=record.source, cycle=cycle, by=by, at=at, reason=reason)


def _add(rows: Sequence[PastLearning], by: User | None, at: datetime) -> None:
    made = [records.row(row.person_id, row.learning, at) for row in rows]
    CpdRecord.objects.bulk_create(made, batch_size=BATCH)
    _spend([row for row in rows if row.learning.credited_minutes > 0], by, at)


def _spend(rows: Sequence[PastLearning], by: User | None, at: datetime) -> None:
    accounts = _accounts(rows)
    used = _used_cycles({row.learning.source for row in rows})
    entries = []
    for row in rows:
        source = row.learning.source
        portion = Portion(row.learning.starts_on, row.learning.credited_minutes, row.learning.weights)
        for start, need in needs_by_year([portion]).items():
            account, move, cycle = accounts[row.person_id, start], spending(need, AVAILABLE), used.get(source, -1) + 1
            entries.append(posting.entry(account, move, source=source, cycle=cycle, by=by, at=at, reason=row.reason))
    LedgerEntry.objects.bulk_create(entries, batch_size=BATCH)


def _as_recorded(rows: Sequence[PastLearning]) -> list[PastLearning]:
    """The rows, with no credit for people who keep no ledger: nothing came off anything."""
    spells, figures = spells_by_person({row.person_id for row in rows}), book()
    return [
        row
        if is_staff(spells.get(row.person_id, []), figures.yes(policies.AGENCY, row.learning.starts_on))
        else replace(row, learning=replace(row.learning, credited_minutes=0))
        for row in rows
    ]


def _accounts(rows: Sequence[PastLearning]) -> dict[tuple[int, date], Account]:
    """Every account the rows touch, made where missing, locked by id."""
    wanted = {(row.person_id, year_start(row.learning.starts_on)) for row in rows}
    people, starts = {person for person, _ in wanted}, {start for _, start in wanted}
    found = Account.objects.filter(person_id__in=people, year_starts_on__in=starts)
    missing = wanted - set(found.values_list("person_id", "year_starts_on"))
    new = [Account(person_id=person, year_starts_on=start) for person, start in sorted(missing)]
    Account.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    return {(account.person_id, account.year_starts_on): account for account in found.all().locked()}


def _used_cycles(sources: set[str]) -> dict[str, int]:
    """The highest cycle each source was ever posted under; new sources are absent."""
    used: dict[str, int] = {}
    keys = sorted(sources)
    for first in range(0, len(keys), BATCH):
        some = LedgerEntry.objects.filter(source__in=keys[first : first + BATCH]).order_by()
        used |= dict(some.values_list("source").annotate(highest=Max("cycle")))
    return used
