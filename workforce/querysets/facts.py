"""Disputes about facts, and the log of who has looked."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from workforce.querysets.access import access_of


class FactDisputeQuerySet(QuerySet[Any]):
    """What people say is wrong."""

    def visible_to(self, user: Any, on: date | None = None) -> "FactDisputeQuerySet":
        """One's own, and those routed to a role the user holds over that person."""
        on = on or timezone.localdate()
        access = access_of(user, on)
        people = apps.get_model("workforce", "Person").objects
        wanted = Q(person__in=access.person_ids)
        for scope in access.people_scopes:
            wanted |= Q(role=scope.role, person__in=people.within(scope, on))
        return self.filter(wanted)

    def waiting(self) -> "FactDisputeQuerySet":
        """Those nobody has answered, the oldest first."""
        return self.filter(state="open").order_by("raised_at", "pk")


class ReadLogQuerySet(QuerySet[Any]):
    """Who has looked at whom."""

    def visible_to(self, user: Any, on: date | None = None) -> "ReadLogQuerySet":
        """Reads of one's own records."""
        return self.filter(person__in=access_of(user, on or timezone.localdate()).person_ids)
