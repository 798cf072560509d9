"""Files people add to what they learned; kept in the private store (DESIGN 4, "Files")."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from cpd_records.querysets.evidence import EvidenceQuerySet
from foundation.models import PlainModel
from foundation.storage import private_storage


def place(instance: Any, name: str) -> str:
    """Below a folder of its person; `name` is a random one already (`foundation.uploads.stored_name`)."""
    return f"evidence/{instance.person_id}/{name}"


class EvidenceFile(PlainModel):
    """One file. What it belongs to holds the link; who may read it follows from that.

    `name` is the tidied name it came with, `digest` the SHA-256 of its content. A `certificate` is
    somebody else's paper and no prose of one's own, so a coordinator may look at it as well (DOMAIN 9).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("workforce.Person", on_delete=models.PROTECT, related_name="evidence_files")
    file = models.FileField(storage=private_storage, upload_to=place, max_length=200)
    name = models.CharField(max_length=140)
    size = models.PositiveIntegerField(help_text="Bytes.")
    digest = models.CharField(max_length=64)
    certificate = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("workforce.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(EvidenceQuerySet)()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(name="cpd_records_evidence_holds_something", condition=Q(size__gt=0))]

    def __str__(self) -> str:
        return f"evidence {self.pk}"
