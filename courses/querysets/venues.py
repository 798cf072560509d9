"""Reading venues."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class VenueQuerySet(models.QuerySet[Any]):
    """Places where people learn."""

    def in_use(self, day: date, and_this: int | None = None) -> "VenueQuerySet":
        """Those not closed by a day, and one more that a session already has."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day) | Q(pk=and_this))
