"""Holds in force and items of disposals: what a hold covers, and what is under way."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from workforce import roles
from workforce.querysets.access import access_of


class LegalHoldQuerySet(QuerySet[Any]):
    """Chainable reads of holds. Who opens the records manager's pages sees all of them: reasons, no records."""

    def visible_to(self, user: Any, on: date | None = None) -> "LegalHoldQuerySet":
        """All of them for records managers and system administrators of the whole academy; none for others."""
        access = access_of(user, on or timezone.localdate())
        keepers = {roles.RECORDS_MANAGER, roles.SYSTEM_ADMINISTRATOR}
        return self if any(scope.whole and scope.role in keepers for scope in access.scopes) else self.none()

    def for_list(self) -> "LegalHoldQuerySet":
        """Those in force first, with whom and what they name."""
        rows = self.select_related("person", "team", "set_by", "lift_asked_by", "lifted_by")
        return rows.order_by(F("lifted_at").desc(nulls_first=True), "-set_at", "-pk")

    def in_force(self) -> "LegalHoldQuerySet":
        """Set, and not lifted by two."""
        return self.filter(lifted_at__isnull=True)

    def classes(self) -> set[str]:
        """Classes of record that are held, whoever they are about."""
        return set(self.in_force().exclude(record_class="").values_list("record_class", flat=True))

    def held_people(self) -> set[int]:
        """Keys of every record of every human under a hold: by name, or by ever having had a post in or
        under a team that is held."""
        people = apps.get_model("workforce", "Person").objects.order_by()
        named = self.in_force().filter(person__isnull=False).values("person")
        covered = Q(pk__in=named) | Q(posts__team__in=self._teams_under())
        roots = people.filter(covered).values_list(Coalesce("joined_into_id", "pk"))
        return set(people.filter(Q(pk__in=roots) | Q(joined_into__in=roots)).values_list("pk", flat=True))

    def _teams_under(self) -> QuerySet[Any]:
        """Teams that are held, and all that ever stood below them."""
        versions = apps.get_model("workforce", "TeamVersion").objects.order_by()
        held = versions.filter(team__in=self.in_force().filter(team__isnull=False).values("team"))
        below = Q(pk__in=[])
        for path in set(held.values_list("path", flat=True)):
            below |= Q(path__startswith=path)
        return versions.filter(below).values("team")


class DisposalItemQuerySet(QuerySet[Any]):
    """Chainable reads of items."""

    def waiting(self) -> "DisposalItemQuerySet":
        """Neither done nor kept."""
        return self.filter(state="waiting")

    def done_classes(self, person_ids: Any) -> dict[int, set[str]]:
        """Classes already disposed of, by person."""
        found: dict[int, set[str]] = {}
        rows = self.filter(state="done", person__in=person_ids).annotate(who=F("person_id"))
        for who, codes in rows.values_list("who", "record_classes"):
            found.setdefault(who, set()).update(codes)
        return found
