"""Versions of templates: the one to begin a record with."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When


class TemplateVersionQuerySet(QuerySet[Any]):
    """Frozen versions."""

    def in_use(self, kind: str, variant: str, on: date) -> Any:
        """The newest version of the published template of a kind for these people on a day: their own
        variant, else the one for everybody, else None."""
        running = Q(template__retired_on__isnull=True) | Q(template__retired_on__gt=on)
        wanted = self.filter(running, template__kind=kind, template__live=True, template__variant__in={variant, ""})
        own = Case(When(template__variant=variant, then=Value(0)), default=Value(1), output_field=IntegerField())
        return wanted.order_by(own, "template_id", "-number").select_related("template").first()
