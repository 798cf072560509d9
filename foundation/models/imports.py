"""The history of import runs: who, when, which files, what came of each row."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundation.models.base import PlainModel
from foundation.storage import private_storage


class ImportRun(PlainModel):
    """One run over a whole folder, in one transaction (FORMATS, general rules).

    `steps_done` names the after-import steps that have finished, so that the rest can be resumed.
    `applies` is the preview somebody looked at before pressing "apply".
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to start"
        RUNNING = "running", "Running"
        PREVIEWED = "previewed", "Previewed, nothing written"
        APPLIED = "applied", "Applied"
        REJECTED = "rejected", "Nothing written"

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.RUNNING)
    strict = models.BooleanField(default=False)
    preview = models.BooleanField(default=False)
    progress = models.CharField(max_length=255, blank=True)
    steps_done = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    applies = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    message = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"Import run {self.pk}"


class ImportedFile(PlainModel):
    """One file of a run, with its hash and counts."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    upload = models.FileField(storage=private_storage, upload_to="imports/uploads/%Y/%m/", blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejected_rows = models.FileField(storage=private_storage, upload_to="imports/rejected/", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="foundation_file_once_a_run")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ImportIssue(PlainModel):
    """A rejected row or a warning: file, line, column, value and reason in plain words."""

    class Severity(models.TextChoices):
        ERROR = "error", "Rejected"
        WARNING = "warning", "Warning"

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="issues")
    severity = models.CharField(max_length=7, choices=Severity)
    line = models.PositiveIntegerField(help_text="1 is the line of headings.")
    column = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=255)

    class Meta:
        ordering = ["file", "line", "pk"]

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}"
