"""The allowance ledger: time moved between buckets, never edited (DESIGN 4)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.ledger import AccountQuerySet, LedgerEntryQuerySet
from foundation.models import PlainModel


class Account(PlainModel):
    """A person's allowance year. It is the lock for everything that moves their time, and holds no balance."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="accounts")
    year_starts_on = models.DateField(help_text="1 April.")

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year_starts_on"], name="cpd_records_one_account_a_year")
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def sums(self) -> dict[str, Any]:
        """The annotations of `with_balances()`, for `rules.balances.balance_of`."""
        return vars(self)


class LedgerEntry(PlainModel):
    """Whole minutes moved from one bucket to another. Append-only: the database refuses anything else.

    `source` names what caused it ("booking:<uuid>", "entitlement:2026"); with `kind` and `cycle` it
    is unique within the account, so that a retry cannot double it. Time that enters or leaves
    `spent` carries its split over the methodologies.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", "Allowance given"
        ADJUST = "adjust", "Allowance changed"
        CARRY = "carry", "Carried over"
        RESERVE = "reserve", "Booked"
        RELEASE = "release", "Given back"
        SPEND = "spend", "Used"
        CLAIM = "claim", "Claimed"
        REVERSE = "reverse", "Corrected"

    class Bucket(models.TextChoices):
        OUTSIDE = "outside", "Outside"
        AVAILABLE = "available", "Left"
        RESERVED = "reserved", "Booked"
        SPENT = "spent", "Used"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=7, choices=Kind)
    from_bucket = models.CharField(max_length=9, choices=Bucket)
    to_bucket = models.CharField(max_length=9, choices=Bucket)
    minutes = models.PositiveIntegerField()
    sos_minutes = models.PositiveIntegerField(default=0)
    rp_minutes = models.PositiveIntegerField(default=0)
    sp_minutes = models.PositiveIntegerField(default=0)
    general_minutes = models.PositiveIntegerField(default=0)
    excess_minutes = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Of these, minutes a manager approved beyond what was left."
    )
    source = models.CharField(max_length=120)
    cycle = models.PositiveSmallIntegerField(default=0)
    effective_on = models.DateField(help_text="The day it counts for: the session's day, or the day of the change.")
    reason = models.TextField(help_text="A sentence the person can check; for an allowance, the whole sum.")
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "source", "kind", "cycle"], name="cpd_records_entry_once"),
            models.CheckConstraint(name="cpd_records_entry_moves_something", condition=Q(minutes__gt=0)),
            models.CheckConstraint(name="cpd_records_entry_moves_somewhere", condition=~Q(from_bucket=F("to_bucket"))),
            models.CheckConstraint(
                name="cpd_records_entry_kind_fits_buckets",
                condition=Q(kind="grant", from_bucket="outside", to_bucket="available")
                | Q(kind="adjust", from_bucket="outside", to_bucket="available")
                | Q(kind="adjust", from_bucket="available", to_bucket="outside")
                | Q(kind="carry", from_bucket="outside", to_bucket="available")
                | Q(kind="carry", from_bucket="available", to_bucket="outside")
                | Q(kind="reserve", from_bucket="available", to_bucket="reserved")
                | Q(kind="release", from_bucket="reserved", to_bucket="available")
                | Q(kind="spend", from_bucket__in=["reserved", "available"], to_bucket="spent")
                | Q(kind="claim", from_bucket="available", to_bucket="spent")
                | Q(kind="reverse", from_bucket="spent", to_bucket="available"),
            ),
            models.CheckConstraint(
                name="cpd_records_entry_split_adds_up",
                condition=Q(
                    Q(from_bucket="spent") | Q(to_bucket="spent"),
                    minutes=F("sos_minutes") + F("rp_minutes") + F("sp_minutes") + F("general_minutes"),
                )
                | Q(
                    ~Q(from_bucket="spent"),
                    ~Q(to_bucket="spent"),
                    sos_minutes=0,
                    rp_minutes=0,
                    sp_minutes=0,
                    general_minutes=0,
                ),
            ),
        ]
        indexes = [models.Index(fields=["source"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
