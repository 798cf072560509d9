"""Requests for what is held: whose they are, and which wait for somebody."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import access_of

HANDLERS = frozenset({roles.RECORDS_MANAGER, roles.HR})
"""Who answers a formal request: over the whole academy only."""


class SubjectRequestQuerySet(QuerySet[Any]):
    """Chainable reads of requests."""

    def visible_to(self, user: Any, on: date | None = None) -> "SubjectRequestQuerySet":
        """One's own; and for those who answer them all formal ones but their own."""
        access = access_of(user, on or timezone.localdate())
        own = Q(person__in=access.person_ids)
        if not any(scope.whole and scope.role in HANDLERS for scope in access.scopes):
            return self.filter(own)
        return self.filter(own | Q(kind="formal"))

    def handled_by(self, user: Any, on: date) -> "SubjectRequestQuerySet":
        """Formal requests this user answers: never one about themselves."""
        access = access_of(user, on)
        if not any(scope.whole and scope.role in HANDLERS for scope in access.scopes):
            return self.none()
        return self.filter(kind="formal").exclude(person__in=access.person_ids)

    def spent(self, on: date) -> "SubjectRequestQuerySet":
        """Files whose days are over."""
        return self.filter(state="ready", expires_on__lte=on)


class DataComplaintQuerySet(QuerySet[Any]):
    """Chainable reads of complaints."""

    def visible_to(self, user: Any, on: date | None = None) -> "DataComplaintQuerySet":
        """One's own, and all of them for those who answer them."""
        access = access_of(user, on or timezone.localdate())
        if any(scope.whole and scope.role in HANDLERS for scope in access.scopes):
            return self
        return self.filter(person__in=access.person_ids)

    def made_by_user(self, user: Any) -> "DataComplaintQuerySet":
        """One's own."""
        return self.filter(made_by=user)

    def handled_by(self, user: Any, on: date) -> "DataComplaintQuerySet":
        """Those this user answers, what is not acknowledged first: never their own."""
        access = access_of(user, on)
        if not any(scope.whole and scope.role in HANDLERS for scope in access.scopes):
            return self.none()
        rows = self.exclude(person__in=access.person_ids).select_related("person")
        return rows.order_by(F("acknowledged_at").asc(nulls_first=True), "acknowledge_by", "pk")
