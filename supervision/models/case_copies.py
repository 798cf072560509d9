"""When case text left a record for the case system (DOMAIN 9, retention: six months after the copy)."""

from django.db import models

from foundation.models import PlainModel


class CaseCopy(PlainModel):
    """Somebody made the case text of a record ready for the case system. Append-only; the newest starts the clock."""

    record = models.ForeignKey("supervision.Record", on_delete=models.PROTECT, related_name="case_copies")
    by = models.ForeignKey("workforce.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["record", "at", "pk"]

    def __str__(self) -> str:
        return f"case copy {self.pk}"
