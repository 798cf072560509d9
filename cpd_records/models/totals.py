"""What is left of ledgers, records and cycles that were disposed of: figures without people.

Figures of past years add these to the rows that are there (`cpd_records.past`), so that they
stay what they were. Who a small group was must not be read from them: like every figure they pass the
small-number gate before anybody sees them.
"""

from django.db import models

from cpd_records.models.ledger import LedgerEntry
from cpd_records.models.records import CpdRecord
from foundation.models import PlainModel


class Grouped(PlainModel):
    """The year from 1 April, the team and the role family at the time; empty where no post was running."""

    year_starts_on = models.DateField(help_text="1 April.")
    team_code = models.CharField(max_length=20, blank=True)
    role_family = models.CharField(max_length=19, blank=True)

    class Meta:
        abstract = True


class Minutes(Grouped):
    """How many rows, and their minutes with the split over the methodologies."""

    rows = models.PositiveIntegerField(default=0)
    minutes = models.PositiveBigIntegerField(default=0)
    sos_minutes = models.PositiveBigIntegerField(default=0)
    rp_minutes = models.PositiveBigIntegerField(default=0)
    sp_minutes = models.PositiveBigIntegerField(default=0)
    general_minutes = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True


class LedgerTotal(Minutes):
    """Movements of one kind from one bucket to another."""

    kind = models.CharField(max_length=7, choices=LedgerEntry.Kind)
    from_bucket = models.CharField(max_length=9, choices=LedgerEntry.Bucket)
    to_bucket = models.CharField(max_length=9, choices=LedgerEntry.Bucket)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year_starts_on", "team_code", "role_family", "kind", "from_bucket", "to_bucket"],
                name="cpd_records_ledger_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"ledger total {self.pk}"


class RecordTotal(Minutes):
    """Learning of one kind and outcome, by course; records that were withdrawn are not in it."""

    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8, choices=CpdRecord.Outcome)
    course_code = models.CharField(max_length=20, blank=True)
    credited_minutes = models.PositiveBigIntegerField(default=0)
    certificates = models.PositiveIntegerField(default=0, help_text="Valid certificates that stood on them.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year_starts_on", "team_code", "role_family", "kind", "outcome", "course_code"],
                name="cpd_records_record_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"record total {self.pk}"


class RequirementTotal(Grouped):
    """Cycles of one requirement that fell due in the year: completed in time, late, or not."""

    code = models.SlugField(max_length=40)
    in_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    not_done = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year_starts_on", "team_code", "role_family", "code"],
                name="cpd_records_requirement_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"requirement total {self.pk}"
