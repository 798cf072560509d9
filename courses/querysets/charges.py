"""Reading charges to partners, and their requests for places."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import Access, access_of


def organisations_seen(access: Access) -> Any:
    """Organisations whose places a user sees: a coordinator's all or own, a partner administrator's own."""
    organisations = apps.get_model("workforce", "Organisation").objects.all()
    scopes = [s for s in access.scopes if s.role in (roles.COORDINATOR, roles.PARTNER_ADMINISTRATOR)]
    if any(scope.whole and scope.role == roles.COORDINATOR for scope in scopes):
        return organisations
    return organisations.filter(pk__in=[scope.organisation_id for scope in scopes if scope.organisation_id])


class OrganisationRowsQuerySet(QuerySet[Any]):
    """Rows that belong to one organisation."""

    def visible_to(self, user: Any, on: date | None = None) -> Any:
        """A coordinator's all, or those of the organisation their role is over; a partner administrator's own."""
        return self.filter(organisation__in=organisations_seen(access_of(user, on or timezone.localdate())))


class ChargeQuerySet(OrganisationRowsQuerySet):
    """Charges and their reversals."""

    def standing(self) -> "ChargeQuerySet":
        """Charges that nothing has reversed."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)

    def between(self, first: date | None, last: date | None) -> "ChargeQuerySet":
        """Written on these days, both included; an empty end leaves that side open."""
        wanted = Q()
        if first is not None:
            wanted &= Q(at__date__gte=first)
        if last is not None:
            wanted &= Q(at__date__lte=last)
        return self.filter(wanted)

    def sum_pence(self) -> int:
        """What remains after reversals."""
        return int(self.aggregate(total=Sum("pence"))["total"] or 0)


class PlaceRequestQuerySet(OrganisationRowsQuerySet):
    """Requests for more places."""

    def pending(self) -> "PlaceRequestQuerySet":
        """Nobody has answered yet."""
        return self.filter(state="pending")
