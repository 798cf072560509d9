"""Under every action of the ledger: what a source has moved so far, and writing the next entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cpd_records.models import Account, LedgerEntry
from cpd_records.querysets import own_years
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.movements import RESERVED, SPENT, Move
from foundation.methodologies import METHODOLOGIES, Split
from workforce.models import User

CODES = tuple(code for code, _ in METHODOLOGIES)


@dataclass(frozen=True, slots=True)
class History:
    """What one source has moved in one cycle; it always concerns one person."""

    entries: list[LedgerEntry]

    @property
    def person_id(self) -> int | None:
        """Whose time it is; None when nothing was ever posted."""
        return self.entries[0].account.person_id if self.entries else None

    @property
    def years(self) -> list[date]:
        """Starts of the allowance years it touched."""
        return sorted({entry.account.year_starts_on for entry in self.entries})

    def inside(self, bucket: str) -> dict[date, int]:
        """Minutes it still holds in a bucket, by year; years that hold none are absent."""
        held: dict[date, int] = {}
        for entry in self.entries:
            moved = (entry.to_bucket == bucket) - (entry.from_bucket == bucket)
            year = entry.account.year_starts_on
            held[year] = held.get(year, 0) + moved * entry.minutes
        return {year: minutes for year, minutes in held.items() if minutes}

    @property
    def reserved(self) -> dict[date, int]:
        """Minutes still booked, by year."""
        return self.inside(RESERVED)

    @property
    def spent(self) -> dict[date, int]:
        """Minutes used and not taken back, by year."""
        return self.inside(SPENT)

    def first(self, kind: str, year: date) -> LedgerEntry | None:
        """Its entry of a kind in a year: there is at most one."""
        return next((e for e in self.entries if (e.kind, e.account.year_starts_on) == (kind, year)), None)

    def day_in(self, year: date) -> date:
        """The day its entries of a year count for; the year's first day where it has none."""
        return next((e.effective_on for e in self.entries if e.account.year_starts_on == year), year)

    def minutes_of(self, kind: str) -> dict[date, int]:
        """Minutes of its entries of a kind, by year."""
        return {e.account.year_starts_on: e.minutes for e in self.entries if e.kind == kind}


def history(source: str, cycle: int) -> History:
    """What a source has moved in a cycle so far: one query."""
    entries = LedgerEntry.objects.of_source(source, cycle).select_related("account").order_by("pk")
    return History(list(entries))


def balances(accounts: Iterable[Account]) -> dict[int, Balance]:
    """Balance of each account, counted from its entries now; one query."""
    ids = [account.pk for account in accounts]
    if len(ids) == 1:
        return {pk: balance_of(row) for pk, row in zip(ids, own_years.OF_ACCOUNT.rows(*ids), strict=True)}
    counted = LedgerEntry.objects.sums_by_account(ids)
    return {pk: balance_of(counted[pk]) if pk in counted else Balance() for pk in ids}


def split_of(entry: LedgerEntry) -> Split:
    """The methodology split an entry carries."""
    return Split(**{code: getattr(entry, f"{code}_minutes") for code in CODES})


def entry(
    account: Account, move: Move, *, source: str, cycle: int, by: User | None, at: datetime, reason: str
) -> LedgerEntry:
    """One unsaved entry."""
    split = move.split or Split()
    return LedgerEntry(
        account=account,
        kind=move.kind,
        from_bucket=move.from_bucket,
        to_bucket=move.to_bucket,
        minutes=move.minutes,
        excess_minutes=move.excess,
        source=source,
        cycle=cycle,
        effective_on=move.on,
        reason=reason,
        by=by,
        at=at,
        **{f"{code}_minutes": getattr(split, code) for code in CODES},
    )


def post(
    moves: Sequence[tuple[Account, Move]], *, source: str, cycle: int, by: User | None, at: datetime, reason: str
) -> list[LedgerEntry]:
    """Write entries in one statement. The caller holds the accounts' locks."""
    rows = [entry(account, move, source=source, cycle=cycle, by=by, at=at, reason=reason) for account, move in moves]
    return LedgerEntry.objects.bulk_create(rows)
