"""Invitations to people of other organisations, and who may give them."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from workforce import roles
from workforce.querysets.access import Scope, access_of

INVITERS = frozenset({roles.COORDINATOR, roles.SYSTEM_ADMINISTRATOR, roles.PARTNER_ADMINISTRATOR})


def may_invite_to(user: Any, on: date) -> QuerySet[Any]:
    """Organisations other than the council that the user may invite people of.

    Coordinators and administrators of the whole academy: all of them. A partner's administrator, or
    a coordinator with an organisation: their own.
    """
    scopes: list[Scope] = [scope for scope in access_of(user, on).scopes if scope.role in INVITERS]
    others = apps.get_model("workforce", "Organisation").objects.exclude(kind="council").order_by("name")
    if any(scope.whole and scope.role != roles.PARTNER_ADMINISTRATOR for scope in scopes):
        return others
    return others.filter(pk__in=[scope.organisation_id for scope in scopes if scope.organisation_id])


class InvitationQuerySet(QuerySet[Any]):
    """Who was invited."""

    def visible_to(self, user: Any, on: date) -> "InvitationQuerySet":
        """Those to organisations the user may invite people of."""
        return self.filter(organisation__in=may_invite_to(user, on))

    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor taken back; it may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)
