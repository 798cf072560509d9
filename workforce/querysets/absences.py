"""Absences: the reason is health data, so the door is narrower than that of people."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import access_of
from workforce.querysets.recorded import RecordedQuerySet, guard_groups

COUNTED_GROUPS = frozenset({"reason"})


class AbsenceQuerySet(RecordedQuerySet[Any]):
    """Chainable reads of absences. Person-level: views enter by `visible_to` or `counted`."""

    def visible_to(self, user: Any, on: date | None = None) -> "AbsenceQuerySet":
        """One's own, and those HR holds in its scope. A manager sees "away", never why:
        `Person.objects.with_away(day)`."""
        access = access_of(user, on or timezone.localdate())
        hr = [scope for scope in access.scopes if scope.role == roles.HR]
        if any(scope.whole for scope in hr):
            return self
        person = apps.get_model("workforce", "Person").objects
        mine = self.filter(person__in=access.person_ids)
        for scope in hr:
            mine |= self.filter(person__in=person.within(scope, access.on))
        return mine

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Spells and stated days lost by reason, without any person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        return self.order_by().values(*groups).annotate(spells=Count("pk"), stated_days=Sum("fte_days_lost"))
