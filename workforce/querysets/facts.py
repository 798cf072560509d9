"""Disputes about facts, and the log of who has looked."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import access_of


class FactDisputeQuerySet(QuerySet[Any]):
    """What people say is wrong."""

    def visible_to(self, user: Any, on: date | None = None) -> "FactDisputeQuerySet":
        """One's own, those routed to a role the user holds over that person, and all for administrators."""
        on = on or timezone.localdate()
        access = access_of(user, on)
        people = apps.get_model("workforce", "Person").objects
        wanted = Q(person__in=access.person_ids)
        for scope in access.people_scopes:
            routed = Q() if scope.role == roles.SYSTEM_ADMINISTRATOR else Q(role=scope.role)
            wanted |= routed & Q(person__in=people.within(scope, on))
        return self.filter(wanted)

    def waiting(self) -> "FactDisputeQuerySet":
        """Those nobody has answered, the oldest first."""
        return self.filter(state="open").order_by("raised_at", "pk")


class LiveFromQuerySet(QuerySet[Any]):
    """When modules go live."""

    def starting(self, module: str, on: date) -> dict[str, date]:
        """Path of a team, as the tree stands on a day, to its date; "" is everywhere."""
        versions = apps.get_model("workforce", "TeamVersion").objects.current().running(on)
        paths = dict(versions.values_list("team", "path"))
        rows = self.filter(module=module).values_list("team", "starts_on")
        return {paths.get(team, "") if team else "": starts_on for team, starts_on in rows if not team or team in paths}


class ReadLogQuerySet(QuerySet[Any]):
    """Who has looked at whom."""

    def visible_to(self, user: Any, on: date | None = None) -> "ReadLogQuerySet":
        """Reads of one's own records."""
        return self.filter(person__in=access_of(user, on or timezone.localdate()).person_ids)
