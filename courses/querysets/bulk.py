"""Reading bulk runs."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

TAKEN_UP_WITHIN = timedelta(minutes=2)


class BulkRunQuerySet(QuerySet[Any]):
    """What was asked for many at once."""

    def visible_to(self, user: Any) -> "BulkRunQuerySet":
        """One's own: the page names people and says what was written to them."""
        return self.filter(by=user) if getattr(user, "is_authenticated", False) else self.none()

    def with_progress(self) -> "BulkRunQuerySet":
        """Adds `total`, `done` (well or not) and `failed`."""
        return self.annotate(
            total=Count("steps"),
            done=Count("steps", filter=Q(steps__done_at__isnull=False)),
            failed=Count("steps", filter=~Q(steps__problem="")),
        )

    def left_behind(self, at: datetime) -> "BulkRunQuerySet":
        """Not finished, and nothing done for a while: the worker died, or the queue lost it."""
        since = at - TAKEN_UP_WITHIN
        begun = self.filter(finished_at=None, started_at__lte=since)
        return begun.exclude(pk__in=begun.filter(steps__done_at__gt=since).values("pk")).order_by("started_at", "pk")
