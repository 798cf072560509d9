"""A kind word about the allowance at mid-year: once a period, by a person, never by the clock."""

from django.db import models

from cpd_records.querysets.nudges import NudgeQuerySet
from foundation.models import PlainModel


class AllowanceNudge(PlainModel):
    """A letter a manager sent. `period` names what it was about ("2026-midyear"): once for each person."""

    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="allowance_nudges")
    period = models.CharField(max_length=20)
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(NudgeQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "period"], name="cpd_records_nudge_once")]

    def __str__(self) -> str:
        return f"nudge {self.pk}"
