"""Dated policy figures: what an administrator may change without a release."""

from django.conf import settings
from django.db import models

from foundation.models.base import PlainModel


class PolicyValue(PlainModel):
    """The value of one policy from a day on, until a later row for the same key (DESIGN rule 7)."""

    key = models.CharField(max_length=80)
    starts_on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=4)
    reason = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "starts_on"], name="foundation_one_policy_a_day")]
        ordering = ["key", "starts_on"]

    def __str__(self) -> str:
        return f"{self.key} from {self.starts_on:%Y-%m-%d}"
