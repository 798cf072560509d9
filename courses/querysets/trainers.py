"""Reading trainers, their links, and sessions that wait for a decision."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q


class SessionTrainerQuerySet(models.QuerySet[Any]):
    """Who leads what."""

    def visible_to(self, user: Any, on: date | None = None) -> "SessionTrainerQuerySet":
        """Trainers of the sessions this user may see."""
        sessions = apps.get_model("courses", "Session").objects.visible_to(user, on)
        return self.filter(session__in=sessions.values("pk"))

    def outside(self) -> "SessionTrainerQuerySet":
        """Those who have an address and no record with us."""
        return self.filter(person__isnull=True).exclude(email="")


class TrainerLinkQuerySet(models.QuerySet[Any]):
    """Links to trainers' pages."""

    def valid(self, at: datetime) -> "TrainerLinkQuerySet":
        """Neither revoked nor expired, of a session that was not cancelled."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at).exclude(trainer__session__state="cancelled")


class SessionNeedQuerySet(models.QuerySet[Any]):
    """What waits for a decision."""

    def visible_to(self, user: Any, on: date | None = None) -> "SessionNeedQuerySet":
        """Needs of the sessions this user may manage."""
        sessions = apps.get_model("courses", "Session").objects.managed_by(user, on)
        return self.filter(session__in=sessions.values("pk"))

    def open(self, at: datetime) -> "SessionNeedQuerySet":
        """Not decided, and of a session that is still to be held: one that is over needs no decision any more."""
        return self.filter(Q(decision=""), session__state__in=("planned", "open"), session__ends_at__gt=at)

    def oldest_first(self) -> "SessionNeedQuerySet":
        """In the order they were raised, soonest session first."""
        return self.order_by(F("session__starts_at"), "pk")
