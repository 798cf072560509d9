"""A fair random sample of records, and what was found about their quality: choices, never words (DOMAIN 5)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField
from supervision.querysets.quality import QualityCheckQuerySet, QualityDrawQuerySet


class QualityDraw(PlainModel):
    """One draw by whoever manages the supervisors, from the finished records of a period.

    `pool` are the public keys of the records there were, in order, and `seed` what they were put in
    another order with: with both anybody can draw again and must come to the same records
    (`rules.fair_draw`). Neither is ever changed. `ends_on` is exclusive.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    size = models.PositiveSmallIntegerField()
    pool = models.JSONField(default=list)
    seed = models.CharField(max_length=64)
    reason = ProtectedTextField()
    version = models.ForeignKey("foundation.FormVersion", on_delete=models.PROTECT, related_name="+")
    drawn_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    objects = models.Manager.from_queryset(QualityDrawQuerySet)()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="supervision_draw_forward", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(name="supervision_draw_of_some", condition=Q(size__gte=1)),
        ]

    def __str__(self) -> str:
        return f"draw {self.pk}"


class QualityCheck(PlainModel):
    """One record that was drawn, and the answers about it: ids of choices of the draw's form.

    `meeting` is empty once the record was lawfully disposed of: what is left names nobody and stays in
    the figures. `team` is the team of whom it was about on the day it was held.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draw = models.ForeignKey(QualityDraw, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        "supervision.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="quality_checks"
    )
    team = models.ForeignKey("workforce.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(QualityCheckQuerySet)()

    class Meta:
        ordering = ["draw", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="supervision_check_in_order"),
            models.UniqueConstraint(fields=["draw", "meeting"], name="supervision_check_once"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
