"""Who may see somebody, in names: said on their own page (DESIGN 5 "/my/data/")."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery

from workforce import roles
from workforce.querysets.recorded import in_force


@dataclass(frozen=True, slots=True)
class Onlooker:
    """One who may see: their name, as what in words, and the code of the role that opens it."""

    name: str
    capacity: str
    role: str


def who_may_see(person: Any, on: date) -> list[Onlooker]:
    """Managers, those who stand in for them, and holders of roles over the person."""
    managers = _managers(person, on)
    return [
        *(Onlooker(manager.full_name, capacity, roles.LINE_MANAGER) for manager, capacity in managers),
        *_standing_in([manager.pk for manager, _ in managers], on),
        *_by_role(person, on),
    ]


def _managers(person: Any, on: date) -> list[tuple[Any, str]]:
    people = apps.get_model("workforce", "Person").objects
    acting = apps.get_model("workforce", "ActingManager").objects.running(on).filter(person=person)
    found = [(row.manager, "Acting manager") for row in acting.select_related("manager")]
    if found:
        return found
    posts = apps.get_model("workforce", "Post").objects.naming_manager(on).filter(person=person)
    keys = posts.order_by().values("line_manager")
    return [(manager, "Line manager") for manager in people.filter(pk__in=keys)]


def _standing_in(managers: list[int], on: date) -> Iterator[Onlooker]:
    rows = apps.get_model("workforce", "Deputy").objects.running(on).filter(principal__in=managers)
    for row in rows.select_related("deputy", "principal"):
        role = roles.role(row.kind)
        yield Onlooker(row.deputy.full_name, f"{role.name}, for {row.principal.full_name}", role.code)


def _by_role(person: Any, on: date) -> Iterator[Onlooker]:
    """Grants whose scope covers the person: everything, their organisation, or a team above theirs."""
    versions = apps.get_model("workforce", "TeamVersion").objects.current().running(on)
    posts = apps.get_model("workforce", "Post").objects.current().running_or_ahead(on).filter(person=person)
    paths = list(versions.filter(team__in=posts.values("team")).values_list("path", flat=True))
    scope = versions.filter(team=OuterRef("team")).values("path")[:1]
    grants = apps.get_model("workforce", "RoleGrant").objects.filter(in_force(on), role__in=roles.SEES_PEOPLE)
    for grant in grants.annotate(path=Subquery(scope)).select_related("user").order_by("role", "pk"):
        if _covers(grant, paths, person):
            role = roles.role(grant.role)
            yield Onlooker(grant.user.get_full_name(), role.name, role.code)


def _covers(grant: Any, paths: list[str], person: Any) -> bool:
    if grant.organisation_id is not None:
        return bool(grant.organisation_id == person.organisation_id)
    if grant.team_id is not None:
        return bool(grant.path) and any(path.startswith(grant.path) for path in paths)
    return True


def in_charge_of(person: Any, on: date) -> list[tuple[Any, str]]:
    """Who is in charge of somebody on a day, each with their capacity in words: the line or acting
    manager, and deputies of theirs. Delegates in absence are not: they read nothing personal (DOMAIN 9)."""
    managers = _managers(person, on)
    keys = [manager.pk for manager, _ in managers]
    deputies = apps.get_model("workforce", "Deputy").objects.running(on).filter(principal__in=keys, kind=roles.DEPUTY)
    rows = deputies.select_related("deputy", "principal").order_by("pk")
    return [*managers, *((row.deputy, f"Deputy, for {row.principal.full_name}") for row in rows)]
