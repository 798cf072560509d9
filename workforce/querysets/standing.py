"""Grants, deputies and acting managers: periods about somebody's standing."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import access_of
from workforce.querysets.recorded import in_force, not_ended

KEEPERS = frozenset({roles.HR, roles.SYSTEM_ADMINISTRATOR})
"""Those who keep roles, joins and the files see every grant."""


def keeps_standing(user: Any, on: date) -> bool:
    """Whether the user keeps everybody's roles: HR or administrator of the whole academy."""
    return any(scope.whole and scope.role in KEEPERS for scope in access_of(user, on).scopes)


class RoleGrantQuerySet(QuerySet[Any]):
    """Who holds which granted role."""

    def visible_to(self, user: Any, on: date | None = None) -> "RoleGrantQuerySet":
        """One's own; all of them for those who keep roles."""
        if keeps_standing(user, on or timezone.localdate()):
            return self
        return self.filter(user=user.pk) if getattr(user, "is_authenticated", False) else self.none()

    def running(self, day: date) -> "RoleGrantQuerySet":
        """In force on a day."""
        return self.filter(in_force(day))

    def running_or_ahead(self, day: date) -> "RoleGrantQuerySet":
        """In force on a day or later."""
        return self.filter(not_ended(day))


class DeputyQuerySet(QuerySet[Any]):
    """Who stands in for whom."""

    def visible_to(self, user: Any, on: date | None = None) -> "DeputyQuerySet":
        """Those of people one may see: the two themselves, their managers, their coordinators."""
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on)
        return self.filter(Q(principal__in=people) | Q(deputy__in=people))

    def running(self, day: date) -> "DeputyQuerySet":
        """In force on a day."""
        return self.filter(in_force(day))

    def running_or_ahead(self, day: date) -> "DeputyQuerySet":
        """In force on a day or later."""
        return self.filter(not_ended(day))


class ActingManagerQuerySet(QuerySet[Any]):
    """Who manages somebody until HR's file agrees."""

    def visible_to(self, user: Any, on: date | None = None) -> "ActingManagerQuerySet":
        """Those about people one may see."""
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on)
        return self.filter(person__in=people)

    def running(self, day: date) -> "ActingManagerQuerySet":
        """In force on a day."""
        return self.filter(in_force(day))

    def running_or_ahead(self, day: date) -> "ActingManagerQuerySet":
        """In force on a day or later."""
        return self.filter(not_ended(day))
