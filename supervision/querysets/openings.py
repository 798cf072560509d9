"""Reads of openings and of the list of who has read."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from workforce.querysets.access import access_of


class OpeningQuerySet(QuerySet[Any]):
    """Records opened beyond the two."""

    def visible_to(self, user: Any, on: date) -> "OpeningQuerySet":
        """One's own to read by, or opened by oneself; and of one's own records, once no investigation seals them."""
        mine = access_of(user, on).person_ids
        of_mine = Q(meeting__supervisee__in=mine) | Q(meeting__supervisor__in=mine)
        return self.filter(Q(reader=user.pk) | Q(opened_by=user.pk) | (of_mine & unsealed(on)))

    def running(self, at: datetime, since: datetime | None = None) -> "OpeningQuerySet":
        """In force at a moment; with `since`, at any moment from then on."""
        ended = Q(ends_at__isnull=True) | Q(ends_at__gt=since or at)
        return self.filter(ended, starts_at__lte=at)

    def hosted_by(self, user: Any) -> "OpeningQuerySet":
        """Those a host opened to somebody else for an inspection; every look is shown to them (DOMAIN 9)."""
        return self.filter(opened_by=user.pk, kind="inspection")

    def with_people(self) -> "OpeningQuerySet":
        """With the record, whose it is and who reads."""
        return self.select_related("meeting__record", "meeting__supervisee", "reader")


class ReadQuerySet(QuerySet[Any]):
    """Who has read which record."""

    def visible_to(self, user: Any, on: date) -> "ReadQuerySet":
        """Reads of records of which one is one of the two, once no investigation seals them."""
        mine = access_of(user, on).person_ids
        of_mine = Q(meeting__supervisee__in=mine) | Q(meeting__supervisor__in=mine)
        return self.filter(of_mine & (Q(opening=None) | unsealed(on, "opening__")))

    def shown_to_host(self, user: Any) -> "ReadQuerySet":
        """Looks through what the user opened to an inspector as their host."""
        return self.filter(opening__opened_by=user.pk, opening__kind="inspection")


class AgreementReadQuerySet(QuerySet[Any]):
    """Who has read which agreement."""

    def visible_to(self, user: Any, on: date) -> "AgreementReadQuerySet":
        """Reads of agreements of which one is one of the two."""
        mine = access_of(user, on).person_ids
        return self.filter(Q(agreement__supervisee__in=mine) | Q(agreement__supervisor__in=mine))


def unsealed(on: date, prefix: str = "") -> Q:
    """Not kept from the two on a day: no investigation, or its review date has come."""
    return Q(**{f"{prefix}sealed_until__isnull": True}) | Q(**{f"{prefix}sealed_until__lte": on})
