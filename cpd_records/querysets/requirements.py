"""Reads of requirements, their periods and exemptions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from cpd_records.querysets.visibility import coordinated, own, reports
from workforce.querysets.recorded import guard_groups, in_force

COUNTED_GROUPS = frozenset({"code"})


class RequirementQuerySet(QuerySet[Any]):
    """Settings of requirements, each from a day on."""

    def asked_on(self, on: date) -> list[Any]:
        """The setting in force of every requirement on a day, retired ones left out; two queries."""
        rows = self.filter(starts_on__lte=on).order_by("code", "-starts_on").distinct("code")
        return sorted((row for row in rows.prefetch_related("audiences") if not row.retired), key=lambda row: row.title)

    def settings_by_code(self) -> dict[str, list[Any]]:
        """Every setting there is, oldest first, by code; two queries."""
        found: dict[str, list[Any]] = {}
        for row in self.order_by("code", "starts_on").prefetch_related("audiences"):
            found.setdefault(row.code, []).append(row)
        return found


class PeriodQuerySet(QuerySet[Any]):
    """Cycles of requirements. Person-level: views enter by `visible_to`, `for_user` or `counted`."""

    def visible_to(self, user: Any, on: date) -> "PeriodQuerySet":
        """One's own; those of one's reports; those in one's scope as coordinator (DOMAIN 9)."""
        return self.filter(own(user, on) | reports(user, on, joined=True) | coordinated(user, on))

    def for_user(self, user: Any, on: date) -> "PeriodQuerySet":
        """The user's own."""
        return self.filter(own(user, on))

    def standing(self) -> "PeriodQuerySet":
        """Those that were not revoked."""
        return self.filter(revoked_at__isnull=True)

    def open(self) -> "PeriodQuerySet":
        """Neither completed nor closed."""
        return self.standing().filter(completed_on__isnull=True, closed_on__isnull=True)

    def of_people(self, people: Iterable[int]) -> "PeriodQuerySet":
        """The standing cycles of these people, in order."""
        return self.standing().filter(person__in=list(people)).order_by("person_id", "code", "cycle")

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Open cycles by requirement, without any person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        return self.open().order_by().values(*groups).annotate(periods=Count("pk"))


class ExemptionQuerySet(QuerySet[Any]):
    """Who is let off, and why. The reason is for the person and the coordinator."""

    def visible_to(self, user: Any, on: date) -> "ExemptionQuerySet":
        """One's own, and those in one's scope as coordinator."""
        return self.filter(own(user, on) | coordinated(user, on))

    def running(self, day: date) -> "ExemptionQuerySet":
        """In force on a day."""
        return self.filter(in_force(day))
