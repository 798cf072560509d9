"""A base for what the public site shows."""

from typing import Any

from django.db import models

from foundation import public_copies


class PublicContent(models.Model):
    """Saving or deleting a row lets the kept copies of public pages go.

    Publishing, unpublishing and scheduled publishing all end in `save()`, so overriding it catches
    them without a signal (DESIGN 2).
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, then empty."""
        super().save(*args, **kwargs)
        public_copies.empty()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete, then empty."""
        gone = super().delete(*args, **kwargs)
        public_copies.empty()
        return gone
