"""Reads of agreements."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from supervision.querysets.pairs import signed_on, supervisee_keys
from workforce.querysets.access import access_of

IN_HAND = ("draft", "shared")


class AgreementQuerySet(QuerySet[Any]):
    """Chainable reads of agreements. Person-level: views enter by `visible_to` or `for_user` only."""

    def visible_to(self, user: Any, on: date) -> "AgreementQuerySet":
        """One's own, from either side; and signed ones of people whom the user, or whom they stand in
        for, supervises on the day: a new supervisor and who stands in read the agreement (DOMAIN 9)."""
        access = access_of(user, on)
        mine = Q(supervisee__in=access.person_ids) | Q(supervisor__in=access.person_ids)
        managers = (access.person_ids if access.in_service else ()) + access.stands_in_for
        if not managers:
            return self.filter(mine)
        theirs = supervisee_keys(managers, on)
        return self.filter(mine | Q(supervisee__in=theirs, state__in=("current", "ended"), starts_on__isnull=False))

    def for_user(self, user: Any, on: date) -> "AgreementQuerySet":
        """Those in which the user is supervised."""
        return self.filter(supervisee__in=access_of(user, on).person_ids)

    def in_force(self, on: date) -> "AgreementQuerySet":
        """Signed by both and running on a day."""
        return self.filter(signed_on(on))

    def in_hand(self) -> "AgreementQuerySet":
        """Being written or waiting for signatures."""
        return self.filter(state__in=IN_HAND)

    def open(self) -> "AgreementQuerySet":
        """In hand, or signed and not ended."""
        return self.filter(ends_on=None).exclude(state="ended")

    def of_people(self, people: Iterable[int]) -> "AgreementQuerySet":
        """Those of these supervisees."""
        return self.filter(supervisee__in=list(people))

    def with_both(self) -> "AgreementQuerySet":
        """With the two people and their users read."""
        return self.select_related("supervisee__user", "supervisor__user", "delegate", "form_version__template")
