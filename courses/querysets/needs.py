"""Reading what people need arranged, and what they need not have done."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from workforce.permissions import coordinates
from workforce.roles import COORDINATOR


class ArrangementQuerySet(QuerySet[Any]):
    """What was asked for. The door is narrower than that of bookings: no manager reads it."""

    def visible_to(self, user: Any, on: date | None = None) -> "ArrangementQuerySet":
        """One's own; those of the people one coordinates; those of sessions one leads (`wanted`: while ahead)."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        day = on or timezone.localdate()
        led = apps.get_model("courses", "SessionTrainer").objects.filter(person__user=user)
        shown = Q(booking__person__user=user) | Q(booking__session__in=led.values("session"))
        if coordinates(user, day):
            people = apps.get_model("workforce", "Person").objects.opened_by(COORDINATOR, user, day)
            shown |= Q(booking__person__in=people.values("pk"))
        return self.filter(shown)

    def for_user(self, user: Any) -> "ArrangementQuerySet":
        """The user's own."""
        return self.filter(booking__person__user=user) if getattr(user, "is_authenticated", False) else self.none()

    def wanted(self, at: datetime) -> "ArrangementQuerySet":
        """Of places that stand, on sessions still to come; soonest first."""
        ahead = self.filter(
            booking__session__state="open",
            booking__session__ends_at__gt=at,
            booking__state__in=("requested", "approved", "offered", "booked"),
        )
        return ahead.order_by("booking__session__starts_at", "kind", "pk")

    def with_dates(self) -> "ArrangementQuerySet":
        """With the dates of the sessions, in one more query."""
        return self.prefetch_related("booking__session__dates")

    def past_use(self, ended_before: datetime) -> "ArrangementQuerySet":
        """Of sessions that ended before a moment, were cancelled, or of places given up."""
        over = Q(booking__session__ends_at__lt=ended_before) | Q(booking__session__state="cancelled")
        return self.filter(over | Q(booking__state__in=("cancelled", "declined")))


class RememberedNeedQuerySet(QuerySet[Any]):
    """What people wish to be asked for again. Read by themselves only."""

    def for_user(self, user: Any) -> "RememberedNeedQuerySet":
        """The user's own."""
        return self.filter(person__user=user) if getattr(user, "is_authenticated", False) else self.none()

    def visible_to(self, user: Any, on: date | None = None) -> "RememberedNeedQuerySet":
        """The same: nobody else's is ever shown."""
        return self.for_user(user)

    def of_leavers(self, on: date) -> "RememberedNeedQuerySet":
        """Of people whose last post has ended: nothing will be booked for them."""
        posts = apps.get_model("workforce", "Post").objects.current().filter(person=OuterRef("person"))
        return self.filter(Exists(posts), ~Exists(posts.running_or_ahead(on)))


class PrerequisiteExemptionQuerySet(QuerySet[Any]):
    """Courses people need not have done."""

    def visible_to(self, user: Any, on: date | None = None) -> "PrerequisiteExemptionQuerySet":
        """Those of people the user may see."""
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on)
        return self.filter(person__in=people.values("pk"))
