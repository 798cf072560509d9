"""Reading equipment and budgets."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class EquipmentQuerySet(models.QuerySet[Any]):
    """Things sessions borrow."""

    def in_use(self, day: date) -> "EquipmentQuerySet":
        """Kinds not given up by a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


class BudgetQuerySet(models.QuerySet[Any]):
    """Money by code and allowance year."""

    def of_year(self, year_starts_on: date) -> "BudgetQuerySet":
        """Those of one allowance year."""
        return self.filter(year_starts_on=year_starts_on)
