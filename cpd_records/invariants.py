"""What must always hold of the ledger and the record; `manage.py check_invariants` runs these (DESIGN 5). Read-only."""

from collections.abc import Iterator

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, ExtractYear, Lead
from django.utils import timezone

from cpd_records.actions.entitlement import differing
from cpd_records.models import Account, Certificate, CpdRecord, LedgerEntry, RequirementPeriod
from cpd_records.rules.balances import BalanceDoesNotAddUp, balance_of
from cpd_records.rules.years import year_start, years_up_to
from foundation.policies import book
from foundation.slots import Breach

ROOM = "cpd_records"


def breaches() -> Iterator[Breach]:
    """Everything that is wrong in the room, one rule after the other."""
    yield from balances_add_up()
    yield from nothing_is_taken_below_zero()
    yield from no_source_gives_back_more_than_it_took()
    yield from entries_count_in_their_year()
    yield from allowances_follow_posts()
    yield from certificates_stand_on_completed_learning()
    yield from cycles_stand_on_learning()
    yield from cycles_follow_one_another()


def balances_add_up() -> Iterator[Breach]:
    """Booked and used are never below 0, and the methodologies add up to what is used."""
    for account in Account.objects.with_balances():
        try:
            balance_of(account.sums)
        except BalanceDoesNotAddUp as found:
            yield Breach(ROOM, "the buckets of an account add up", str(account), str(found))


def nothing_is_taken_below_zero() -> Iterator[Breach]:
    """Booking and claiming go below what was left only by an approved excess.

    A change of circumstances and imported history may go below.
    """
    left = Window(Sum(_signed("available")), partition_by=F("account"), order_by=F("pk").asc())
    for entry in LedgerEntry.objects.annotate(left=left).filter(left__lt=0):
        beyond = entry.minutes - max(entry.left + entry.minutes, 0)
        if entry.kind in (LedgerEntry.Kind.RESERVE, LedgerEntry.Kind.CLAIM) and beyond > entry.excess_minutes:
            detail = f"{entry} left {entry.left} minutes, {entry.excess_minutes} were approved beyond"
            yield Breach(
                ROOM, "nothing is booked or claimed beyond what is left", f"account {entry.account_id}", detail
            )


def no_source_gives_back_more_than_it_took() -> Iterator[Breach]:
    """No booking releases or spends more than it reserved, or reverses more than it spent."""
    for bucket in ("reserved", "spent"):
        held: QuerySet = LedgerEntry.objects.order_by().values("account", "source", "cycle")
        for row in held.annotate(minutes_held=Sum(_signed(bucket))).filter(minutes_held__lt=0):
            subject = f"account {row['account']}, {row['source']}, cycle {row['cycle']}"
            detail = f"{row['minutes_held']} minutes {bucket}"
            yield Breach(ROOM, "nothing gives back more than it took", subject, detail)


def entries_count_in_their_year() -> Iterator[Breach]:
    """Each entry counts for a day of its account's year."""
    for entry in _in_another_year().select_related("account"):
        detail = f"{entry} counts for {entry.effective_on:%Y-%m-%d}"
        yield Breach(ROOM, "an entry counts in its account's year", str(entry.account), detail)


def allowances_follow_posts() -> Iterator[Breach]:
    """What the ledger gave equals what posts and policy come to, for every year up to the present one."""
    starts = years_up_to(year_start(timezone.localdate()))
    for (person_id, start), (due, given) in sorted(differing(None, starts, book()).items()):
        detail = f"the ledger gave {given.minutes} minutes, posts and policy come to {due.minutes}"
        yield Breach(ROOM, "an allowance equals its sum", f"person {person_id}, year {start:%Y}", detail)


def certificates_stand_on_completed_learning() -> Iterator[Breach]:
    """A valid certificate belongs to learning that was completed and stands in the record."""
    completed = Q(record__outcome="attended", record__withdrawn_at__isnull=True)
    for certificate in Certificate.objects.valid().exclude(completed):
        detail = f"record {certificate.record_id} was attended in part, or withdrawn"
        yield Breach(ROOM, "a certificate stands on completed learning", str(certificate), detail)


def cycles_stand_on_learning() -> Iterator[Breach]:
    """A completed cycle that was not revoked names learning of that human which stands in the record."""
    mine = Q(person=OuterRef("person")) | Q(person__joined_into=OuterRef("person"))
    standing = CpdRecord.objects.standing().filter(mine, source=OuterRef("evidence"), outcome="attended")
    lost = RequirementPeriod.objects.filter(revoked_at=None).exclude(evidence="").exclude(Exists(standing))
    for period in lost:
        detail = f"{period.code}, cycle {period.cycle} names {period.evidence}, which does not stand"
        yield Breach(ROOM, "a completed cycle stands on learning", str(period), detail)


def cycles_follow_one_another() -> Iterator[Breach]:
    """Of one person and requirement only the last cycle is open, and completions come in the cycles' order."""
    rows = RequirementPeriod.objects.filter(revoked_at=None).annotate(
        later=Window(Lead("cycle"), partition_by=[F("person"), F("code")], order_by=F("cycle").asc()),
        then=Window(Lead("completed_on"), partition_by=[F("person"), F("code")], order_by=F("cycle").asc()),
    )
    overtaken = Q(later__isnull=False, completed_on=None, closed_on=None)
    for period in rows.filter(overtaken | Q(then__lt=F("completed_on"))):
        detail = f"{period.code}, cycle {period.cycle} is open, or completed after the next one"
        yield Breach(ROOM, "cycles follow one another", str(period), detail)


def _in_another_year() -> QuerySet[LedgerEntry]:
    """Entries before their account's 1 April, or on the next one and later."""
    year = Cast(ExtractYear("account__year_starts_on") + 1, IntegerField())
    following = Func(year, 4, 1, function="make_date", output_field=DateField())
    return LedgerEntry.objects.filter(Q(effective_on__lt=F("account__year_starts_on")) | Q(effective_on__gte=following))


def _signed(bucket: str) -> Case:
    """Minutes into a bucket, or out of it with a minus."""
    return Case(
        When(to_bucket=bucket, then=F("minutes")),
        When(from_bucket=bucket, then=-F("minutes")),
        default=Value(0),
        output_field=IntegerField(),
    )
