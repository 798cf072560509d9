"""Reads of what the two put on the agenda."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from workforce.querysets.access import access_of


class AgendaQuerySet(QuerySet[Any]):
    """Points of an agenda. Views enter by `visible_to`."""

    def visible_to(self, user: Any, on: date) -> "AgendaQuerySet":
        """Those of meetings the user is one of the two of; nobody else's, whatever the role."""
        keys = access_of(user, on).person_ids
        return self.filter(Q(meeting__supervisee__in=keys) | Q(meeting__supervisor__in=keys))

    def standing(self) -> "AgendaQuerySet":
        """Not taken off, the oldest first."""
        return self.filter(dropped_at__isnull=True).order_by("at", "pk")
