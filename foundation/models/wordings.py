"""Texts of letters as coordinators have written them."""

from django.conf import settings
from django.db import models

from foundation.models.base import PlainModel


class MessageWording(PlainModel):
    """One saved text of one kind of letter; the newest of a kind counts, the others are its history.

    `shipped` says that somebody went back to the text that comes with the product.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=255, blank=True)
    body = models.TextField(blank=True)
    shipped = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["kind", "-pk"]
        indexes = [models.Index(fields=["kind", "-id"], name="foundation_wording_newest")]
        verbose_name = "text of a letter"
        verbose_name_plural = "texts of letters"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
