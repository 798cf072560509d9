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
from workforce.querysets.reports import report_keys


class ApprovalQuerySet(QuerySet[Any]):
    """Questions to line managers."""

    def visible_to(self, user: Any, on: date | None = None) -> "ApprovalQuerySet":
        """Those about people this user may see, and those that wait for this user's answer."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        day = on or timezone.localdate()
        people = apps.get_model("workforce", "Person").objects.visible_to(user, day)
        return self.filter(Q(booking__person__in=people.values("pk")) | self._asked(user, day))

    def waiting_for(self, user: Any, on: date) -> "ApprovalQuerySet":
        """Those this user may answer on a day; their own never."""
        return self.filter(self._asked(user, on)).exclude(booking__person__in=access_of(user, on).person_ids)

    def pending(self) -> "ApprovalQuerySet":
        """Nobody has answered yet."""
        return self.filter(state="pending")

    def to_escalate(self, at: datetime) -> "ApprovalQuerySet":
        """Nobody has answered in the time a manager has."""
        return self.pending().filter(escalates_at__lte=at, escalated_at__isnull=True)

    def lapsed(self, at: datetime) -> "ApprovalQuerySet":
        """Nobody has answered, and it is too late."""
        return self.pending().filter(lapses_at__lte=at)

    def with_names(self) -> "ApprovalQuerySet":
        """With the person and the course, what lapses first on top."""
        return self.select_related("booking__session__course", "booking__person").order_by("lapses_at", "pk")

    def with_booking(self) -> "ApprovalQuerySet":
        """With what a list or a page says of them, soonest session first."""
        found = self.select_related("booking__session__course", "booking__session__venue", "booking__person__user")
        return found.prefetch_related("booking__session__dates").order_by("booking__session__starts_at", "pk")

    def _asked(self, user: Any, on: date) -> Q:
        """A direct report's; a report's report's once it went further up; with nobody to ask, a coordinator's."""
        access = access_of(user, on)
        managers = (access.person_ids if access.manages else ()) + access.deputy_for
        asked = Q(pk__in=[])
        if managers:
            reports = report_keys(managers, on)
            above = report_keys(reports, on)
            asked |= Q(booking__person__in=reports) | Q(escalated_at__isnull=False, booking__person__in=above)
        if any(scope.role == roles.COORDINATOR for scope in access.scopes):
            seen = apps.get_model("workforce", "Person").objects.opened_by(roles.COORDINATOR, user, on).values("pk")
            asked |= Q(for_coordinators=True, booking__person__in=seen)
        return asked


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
