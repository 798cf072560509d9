"""What somebody asks to see of what is held about them, and each step of the answer."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.models import PlainModel
from foundation.storage import private_storage
from workforce.querysets.subject_access import DataComplaintQuerySet, SubjectRequestQuerySet


class SubjectRequest(PlainModel):
    """One request for everything held about one person (DOMAIN 9 "Subject access").

    By their own press it is made at once, without rows that may speak of others. A formal one has a
    clock of a month, is paused while the person is asked what they mean, is reviewed row by row where
    others may be mentioned, and is released by somebody other than whom it is about.
    """

    class Kind(models.TextChoices):
        OWN = "own", "By their own press"
        FORMAL = "formal", "Formal request"

    class State(models.TextChoices):
        OPEN = "open", "Being looked through"
        PAUSED = "paused", "Waiting for the person to say what they mean"
        MAKING = "making", "The file is being made"
        READY = "ready", "Ready to fetch"
        EXPIRED = "expired", "The file is gone"
        CLOSED = "closed", "Closed without a file"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="subject_requests")
    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    received_on = models.DateField(help_text="The day the person asked; the clock runs from here.")
    due_on = models.DateField(help_text="The last good day to answer.")
    extended_reason = models.CharField(max_length=255, blank=True)
    paused_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True, help_text="The first day on which the file is gone.")
    export = models.FileField(storage=private_storage, upload_to="subject-access/%Y/%m/", blank=True)

    objects = models.Manager.from_queryset(SubjectRequestQuerySet)()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=("open", "paused", "making")),
                name="workforce_one_open_subject_request",
            ),
            models.CheckConstraint(
                name="workforce_subject_pause_has_day",
                condition=Q(state="paused", paused_on__isnull=False) | (~Q(state="paused") & Q(paused_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="workforce_subject_release_whole",
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workforce_subject_ready_has_file",
                condition=~Q(state="ready") | (Q(made_at__isnull=False, expires_on__isnull=False) & ~Q(export="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"subject request {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody to answer it."""
        return self.state in (self.State.OPEN, self.State.PAUSED)


class SubjectStep(PlainModel):
    """One thing that was done with a request. Rows are only added."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=60)
    note = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"subject step {self.pk}"


class Review(PlainModel):
    """What was decided about one row that may speak of somebody else: shown, or redacted with a reason."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="reviews")
    section = models.CharField(max_length=40)
    row_key = models.CharField(max_length=120)
    redacted = models.BooleanField()
    reason = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "section", "row_key"], name="workforce_reviewed_once"),
            models.CheckConstraint(name="workforce_redaction_has_reason", condition=Q(redacted=False) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class DataComplaint(PlainModel):
    """A complaint about how somebody's data is handled, to be acknowledged within 30 days."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="data_complaints")
    words = models.TextField(max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    acknowledge_by = models.DateField(help_text="The last good day to acknowledge it.")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(DataComplaintQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="workforce_complaint_acknowledged_whole",
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workforce_complaint_answered_whole",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, acknowledged_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"data complaint {self.pk}"
