"""Reading sessions."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from workforce.permissions import coordinates, scope_paths
from workforce.roles import COORDINATOR

SHOWN_STATES = ("open", "cancelled", "closed")


class SessionQuerySet(models.QuerySet[Any]):
    """Sessions as pages, actions and the desk ask for them."""

    def visible_to(self, user: Any, on: date | None = None) -> "SessionQuerySet":
        """Sessions somebody may know of on a day (today unless said): opened ones of published courses are public.

        Planned ones are for coordinators, and for the trainers named on them.
        """
        if user.is_authenticated and (user.is_superuser or coordinates(user, on or timezone.localdate())):
            return self
        shown = Q(state__in=SHOWN_STATES, course__live=True)
        if user.is_authenticated:
            shown |= Q(pk__in=self.led_by(user).values("pk"))
        return self.filter(shown)

    def managed_by(self, user: Any, on: date | None = None) -> "SessionQuerySet":
        """Those a coordinator may change: all for the whole Academy, else those their teams look after."""
        day = on or timezone.localdate()
        if not user.is_authenticated:
            return self.none()
        paths = ("",) if user.is_superuser else scope_paths(user, COORDINATOR, day)
        if "" in paths:
            return self
        teams = apps.get_model("workforce", "TeamVersion").objects.current().running(day).under(paths)
        return self.filter(owner_team__in=teams.values("team"))

    def led_by(self, user: Any) -> "SessionQuerySet":
        """Those a signed-in trainer leads."""
        return self.model._default_manager.filter(trainers__person__user=user)

    def ahead(self, at: datetime) -> "SessionQuerySet":
        """Open sessions that have not begun."""
        return self.filter(state="open", starts_at__gt=at)

    def bookable(self, at: datetime) -> "SessionQuerySet":
        """Ahead, of a published course, with booking open at that moment; full ones too."""
        return self.ahead(at).filter(
            Q(booking_opens_at__isnull=True) | Q(booking_opens_at__lte=at),
            Q(booking_closes_at__isnull=True) | Q(booking_closes_at__gt=at),
            course__live=True,
        )

    def with_places(self) -> "SessionQuerySet":
        """Adds `places_left`, never below zero; a cache for pages, recounted under the lock by actions."""
        return self.annotate(places_left=Greatest(F("capacity") - F("places_taken"), 0))

    def full(self) -> "SessionQuerySet":
        """No place left."""
        return self.filter(places_taken__gte=F("capacity"))

    def with_a_queue(self) -> "SessionQuerySet":
        """Open ones on which somebody waits."""
        waiting = apps.get_model("courses", "Booking").objects.filter(session=OuterRef("pk"), state="waiting")
        return self.filter(Exists(waiting), state="open", last_queue_number__gt=0)

    def low_on_bookings(self, percent: int) -> "SessionQuerySet":
        """Fewer places taken than this share of the capacity."""
        return self.annotate(taken_share=F("places_taken") * 100).filter(taken_share__lt=F("capacity") * percent)

    def next_first(self, at: datetime) -> "SessionQuerySet":
        """Those to come, soonest first; then those behind, latest first."""
        over = models.Case(models.When(starts_at__lt=at, then=F("starts_at")))
        return self.order_by(over.desc(nulls_first=True), "starts_at", "pk")

    def for_pages(self) -> "SessionQuerySet":
        """With venue, dates, trainers and `places_left`: three queries however many there are."""
        return self.with_places().select_related("venue").prefetch_related("dates", "trainers")

    def starting_between(self, start: datetime, end: datetime) -> "SessionQuerySet":
        """First date at or after `start` and before `end`."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def with_register_due(self, at: datetime) -> "SessionQuerySet":
        """Open sessions that are over, and whose register nobody has closed."""
        return self.filter(state="open", ends_at__lte=at)
