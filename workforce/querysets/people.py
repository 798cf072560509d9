"""People: who may see whom, who reports to whom, who is in a scope."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from workforce.querysets.access import Access, Scope, access_of
from workforce.querysets.recorded import guard_groups, in_force

COUNTED_GROUPS = frozenset({"organisation", "standing", "registration_body"})


class PersonQuerySet(QuerySet[Any]):
    """Chainable reads of people. Views enter by `visible_to`, `for_user` or `counted` only."""

    def visible_to(self, user: Any, on: date | None = None) -> "PersonQuerySet":
        """People this user may see on a day (today unless said): themselves, those they manage by
        post or as acting manager, those whose manager they stand in for, and those in the scope
        of a role that opens people (DESIGN 4 "Scope and roles"). Rows that lost their name are not in it."""
        access = access_of(user, on or timezone.localdate())
        there = self.exclude(standing="removed")
        if any(scope.whole for scope in access.people_scopes):
            return there
        return there.filter(pk__in=_visible_keys(access))

    def for_user(self, user: Any) -> "PersonQuerySet":
        """The user's own record, or none."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(user=user)

    def named_by(self, field: str) -> Q:
        """Condition of other rows: their `field` names one of these people.

        PostgreSQL then looks up those who are named, where `__in` would read everybody first.
        """
        return Q(Exists(self.order_by().filter(pk=OuterRef(field))))

    def same_human(self, person: Any) -> "PersonQuerySet":
        """All records of one human: history follows across them, entitlement does not."""
        root = person.joined_into_id or person.pk
        return self.filter(Q(pk=root) | Q(joined_into=root))

    def reporting_to(self, person: Any, on: date) -> "PersonQuerySet":
        """Direct reports on a day. An acting manager counts and displaces the one in the file;
        deputies do not."""
        return self.filter(pk__in=_report_keys([person.pk], on))

    def reporting_to_any(self, people: Iterable[int], on: date) -> "PersonQuerySet":
        """Direct reports of any of these people, by key, on a day."""
        return self.filter(pk__in=_report_keys(people, on))

    def in_scope(self, paths: Iterable[str], on: date | None = None) -> "PersonQuerySet":
        """People with a post, running on the day or ahead of it, in a subtree of teams.

        `paths` are prefixes of TeamVersion.path; an empty path is the whole academy.
        """
        wanted = list(paths)
        if "" in wanted:
            return self
        return self.filter(pk__in=_keys_in_paths(wanted, on or timezone.localdate()))

    def within(self, scope: Scope, on: date) -> "PersonQuerySet":
        """People inside one scope of a role."""
        return self if scope.whole else self.filter(pk__in=_scope_keys(scope, on))

    def opened_by(self, role: str, user: Any, on: date) -> "PersonQuerySet":
        """People whom one granted role opens to the user: not those they see for another reason.

        What a role may do counts in its own scope. A manager who coordinates elsewhere is no
        coordinator of their own reports.
        """
        scopes = [scope for scope in access_of(user, on).people_scopes if scope.role == role]
        if any(scope.whole for scope in scopes):
            return self
        return self.filter(pk__in=_union([_scope_keys(scope, on) for scope in scopes])) if scopes else self.none()

    def beginning_with(self, text: str) -> "PersonQuerySet":
        """People whose last name or e-mail begins with a text, or whose number it is: by index."""
        folded = text.casefold()
        named = Q(sort_name__startswith=folded) | Q(work_email__startswith=folded)
        return self.filter(named | Q(employee_number=text.upper()))

    def in_service(self, day: date) -> "PersonQuerySet":
        """People with a running post on a day."""
        posts = _model("Post").objects.current().running(day)
        return self.filter(Exists(posts.filter(person=OuterRef("pk"))))

    def with_away(self, day: date) -> "PersonQuerySet":
        """Annotates `away`: absent on a day. Never why (DOMAIN 9)."""
        absences = _model("Absence").objects.current().running(day)
        return self.annotate(away=Exists(absences.filter(person=OuterRef("pk"))))

    def with_acting_manager(self, day: date) -> "PersonQuerySet":
        """Annotates `acting_manager`: somebody stands in for their manager on a day."""
        acting = _model("ActingManager").objects.filter(in_force(day), person=OuterRef("pk"))
        return self.annotate(acting_manager=Exists(acting))

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Numbers of people by harmless groups, without any person key (DESIGN rule 1)."""
        guard_groups(groups, COUNTED_GROUPS)
        return self.order_by().values(*groups).annotate(people=Count("pk"))

    def missing(self) -> "PersonQuerySet":
        """Those the latest whole-staff file lacked."""
        return self.filter(missing_since__isnull=False)


def _visible_keys(access: Access) -> QuerySet[Any]:
    """One union of index-friendly branches; the person table is then read by key."""
    person = _model("Person").objects
    branches = [person.filter(pk__in=access.person_ids).values_list("pk")]
    managers = (access.person_ids if access.manages else ()) + access.stands_in_for
    if managers:
        reports = _report_keys(managers, access.on)
        branches += [reports, person.filter(joined_into__in=reports).values_list("pk")]
    branches += [_scope_keys(scope, access.on) for scope in access.people_scopes]
    return _union(branches)


def _scope_keys(scope: Scope, on: date) -> QuerySet[Any]:
    if scope.organisation_id is not None:
        return _model("Person").objects.filter(organisation=scope.organisation_id).values_list("pk")
    return _keys_in_paths([scope.path], on)


def _keys_in_paths(paths: Iterable[str], on: date) -> QuerySet[Any]:
    posts = _model("Post").objects.current().running_or_ahead(on).in_teams_under(paths, on)
    return posts.order_by().values_list(F("person_id"))


def _report_keys(managers: Iterable[int], on: date) -> QuerySet[Any]:
    """Keys of direct reports of any of these people."""
    keys = list(managers)
    posts = _model("Post").objects.managed_by(keys, on)
    acting = _model("ActingManager").objects.filter(in_force(on), manager__in=keys)
    return _union([posts.order_by().values_list("person_id"), acting.values_list("person_id")])


def _union(branches: list[QuerySet[Any]]) -> QuerySet[Any]:
    return branches[0].union(*branches[1:]) if len(branches) > 1 else branches[0]


def _model(name: str) -> Any:
    return apps.get_model("workforce", name)
