"""Records opened to somebody beyond the two, and the list of who has read (DOMAIN 9)."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.models import PlainModel
from foundation.protected_text.fields import ProtectedTextField
from supervision.querysets.openings import AgreementReadQuerySet, OpeningQuerySet, ReadQuerySet


class Opening(PlainModel):
    """One record opened to one reader for a stated reason and a time. Rows are only added and ended.

    Break-glass and a recorded investigation need two people; an investigation may be kept from the
    two until `sealed_until`, and is shown to them then. `consented_at` is the supervisee's consent
    that an auditor reads personal sections for that audit.
    """

    class Kind(models.TextChoices):
        SAMPLE = "sample", "A manager's sample"
        REFERRAL = "referral", "Referred to HR or occupational health"
        AUDIT = "audit", "Sampled by an audit"
        INSPECTION = "inspection", "Listed for an inspector"
        BREAK_GLASS = "break_glass", "Opened by two administrators"
        INVESTIGATION = "investigation", "A recorded investigation"

    BY_TWO = (Kind.BREAK_GLASS, Kind.INVESTIGATION)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey("supervision.Meeting", on_delete=models.PROTECT, related_name="openings")
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=Kind)
    section = models.CharField(max_length=10, blank=True, help_text="The one class a referral is about.")
    reason = ProtectedTextField()
    opened_by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    sealed_until = models.DateField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(OpeningQuerySet)()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="supervision_opened_by_two",
                condition=~Q(kind__in=["break_glass", "investigation"])
                | (Q(seconded_by__isnull=False) & ~Q(seconded_by=F("opened_by"))),
            ),
            models.CheckConstraint(
                name="supervision_only_investigations_sealed",
                condition=Q(sealed_until=None) | Q(kind="investigation"),
            ),
            models.CheckConstraint(
                name="supervision_opening_ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="supervision_inspection_has_end", condition=~Q(kind="inspection") | Q(ends_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class RecordRead(PlainModel):
    """Somebody other than the two read a record: which classes, by which way out, as what."""

    meeting = models.ForeignKey("supervision.Meeting", on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    capacity = models.CharField(max_length=20)
    way = models.CharField(max_length=14)
    sections = models.CharField(max_length=60)
    opening = models.ForeignKey(Opening, null=True, blank=True, on_delete=models.PROTECT, related_name="reads")

    objects = models.Manager.from_queryset(ReadQuerySet)()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"read {self.pk}"


class AgreementRead(PlainModel):
    """Somebody other than the two read an agreement, and as what."""

    agreement = models.ForeignKey("supervision.Agreement", on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    capacity = models.CharField(max_length=20)

    objects = models.Manager.from_queryset(AgreementReadQuerySet)()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"read of agreement {self.pk}"
