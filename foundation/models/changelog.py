"""The change log: who did what to which row, and when. Evidence, never read by features."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundation.models.base import PlainModel


class ChangeLogEntry(PlainModel):
    """One change. Holds names of changed fields, never the values of protected text (DESIGN 4)."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField(max_length=80, help_text="Who acted when no person did: 'system: import'.")
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=80)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    reason = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_key", "at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_key}"
