"""Reads of carry-overs, proposed and decided."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, Sum

from cpd_records.querysets.visibility import coordinated, led, own, reports
from foundation.asked_often import AskedOften


class CarryOverQuerySet(QuerySet[Any]):
    """Time of one allowance year asked for, or given, in the next."""

    def visible_to(self, user: Any, on: date) -> "CarryOverQuerySet":
        """One's own; one's reports'; one's scope's as coordinator; what waits for one as head of service."""
        to_decide = led(user, on) & ~own(user, on)
        return self.filter(own(user, on) | reports(user, on) | coordinated(user, on) | to_decide)

    def to_decide(self, user: Any, on: date) -> "CarryOverQuerySet":
        """Those that wait for the user's answer: proposed, in the services they lead, never their own."""
        return self.filter(led(user, on) & ~own(user, on), state="proposed")

    def of_year(self, person_id: int, from_year: date) -> "CarryOverQuerySet":
        """Everything about one person's step from one year to the next."""
        return self.filter(person_id=person_id, from_year=from_year)

    def granted_minutes(self) -> int:
        """Minutes granted, all together."""
        return int(self.filter(state="granted").aggregate(total=Sum("minutes"))["total"] or 0)

    def lapsing(self, today: date) -> "CarryOverQuerySet":
        """Granted ones whose last day is over and that nobody has settled."""
        return self.filter(Q(state="granted", expired_at=None, usable_until__lt=today)).order_by("pk")

    def in_order(self) -> "CarryOverQuerySet":
        """Longest waiting first."""
        return self.order_by("proposed_at", "pk")


CARRIED = AskedOften(
    lambda person_id, start, before: (
        apps.get_model("cpd_records", "CarryOver")
        ._default_manager.filter(person=person_id, from_year__in=(start, before))
        .order_by()
        .values("pk")[:1]
    ),
    int,
    date,
    date,
)
"""Whether anything about somebody was asked for, or carried, from either of two years: a glance before it is read."""
