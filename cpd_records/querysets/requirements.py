"""Reads of requirements, their periods and exemptions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

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

    def present(self, on: date) -> "PeriodQuerySet":
        """The one row that says how somebody stands with each requirement asked of them, with its
        `state` on a day (valid, due, overdue, exempt), and `title`, `why` and `course_codes` of the
        requirement: the open cycle, or the completed one that holds for good.

        `rules.standing` says the same of the cycles themselves; a test holds the two together.
        """
        rows = self.standing().filter(
            Q(completed_on=None, closed_on=None) | Q(completed_on__isnull=False, valid_until=None)
        )
        exempt = apps.get_model("cpd_records", "Exemption").objects.filter(
            in_force(on), person=OuterRef("person"), code=OuterRef("code")
        )
        setting = apps.get_model("cpd_records", "Requirement").objects.filter(code=OuterRef("code"), starts_on__lte=on)
        latest = setting.order_by("-starts_on")
        found = {name: Subquery(latest.values(name)[:1]) for name in ("title", "why", "course_codes")}
        return rows.annotate(**found, exempt=Exists(exempt)).annotate(state=_state(on)).filter(title__isnull=False)

    def of_people_here(self, on: date) -> "PeriodQuerySet":
        """Those of people who work here on a day or later, or come from another organisation."""
        posts = apps.get_model("workforce", "Post").objects.current().running_or_ahead(on)
        outside = apps.get_model("workforce", "Person").objects.filter(standing="external")
        return self.filter(Q(person__in=posts.values("person")) | Q(person__in=outside))

    def with_team(self, on: date) -> "PeriodQuerySet":
        """Annotates `team_id`: the team of the person's longest running post on a day."""
        posts = apps.get_model("workforce", "Post").objects.current().running(on).filter(person=OuterRef("person"))
        return self.annotate(team_id=Subquery(posts.order_by("starts_on", "pk").values("team_id")[:1]))

    def of_name(self, text: str) -> "PeriodQuerySet":
        """Those of people whose last name or e-mail begins with a text, or whose number it is."""
        return self.filter(person__in=apps.get_model("workforce", "Person").objects.beginning_with(text))

    def in_teams(self, paths: Iterable[str], on: date) -> "PeriodQuerySet":
        """Those of people in these subtrees of teams; none for no path."""
        return self.filter(person__in=apps.get_model("workforce", "Person").objects.in_scope(paths, on))

    def soonest_first(self) -> "PeriodQuerySet":
        """What is late, then what is due, then what holds; the earliest date first."""
        rank = Case(*(When(state=name, then=Value(place)) for place, name in enumerate(RANKED)), default=Value(9))
        return self.order_by(rank, "due_on", "person__sort_name", "title", "pk")

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Open cycles by requirement, without any person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        return self.open().order_by().values(*groups).annotate(periods=Count("pk"))


RANKED = ("overdue", "due", "valid", "exempt")


def _state(on: date) -> Case:
    return Case(
        When(exempt=True, then=Value("exempt")),
        When(completed_on__isnull=False, then=Value("valid")),
        When(due_on__lt=on, then=Value("overdue")),
        When(window_opens_on__gt=on, cycle__gt=1, then=Value("valid")),
        default=Value("due"),
        output_field=CharField(),
    )


class ExemptionQuerySet(QuerySet[Any]):
    """Who is let off, and why. The reason is for the person and the coordinator."""

    def visible_to(self, user: Any, on: date) -> "ExemptionQuerySet":
        """One's own, and those in one's scope as coordinator."""
        return self.filter(own(user, on) | coordinated(user, on))

    def running(self, day: date) -> "ExemptionQuerySet":
        """In force on a day."""
        return self.filter(in_force(day))
