"""Filters on the two dates of an imported fact: when it was true, and when we knew (DESIGN 4)."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q


def in_force(day: date, prefix: str = "") -> Q:
    """True on a day: began on or before it and had not ended. Ends are exclusive."""
    return Q(**{f"{prefix}starts_on__lte": day}) & not_ended(day, prefix)


def not_ended(day: date, prefix: str = "") -> Q:
    """Runs on a day or will begin after it."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})


class RecordedQuerySet(models.QuerySet[Any]):
    """Versions of facts. Choose the recorded time first, then the valid time; never mix them."""

    def current(self) -> Any:
        """The versions known now."""
        return self.filter(recorded_until__isnull=True)

    def known_on(self, moment: datetime) -> Any:
        """The versions that had been recorded by a moment and not yet been replaced."""
        return self.filter(
            Q(recorded_until__isnull=True) | Q(recorded_until__gt=moment),
            recorded_from__lte=moment,
        )

    def running(self, day: date) -> Any:
        """Those in force on a day; say `current()` or `known_on()` before."""
        return self.filter(in_force(day))

    def running_or_ahead(self, day: date) -> Any:
        """Those in force on a day or beginning after it."""
        return self.filter(not_ended(day))


class CountedKeys(ValueError):
    """A group that would say who somebody is was asked of the counting door."""


def guard_groups(groups: tuple[str, ...], allowed: frozenset[str]) -> None:
    """Let only harmless groups through `counted()`. Raises CountedKeys."""
    refused = [group for group in groups if group not in allowed]
    if refused:
        raise CountedKeys(f"counted() groups by {', '.join(sorted(allowed))}, not by {', '.join(refused)}.")
