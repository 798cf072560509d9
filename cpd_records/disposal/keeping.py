"""Adding what is about to go to the totals that stay."""

from typing import Any

from django.db.models import F

from cpd_records.past import Figures


def keep(model: Any, key: tuple[str, ...], figures: Figures) -> None:
    """Each group's amounts are added to its row; groups in one order, so that two disposals never wait crosswise."""
    for place in sorted(figures, key=str):
        amounts = figures[place]
        row, _ = model._default_manager.get_or_create(**dict(zip(key, place, strict=True)))
        added = {name: F(name) + amount for name, amount in amounts.items() if amount}
        if added:
            model._default_manager.filter(pk=row.pk).update(**added)
