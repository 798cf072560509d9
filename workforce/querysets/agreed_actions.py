"""Agreed actions: the owner's, and those whose readers somebody is."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from workforce.querysets.access import access_of
from workforce.querysets.recorded import in_force


class AgreedActionQuerySet(QuerySet[Any]):
    """Chainable reads. Views enter by `visible_to` or `owned_by` only."""

    def visible_to(self, user: Any, on: date | None = None) -> "AgreedActionQuerySet":
        """One's own, and those one is named a reader of on a day: nobody else's, whatever the role."""
        on = on or timezone.localdate()
        people = access_of(user, on).person_ids
        reads = _readers(on).filter(reader__in=people, action=OuterRef("pk"))
        return self.filter(Q(owner__in=people) | Exists(reads))

    def owned_by(self, user: Any, on: date | None = None) -> "AgreedActionQuerySet":
        """What the user took on."""
        return self.filter(owner__in=access_of(user, on or timezone.localdate()).person_ids)

    def settleable_by(self, user: Any, on: date) -> "AgreedActionQuerySet":
        """Those the user may close, carry or explain: the owner, and readers who may settle."""
        people = access_of(user, on).person_ids
        reads = _readers(on).filter(reader__in=people, may_settle=True, action=OuterRef("pk"))
        return self.filter(Q(owner__in=people) | Exists(reads))

    def open(self) -> "AgreedActionQuerySet":
        """Still to do."""
        return self.filter(state="open")

    def due_by(self, day: date) -> "AgreedActionQuerySet":
        """Open and due on or before a day."""
        return self.open().filter(due_on__lte=day)

    def from_source(self, prefix: str) -> "AgreedActionQuerySet":
        """All that one thing of the room above made: "supervision:record:…" without the last number."""
        return self.filter(source__startswith=f"{prefix}:")

    def with_readers(self, on: date) -> "AgreedActionQuerySet":
        """With `readers_now`: who reads each on a day, in one more query."""
        running = _readers(on).select_related("reader").order_by("reader__sort_name", "pk")
        return self.prefetch_related(Prefetch("readers", queryset=running, to_attr="readers_now"))


def _readers(on: date) -> QuerySet[Any]:
    return apps.get_model("workforce", "ActionReader").objects.filter(in_force(on))
