"""Reads of nudges: who was written to, and when."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cpd_records.querysets.visibility import coordinated, own, reports


class NudgeQuerySet(QuerySet[Any]):
    """Person-level: views enter by `visible_to`."""

    def visible_to(self, user: Any, on: date) -> "NudgeQuerySet":
        """One's own; one's reports'; one's scope's as coordinator."""
        return self.filter(own(user, on) | reports(user, on) | coordinated(user, on))

    def of_period(self, period: str) -> "NudgeQuerySet":
        """Those about one half-year."""
        return self.filter(period=period)
