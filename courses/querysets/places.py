"""Reading approvals, offers and held places."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest


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
        """A coordinator's all; a manager's and a partner administrator's own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on)
        return self.filter(Q(manager__user=user) | Q(organisation__people__in=people.values("pk"))).distinct()

    def running(self) -> "PlaceHoldQuerySet":
        """Not released."""
        return self.filter(released_at__isnull=True)

    def with_left(self, place_states: Iterable[str]) -> "PlaceHoldQuerySet":
        """Adds `named`, its bookings in use, and `left`, the places nobody is named for."""
        used = Count("bookings", filter=Q(bookings__state__in=tuple(place_states)))
        return self.annotate(named=used).annotate(left=Greatest(F("places") - F("named"), 0))
