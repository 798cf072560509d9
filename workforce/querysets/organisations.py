"""Reading the organisations that learn beside the council, and where schools stand."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from workforce import roles
from workforce.querysets.access import access_of
from workforce.querysets.recorded import in_force

KEEPERS = frozenset({roles.COORDINATOR, roles.SYSTEM_ADMINISTRATOR})
"""Roles that keep the list of organisations."""


class OrganisationQuerySet(QuerySet[Any]):
    """Organisations. No rows about people: their names are public."""

    def partners(self) -> "OrganisationQuerySet":
        """Everyone but the council."""
        return self.exclude(kind="council")

    def running(self, on: date) -> "OrganisationQuerySet":
        """Those that still take places on a day."""
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))

    def administered_by(self, user: Any, on: date) -> "OrganisationQuerySet":
        """Those whose places and people this user looks after as the partner's own administrator."""
        scopes = access_of(user, on).scopes
        keys = [s.organisation_id for s in scopes if s.role == roles.PARTNER_ADMINISTRATOR and s.organisation_id]
        return self.partners().filter(pk__in=keys)

    def keeps_all(self, user: Any, on: date) -> bool:
        """Whether the user keeps the whole list, and so may add to it."""
        return any(scope.whole and scope.role in KEEPERS for scope in access_of(user, on).scopes)

    def kept_by(self, user: Any, on: date) -> "OrganisationQuerySet":
        """Those a coordinator or administrator may change: all of them, or the one their role is over."""
        if self.keeps_all(user, on):
            return self.partners()
        scopes = [scope for scope in access_of(user, on).scopes if scope.role in KEEPERS]
        return self.partners().filter(pk__in=[scope.organisation_id for scope in scopes if scope.organisation_id])


class AttachmentStageQuerySet(QuerySet[Any]):
    """Stages of schools."""

    def running(self, on: date) -> "AttachmentStageQuerySet":
        """In force on a day."""
        return self.filter(in_force(on))

    def schools_by_stage(self, on: date) -> QuerySet[Any]:
        """How many schools stand at each stage on a day: schools, not heads (DOMAIN 31)."""
        rows = self.running(on).order_by().values("stage__code", "stage__name", "stage__position")
        return rows.annotate(schools=Count("organisation", distinct=True)).order_by("stage__position")
