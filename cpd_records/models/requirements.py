"""Requirements with certification periods: every cycle its own row, never overwritten (DESIGN 4)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.requirements import ExemptionQuerySet, PeriodQuerySet, RequirementQuerySet
from foundation.models import PeriodModel, PlainModel

DUE_DAYS, MONTHS = MaxValueValidator(1500), MaxValueValidator(240)


class Requirement(PlainModel):
    """What a requirement asks from a day on, until a later row with the same code (DESIGN rule 7).

    Rows are only added, so that the setting each cycle was made under can always be read. Learning is
    named by course code, never by a key to a course: any of the codes will do.
    """

    class Basis(models.TextChoices):
        COMPLETION = "completion", "The day it was completed"
        EXPIRY = "expiry", "The day the last one ran out, when renewed in time; else the day it was completed"
        ANNIVERSARY = "anniversary", "The same day of every year"

    code = models.SlugField(max_length=40)
    starts_on = models.DateField("holds from", help_text="Cycles that begin from this day follow it.")
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=255, blank=True, help_text="The rule it follows from, in a sentence people read.")
    audiences = models.ManyToManyField(
        "foundation.Term", blank=True, related_name="+", limit_choices_to={"vocabulary__code": "audience"}
    )
    course_codes = ArrayField(models.CharField(max_length=20), help_text="Completing any one of these will do.")
    first_due_days = models.PositiveSmallIntegerField(
        "first due within days",
        validators=[MinValueValidator(1), DUE_DAYS],
        help_text="From the day it begins to apply.",
    )
    lasts_months = models.PositiveSmallIntegerField(
        "lasts months", null=True, blank=True, validators=[MONTHS], help_text="Empty: once is enough."
    )
    window_months = models.PositiveSmallIntegerField(
        "renewal opens months before", default=3, validators=[MONTHS], help_text="How early a renewal is asked for."
    )
    basis = models.CharField("next period counts from", max_length=11, choices=Basis, default=Basis.COMPLETION)
    anniversary_month = models.PositiveSmallIntegerField(null=True, blank=True)
    anniversary_day = models.PositiveSmallIntegerField(null=True, blank=True)
    retired = models.BooleanField("no longer asked", default=False, help_text="From that day nobody needs it any more.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(RequirementQuerySet)()

    class Meta:
        ordering = ["title", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="cpd_records_one_requirement_a_day"),
            models.CheckConstraint(
                name="cpd_records_anniversary_whole",
                condition=(Q(basis="anniversary") & Q(anniversary_month__range=(1, 12), anniversary_day__range=(1, 28)))
                | (~Q(basis="anniversary") & Q(anniversary_month=None, anniversary_day=None)),
            ),
            models.CheckConstraint(
                name="cpd_records_window_within_validity",
                condition=Q(lasts_months=None) | Q(lasts_months__gt=F("window_months")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.starts_on:%Y-%m-%d}"


class RequirementPeriod(PlainModel):
    """One cycle of one requirement for one person.

    Open until it is completed, or closed because it is no longer asked. A completed cycle is never
    changed; where its evidence is withdrawn it is revoked, with what came after it, and others follow.
    `due_on` is the last good day; `valid_until` the first day it no longer holds (empty: for good).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="requirement_periods")
    code = models.SlugField(max_length=40)
    cycle = models.PositiveSmallIntegerField()
    window_opens_on = models.DateField()
    due_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=120, blank=True, help_text="Source of the record that completed it.")
    how = models.CharField(max_length=255, help_text="The sum behind the dates, in a sentence.")
    closed_on = models.DateField(null=True, blank=True, help_text="Not asked from this day on, without completion.")
    made_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=255, blank=True)

    objects = models.Manager.from_queryset(PeriodQuerySet)()

    class Meta:
        ordering = ["person", "code", "cycle"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code", "cycle"], condition=Q(revoked_at=None), name="cpd_records_period_once"
            ),
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(revoked_at=None, completed_on=None, closed_on=None),
                name="cpd_records_one_open_period",
            ),
            models.CheckConstraint(
                name="cpd_records_period_completed_whole",
                condition=Q(completed_on=None, valid_from=None, valid_until=None, evidence="", completed_at=None)
                | (
                    Q(completed_on__isnull=False, valid_from__isnull=False, completed_at__isnull=False)
                    & ~Q(evidence="")
                ),
            ),
            models.CheckConstraint(
                name="cpd_records_period_closed_or_completed", condition=Q(closed_on=None) | Q(completed_on=None)
            ),
            models.CheckConstraint(
                name="cpd_records_period_valid_ahead",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="cpd_records_period_revoked_has_reason",
                condition=Q(revoked_at=None, revoked_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(revoked_at=None, completed_on=None, closed_on=None),
                name="cpd_records_periods_open",
            ),
            models.Index(fields=["evidence"], name="cpd_records_periods_evidence"),
        ]

    def __str__(self) -> str:
        return f"period {self.pk}"


class Exemption(PeriodModel):
    """A coordinator lets somebody off a requirement between two dates, with a reason."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="exemptions")
    code = models.SlugField(max_length=40)
    reason = models.CharField(max_length=255)
    granted_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = models.Manager.from_queryset(ExemptionQuerySet)()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=["person", "code", "starts_on"], name="cpd_records_exemption_once"),
        ]

    def __str__(self) -> str:
        return f"exemption {self.pk}"


class RequirementReminder(PlainModel):
    """A reminder that was sent: each mark of each due date once, whatever happens to the job."""

    period = models.ForeignKey(RequirementPeriod, on_delete=models.PROTECT, related_name="reminders")
    mark = models.CharField(max_length=20)
    due_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "mark", "due_on"], name="cpd_records_reminder_once")]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
