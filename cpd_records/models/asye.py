"""The assessed and supported year in employment: a newly qualified worker's programme (DOMAIN 6, ASYE).

Protected time is a ledger of its own, apart from the allowance. What happens to dates, reviews and time
is a row that is never changed: a mistake is put right by another row, and the database refuses the rest.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from cpd_records.querysets.asye import AsyeEnrolmentQuerySet, AsyeEvidenceQuerySet, AsyeTimeQuerySet, SteppedQuerySet
from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField
from foundation.storage import private_storage


class AsyeEnrolment(PlainModel):
    """One newly qualified worker's programme, proposed by the staff file and confirmed by a coordinator.

    Its length and reviews follow the policies in force on `starts_on`; pauses and extensions are rows.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for the coordinator"
        REFUSED = "refused", "Not on the programme"
        RUNNING = "running", "On the programme"
        PASSED = "passed", "Passed"
        NOT_PASSED = "not_passed", "Not passed"
        LEFT = "left", "Left"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="asye_enrolments")
    starts_on = models.DateField(help_text="The first day in the first post as a social worker.")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    assessor = models.ForeignKey(
        "workforce.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="asye_assesses"
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it was confirmed or refused.")
    decided_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refused_reason = ProtectedTextField(blank=True, default="")
    panel_on = models.DateField(null=True, blank=True, help_text="The day the panel decided, or the last day.")
    panel_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    panel_reason = ProtectedTextField(blank=True, default="")

    objects = models.Manager.from_queryset(AsyeEnrolmentQuerySet)()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "starts_on"], name="cpd_records_asye_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="running"), name="cpd_records_asye_one_running"
            ),
            models.CheckConstraint(
                name="cpd_records_asye_decided_whole",
                condition=Q(state="proposed", decided_at=None, decided_by=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="cpd_records_asye_ended_whole",
                condition=Q(state__in=["proposed", "refused", "running"], panel_on=None, panel_by=None)
                | Q(state__in=["passed", "not_passed", "left"], panel_on__isnull=False, panel_by__isnull=False),
            ),
            models.CheckConstraint(
                name="cpd_records_asye_assessor_is_another",
                condition=Q(assessor=None) | ~Q(assessor=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"asye enrolment {self.pk}"


class Step(PlainModel):
    """A row of somebody's programme that is never changed: a later one may stand in its place."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class AsyeChange(Step):
    """A pause, an extension, or the taking back of either."""

    class Kind(models.TextChoices):
        PAUSE = "pause", "Pause"
        EXTENSION = "extension", "Extension"
        WITHDRAWN = "withdrawn", "Taken back"

    enrolment = models.ForeignKey(AsyeEnrolment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind)
    starts_on = models.DateField(help_text="First day of a pause; the day an extension was decided.")
    ends_on = models.DateField(
        null=True,
        blank=True,
        help_text="The first day after it; empty while a pause runs. Of an extension: the new end.",
    )
    days = models.PositiveSmallIntegerField(default=0, help_text="Days an extension adds.")
    reason = ProtectedTextField()

    objects = models.Manager.from_queryset(SteppedQuerySet)()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cpd_records_asye_change_whole",
                condition=Q(kind="pause", days=0)
                | Q(kind="extension", days__gt=0, ends_on__isnull=False)
                | Q(kind="withdrawn", days=0, replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="cpd_records_asye_change_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"asye {self.kind} {self.pk}"


class AsyeReview(Step):
    """A review that was held, as the assessor recorded it. `due_on` is the day as it stood then."""

    class Progress(models.TextChoices):
        ON_TRACK = "on_track", "On track"
        SUPPORT = "support", "Support needed"
        CONCERN = "concern", "Concern"

    enrolment = models.ForeignKey(AsyeEnrolment, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    due_on = models.DateField()
    held_on = models.DateField()
    progress = models.CharField(max_length=8, choices=Progress)
    workload_percent = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a full workload.")
    note = ProtectedTextField(blank=True, default="", help_text="For the worker and the assessor.")

    objects = models.Manager.from_queryset(SteppedQuerySet)()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "number"],
                condition=Q(replaces=None),
                name="cpd_records_asye_review_once",
            ),
            models.CheckConstraint(
                name="cpd_records_asye_workload_is_a_share",
                condition=Q(workload_percent=None) | Q(workload_percent__lte=200),
            ),
        ]

    def __str__(self) -> str:
        return f"asye review {self.pk}"


class AsyeTime(Step):
    """Protected time that was taken, in whole minutes. A row that replaces another takes its place;
    with no minutes it takes it back."""

    class Kind(models.TextChoices):
        COURSE = "course", "A course elsewhere"
        PORTFOLIO = "portfolio", "Portfolio"
        SHADOWING = "shadowing", "Shadowing"
        REFLECTION = "reflection", "Reflection and reading"
        LEARNING_SET = "learning_set", "Learning set"

    enrolment = models.ForeignKey(AsyeEnrolment, on_delete=models.PROTECT, related_name="times")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.UUIDField(unique=True, help_text="Of the form that was sent: sent twice, it counts once.")

    objects = models.Manager.from_queryset(AsyeTimeQuerySet)()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cpd_records_asye_time_is_some",
                condition=Q(minutes__gt=0, minutes__lte=1440) | Q(minutes=0, replaces__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"asye time {self.pk}"


class AsyeEvidence(PlainModel):
    """Something that shows what the worker can do, and which outcomes of the framework it speaks to."""

    class Kind(models.TextChoices):
        OBSERVATION = "observation", "Observation of practice"
        PEOPLE = "people", "Feedback from children and families"
        COLLEAGUES = "colleagues", "Feedback from colleagues"
        REFLECTION = "reflection", "Critical reflection"
        WORK = "work", "A piece of work"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(AsyeEnrolment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=11, choices=Kind)
    on = models.DateField()
    title = ProtectedTextField()
    words = ProtectedTextField(blank=True, default="")
    outcomes = models.ManyToManyField("foundation.Term", blank=True, related_name="+")
    source = models.CharField(
        max_length=120, blank=True, help_text="What it links to: 'record:<uuid>', 'observation:<key>'."
    )
    file = models.FileField(upload_to="asye/%Y/", storage=private_storage, blank=True, max_length=255)
    file_name = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(AsyeEvidenceQuerySet)()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"asye evidence {self.pk}"
