"""Reading who asked for which course."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from workforce.querysets.access import own_keys


class InterestQuerySet(QuerySet[Any]):
    """What people asked for. Person-level: views enter by `visible_to` or `for_user`."""

    def visible_to(self, user: Any, on: date | None = None) -> "InterestQuerySet":
        """Those of people this user may see."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on or timezone.localdate())
        return self.filter(person__in=people.values("pk"))

    def for_user(self, user: Any) -> "InterestQuerySet":
        """One's own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(person__in=own_keys(user))

    def open(self) -> "InterestQuerySet":
        """Not taken back, and not met by a booking since."""
        bookings = apps.get_model("courses", "Booking").objects
        met = bookings.filter(
            person=OuterRef("person"),
            session__course=OuterRef("course"),
            created_at__gte=OuterRef("declared_at"),
            state__in=("requested", "approved", "offered", "booked", "attended", "partial"),
        )
        return self.filter(withdrawn_at__isnull=True).filter(~Exists(met))
