"""Reads of pathways, enrolments and steps."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from cpd_records.querysets.visibility import coordinated, own, reports
from workforce.querysets.recorded import in_force


class PathwayQuerySet(models.QuerySet[Any]):
    """Pathways as editors publish them."""

    def published(self) -> "PathwayQuerySet":
        """Those with a live version; a retired one keeps its page."""
        return self.filter(live=True)

    def on_offer(self, day: date) -> "PathwayQuerySet":
        """Published and not retired on a day."""
        return self.published().filter(Q(retired_on__isnull=True) | Q(retired_on__gt=day))


class _OfPeople(QuerySet[Any]):
    """Rows about people. Views enter by `visible_to` or `for_user`."""

    def visible_to(self, user: Any, on: date) -> Any:
        """One's own; those of one's reports; those in one's scope as coordinator (DOMAIN 9)."""
        return self.filter(own(user, on) | reports(user, on, joined=True) | coordinated(user, on))

    def for_user(self, user: Any, on: date) -> Any:
        """The user's own."""
        return self.filter(own(user, on))


class EnrolmentQuerySet(_OfPeople):
    """Who is on which pathway."""

    def running(self, day: date) -> "EnrolmentQuerySet":
        """On a day."""
        return self.filter(in_force(day))


class StepDoneQuerySet(_OfPeople):
    """Activities and observations people say they have done."""

    def standing(self) -> "StepDoneQuerySet":
        """Those a manager has not given back."""
        return self.exclude(state="returned")

    def waiting(self) -> "StepDoneQuerySet":
        """Those a manager has still to answer."""
        return self.filter(state="declared")
