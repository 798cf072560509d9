"""Reads of learning needs: the two read the topic; a coordinator only what the person released (DOMAIN 9)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from supervision.querysets.pairs import supervisees
from workforce import roles
from workforce.models import Person
from workforce.querysets.access import access_of


class LearningNeedQuerySet(QuerySet[Any]):
    """Chainable reads. Person-level: views enter by `visible_to`, `for_user` or `released_to` only."""

    def visible_to(self, user: Any, on: date) -> "LearningNeedQuerySet":
        """One's own, and those of people one supervises on the day."""
        access = access_of(user, on)
        if access.has_left or access.suspended:
            return self.none()
        found = Q(person__in=access.person_ids)
        if access.in_service:
            found |= Q(person__in=supervisees(access.person_ids, on).values("pk"))
        return self.filter(found)

    def for_user(self, user: Any, on: date) -> "LearningNeedQuerySet":
        """One's own."""
        return self.filter(person__in=access_of(user, on).person_ids)

    def released_to(self, user: Any, on: date) -> "LearningNeedQuerySet":
        """What people released to coordinators, of those whom the user coordinates."""
        people = Person.objects.opened_by(roles.COORDINATOR, user, on)
        return self.open().filter(released_at__isnull=False, person__in=people.values("pk"))

    def open(self) -> "LearningNeedQuerySet":
        """Not settled yet."""
        return self.filter(closed_at__isnull=True)

    def agreed(self) -> "LearningNeedQuerySet":
        """Of which the supervisor has said that the course meets them."""
        return self.open().filter(agreed_at__isnull=False)
