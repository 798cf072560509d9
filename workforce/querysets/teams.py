"""Teams' versions, and subtrees of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from workforce.querysets.recorded import RecordedQuerySet


class TeamVersionQuerySet(RecordedQuerySet[Any]):
    """Names and places of teams. An empty `starts_on` reaches as far back as records go."""

    def running(self, day: date) -> "TeamVersionQuerySet":
        """The version in force on a day."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).running_or_ahead(day)

    def under(self, paths: Iterable[str]) -> "TeamVersionQuerySet":
        """Teams in the subtrees with these path prefixes; an empty prefix is every team."""
        wanted = Q(pk__in=())
        for path in paths:
            wanted |= Q(path__startswith=path)
        return self.filter(wanted)
