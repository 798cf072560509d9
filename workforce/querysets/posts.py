"""Posts: versions of spells, and who manages whom by them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from workforce.querysets.recorded import RecordedQuerySet, guard_groups, in_force

COUNTED_GROUPS = frozenset({"team", "team__code", "role_family", "org_role", "contract", "job_title"})


class PostQuerySet(RecordedQuerySet[Any]):
    """Chainable reads of posts. Person-level: views enter by `visible_to` or `counted`."""

    def visible_to(self, user: Any, on: date | None = None) -> "PostQuerySet":
        """Posts of people this user may see."""
        person = apps.get_model("workforce", "Person")
        return self.filter(person__in=person.objects.visible_to(user, on))

    def managed_by(self, people: Iterable[Any], on: date) -> "PostQuerySet":
        """Posts running on a day whose line manager that day, by the file, is one of these people,
        and that no acting manager has taken over."""
        return self.naming_manager(on).not_taken_over(on).filter(line_manager__in=people)

    def not_taken_over(self, on: date) -> "PostQuerySet":
        """Posts of people for whom no acting manager stands on a day."""
        acting = apps.get_model("workforce", "ActingManager").objects.filter(in_force(on))
        return self.exclude(Exists(acting.filter(person=OuterRef("person"))))

    def naming_manager(self, on: date) -> "PostQuerySet":
        """The versions, of posts running on a day, that say who the line manager was that day.

        A manager who changed inside the spell counts from `manager_from`; before that day the
        version that had been closed answers.
        """
        post = apps.get_model("workforce", "Post")
        spell = {name: OuterRef(name) for name in ("person", "post_number", "starts_on")}
        dated = Q(manager_from__isnull=True) | Q(manager_from__lte=on)
        versions = post.objects.filter(**spell)
        runs_now = versions.current().running(on)
        later = versions.filter(dated, recorded_from__gt=OuterRef("recorded_from"))
        known_now = Q(recorded_until__isnull=True) & in_force(on)
        before_change = Q(Exists(runs_now.filter(manager_from__gt=on))) & ~Q(Exists(later))
        return self.filter(dated, known_now | (Q(recorded_until__isnull=False) & before_change))

    def in_teams_under(self, paths: Iterable[str], on: date | None = None) -> "PostQuerySet":
        """Posts in a subtree of teams, as the tree stands on a day."""
        versions = apps.get_model("workforce", "TeamVersion").objects.current()
        teams = versions.running(on or timezone.localdate()).under(paths)
        return self.filter(team__in=teams.values("team"))

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Heads and FTE by harmless groups, without any person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        sums = {"people": Count("person", distinct=True), "total_fte": Sum("fte")}
        return self.order_by().values(*groups).annotate(**sums)
