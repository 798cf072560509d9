"""Reads of accounts and entries. A balance is always a sum of entries, made by the database."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from cpd_records.querysets.visibility import coordinated, own, reports
from foundation.methodologies import METHODOLOGIES

BUCKETS = ("available", "reserved", "spent")
STATEMENT_FIELDS = (
    "effective_on",
    "at",
    "kind",
    "from_bucket",
    "to_bucket",
    "minutes",
    "excess_minutes",
    *(f"{code}_minutes" for code, _ in METHODOLOGIES),
    "source",
    "cycle",
    "reason",
    "by_id",
    "by_name",
)
"""What a statement reads of an entry, in the order of `rules.statements.Moved`."""


def end_of_day(day: date) -> datetime:
    """The first moment of the day after, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def as_at(day: date, prefix: str = "") -> Q:
    """The movements of the world on a day, by what is known now: those that count for a day by then,
    and those that had been recorded by its end (a booking for later holds its minutes already)."""
    return Q(**{f"{prefix}effective_on__lte": day}) | Q(**{f"{prefix}at__lt": end_of_day(day)})


def _moved(prefix: str, bucket: str, field: str = "minutes", when: Q | None = None) -> Coalesce:
    """Minutes that came into a bucket less those that left it."""
    signed = Case(
        When(**{f"{prefix}to_bucket": bucket}, then=F(f"{prefix}{field}")),
        When(**{f"{prefix}from_bucket": bucket}, then=-F(f"{prefix}{field}")),
        output_field=models.IntegerField(),
    )
    return Coalesce(Sum(signed, filter=when), Value(0))


def sums(prefix: str = "", when: Q | None = None) -> dict[str, Coalesce]:
    """Annotations `available`, `reserved`, `spent` and `spent_<methodology>`, in minutes; of some entries or all."""
    buckets = {bucket: _moved(prefix, bucket, when=when) for bucket in BUCKETS}
    split = {f"spent_{code}": _moved(prefix, "spent", f"{code}_minutes", when) for code, _ in METHODOLOGIES}
    return buckets | split


class AccountQuerySet(QuerySet[Any]):
    """Allowance years of people."""

    def with_balances(self, *, by_day: date | None = None, known_on: datetime | None = None) -> "AccountQuerySet":
        """Each account with its sums by bucket and methodology: `rules.balances.balance_of(account.sums)`.

        `by_day` tells the world of that day by what is known now, `known_on` only what was recorded by a moment.
        """
        when = Q() if by_day is None else as_at(by_day, "entries__")
        when &= Q() if known_on is None else Q(entries__at__lte=known_on)
        return self.annotate(**sums("entries__", when or None))

    def visible_to(self, user: Any, on: date) -> "AccountQuerySet":
        """Totals: one's own; one's reports', also as acting manager or deputy; one's scope's as coordinator."""
        return self.filter(own(user, on) | reports(user, on) | coordinated(user, on))

    def for_user(self, user: Any, on: date) -> "AccountQuerySet":
        """The user's own years, under every record joined into theirs."""
        return self.filter(own(user, on))

    def of_human(self, person: Any) -> "AccountQuerySet":
        """A person's years, under every record joined with theirs."""
        root = person.joined_into_id or person.pk
        return self.filter(Q(person=root) | Q(person__joined_into=root))

    def of_year(self, start: date) -> "AccountQuerySet":
        """Accounts of the allowance year that starts on a 1 April."""
        return self.filter(year_starts_on=start)

    def counted(self) -> dict[str, int]:
        """Sums over all accounts at once, `people` with an allowance and `learning` who used or booked some.

        Annotated values without a person's key (DESIGN rule 1). A leader sees them inside their own
        scope; any wider view must pass the small-number gate first.
        """
        each = self.with_balances().annotate(
            granted=F("available") + F("reserved") + F("spent"), taken=F("reserved") + F("spent")
        )
        names = (*sums(), "granted", "taken")
        return each.filter(granted__gt=0).aggregate(
            people=Count("pk"),
            learning=Count("pk", filter=Q(taken__gt=0)),
            **{f"total_{name}": Coalesce(Sum(name), Value(0)) for name in names},
        )

    def locked(self) -> "AccountQuerySet":
        """Locked for update in the order every writer uses: by id (DESIGN 4, "Booking")."""
        return self.order_by("pk").select_for_update(of=("self",))


class LedgerEntryQuerySet(QuerySet[Any]):
    """Entries. Append-only: there is no update here and the database refuses one."""

    def visible_to(self, user: Any, on: date) -> "LedgerEntryQuerySet":
        """Single movements: one's own, and those in one's scope as coordinator. Managers see totals."""
        account = self.model._meta.get_field("account").related_model
        open_accounts = account._default_manager.filter(own(user, on) | coordinated(user, on))
        return self.filter(account__in=open_accounts)

    def of_source(self, source: str, cycle: int) -> "LedgerEntryQuerySet":
        """Everything one happening has moved in one cycle."""
        return self.filter(source=source, cycle=cycle)

    def next_cycle(self, source: str) -> int:
        """The first cycle of a source that nothing was posted under: 0 for a new source."""
        highest = self.filter(source=source).aggregate(highest=Max("cycle"))["highest"]
        return 0 if highest is None else highest + 1

    def sums_by_account(self, account_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The sums of each account that has entries, in one query."""
        rows = self.filter(account_id__in=list(account_ids)).order_by().values("account_id").annotate(**sums())
        return {row["account_id"]: row for row in rows}

    def used_by_source(self, sources: Iterable[str]) -> dict[str, int]:
        """Minutes each happening has used, less what was taken back, in one query; those without entries are absent."""
        rows = self.filter(source__in=list(sources)).order_by().values("source")
        return dict(rows.annotate(used=_moved("", "spent")).values_list("source", "used"))

    def taken(self) -> int:
        """Minutes booked and used by these entries together, less what they gave back."""
        found = self.aggregate(reserved=_moved("", "reserved"), spent=_moved("", "spent"))
        return int(found["reserved"] + found["spent"])

    def used_by_year(self, sources: Iterable[str]) -> list[tuple[int, str, date, int]]:
        """(person, source, start of the year, minutes used less what was taken back) of some happenings."""
        rows = self.filter(source__in=list(sources)).order_by()
        by_year = rows.values("account__person", "source", "account__year_starts_on").annotate(used=_moved("", "spent"))
        return list(by_year.values_list("account__person", "source", "account__year_starts_on", "used"))

    def entitlement(self) -> "LedgerEntryQuerySet":
        """What reconciling posts and policy has given and changed; gifts by hand have other sources."""
        return self.filter(Q(kind="grant") | Q(kind="adjust"), source__startswith="entitlement:")

    def by_day(self, day: date) -> "LedgerEntryQuerySet":
        """Those of the world on a day, by what is known now."""
        return self.filter(as_at(day))

    def as_statement(self) -> QuerySet[Any]:
        """Rows in the order and with the fields a statement reads."""
        named = Coalesce(
            NullIf(F("by__display_name"), Value("")),
            Cast(F("by__email"), models.CharField()),
            Value(""),
            output_field=models.CharField(),
        )
        return self.in_order().annotate(by_name=named).values_list(*STATEMENT_FIELDS)

    def in_order(self) -> "LedgerEntryQuerySet":
        """As a statement lists them: by the day each counts for, what is given before what is taken."""
        first = Case(When(from_bucket="outside", then=0), default=1, output_field=models.IntegerField())
        return self.order_by("effective_on", first, "at", "pk")
