"""What two people must open together: asked for by one, seconded or declined by another (DOMAIN 9)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField
from supervision.querysets.opening_requests import OpeningRequestQuerySet


class OpeningRequest(PlainModel):
    """Broken glass, or a recorded investigation, that waits for its second person. Nothing is open until then."""

    class State(models.TextChoices):
        ASKED = "asked", "Waits for a second person"
        OPENED = "opened", "Opened"
        DECLINED = "declined", "Declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey("supervision.Meeting", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13)
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    reason = ProtectedTextField()
    hours = models.PositiveSmallIntegerField()
    sealed_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(OpeningRequestQuerySet)()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="supervision_request_by_two_kinds", condition=Q(kind__in=["break_glass", "investigation"])
            ),
            models.CheckConstraint(
                name="supervision_request_answered_by_another",
                condition=Q(state="asked", answered_by=None, answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False) & ~Q(answered_by=F("asked_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"opening request {self.pk}"
