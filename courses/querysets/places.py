"""Reading approvals, offers and held places."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from courses.querysets.charges import organisations_seen
from workforce import roles
from workforce.querysets.access import Access, Scope, access_of


class ApprovalQuerySet(QuerySet[Any]):
    """Questions to line managers."""

    def visible_to(self, user: Any, on: date | None = None) -> "ApprovalQuerySet":
        """Those about bookings this user may see."""
        bookings = apps.get_model("courses", "Booking").objects.visible_to(user, on)
        return self.filter(booking__in=bookings.values("pk"))

    def pending(self) -> "ApprovalQuerySet":
        """Nobody has answered yet."""
        return self.filter(state="pending")


class OfferQuerySet(QuerySet[Any]):
    """Places offered to people on a waiting list."""

    def visible_to(self, user: Any, on: date | None = None) -> "OfferQuerySet":
        """Those of bookings this user may see."""
        bookings = apps.get_model("courses", "Booking").objects.visible_to(user, on)
        return self.filter(booking__in=bookings.values("pk"))

    def open(self) -> "OfferQuerySet":
        """Waiting for an answer, expired or not: the clock's job lapses them."""
        return self.filter(outcome="open")

    def expired(self, at: datetime) -> "OfferQuerySet":
        """Open, and past their moment."""
        return self.open().filter(expires_at__lte=at)


class PlaceHoldQuerySet(QuerySet[Any]):
    """Places kept for teams, organisations and managers."""

    def visible_to(self, user: Any, on: date | None = None) -> "PlaceHoldQuerySet":
        """A coordinator's all, or those of the teams and organisation their role is over; a manager's
        own and those of whom they stand in for; a partner administrator's own organisation's."""
        access = access_of(user, on or timezone.localdate())
        coordinating = [scope for scope in access.scopes if scope.role == roles.COORDINATOR]
        if any(scope.whole for scope in coordinating):
            return self
        return self.filter(
            self._managers_own(access)
            | Q(organisation__in=organisations_seen(access))
            | self._in_scope_of(coordinating, access.on)
        )

    def _managers_own(self, access: Access) -> Q:
        own = () if access.has_left or access.suspended else access.person_ids
        return Q(manager__in=[*own, *access.deputy_for])

    def _in_scope_of(self, scopes: list[Scope], on: date) -> Q:
        """Holds of teams below a coordinator's, and of managers who work there."""
        paths = [scope.path for scope in scopes if scope.path]
        if not paths:
            return Q(pk__in=())
        teams = apps.get_model("workforce", "TeamVersion").objects.current().running(on).under(paths)
        people = apps.get_model("workforce", "Person").objects.in_scope(paths, on)
        return Q(team__in=teams.values("team")) | Q(manager__in=people.values("pk"))

    def running(self) -> "PlaceHoldQuerySet":
        """Not released."""
        return self.filter(released_at__isnull=True)

    def with_left(self, place_states: Iterable[str]) -> "PlaceHoldQuerySet":
        """Adds `named`, its bookings in use, and `left`, the places nobody is named for."""
        used = Count("bookings", filter=Q(bookings__state__in=tuple(place_states)))
        return self.annotate(named=used).annotate(left=Greatest(F("places") - F("named"), 0))

    def with_names(self, on: date) -> "PlaceHoldQuerySet":
        """Adds `held_for`, the team's or organisation's name (none for a manager's), and `team_code`."""
        names = apps.get_model("workforce", "TeamVersion").objects.current().running(on).filter(team=OuterRef("team"))
        named = Coalesce("organisation__name", Subquery(names.values("name")[:1]))
        return self.annotate(held_for=named, team_code=F("team__code"))

    def due(self, on: date) -> "PlaceHoldQuerySet":
        """Running, with the day come on which unnamed places go back."""
        return self.running().filter(until__lte=on)
