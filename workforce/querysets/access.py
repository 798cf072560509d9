"""What one user may reach on one day, in one query, remembered on the user for that day.

This sits under the models, because every `visible_to` needs it; `workforce.permissions` is how
the rest of the house asks.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from foundation.asked_often import AskedOften
from workforce import roles
from workforce.querysets.recorded import in_force, not_ended

_MEMORY, _DERIVED = "_workforce_access", "_workforce_derived"

OWN = ("id", "organisation_id", "user_id", "joined_into_id", "standing", "suspended_on")
"""What booking conditions look at in whoever presses."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Scope:
    """One running grant. No path and no organisation means the whole academy."""

    role: str
    path: str = ""
    organisation_id: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it covers everybody."""
        return not self.path and self.organisation_id is None


@dataclass(frozen=True, slots=True)
class Access:
    """Everything permissions and `visible_to` need to know about a user on a day."""

    on: date
    person_ids: tuple[int, ...] = ()
    in_service: bool = False
    has_left: bool = False
    suspended: bool = False
    manages: bool = False
    deputy_for: tuple[int, ...] = ()
    delegate_for: tuple[int, ...] = ()
    scopes: tuple[Scope, ...] = ()
    own: Mapping[str, Any] | None = field(default=None, compare=False)
    """Columns `OWN` of the record that is the user's, where they have one."""

    @property
    def stands_in_for(self) -> tuple[int, ...]:
        """People whose reports this user sees as their deputy or delegate."""
        return self.deputy_for + self.delegate_for

    @property
    def people_scopes(self) -> tuple[Scope, ...]:
        """The scopes that open rows about named people."""
        return tuple(scope for scope in self.scopes if scope.role in roles.SEES_PEOPLE)


def access_of(user: Any, on: date) -> Access:
    """The user's access on a day; asked again on the same user object, it costs nothing."""
    if not getattr(user, "is_authenticated", False):
        return Access(on)
    memory: dict[date, Access] = getattr(user, _MEMORY, None) or {}
    if on not in memory:
        memory[on] = _read(user, on)
        setattr(user, _MEMORY, memory)
    return memory[on]


def remembered(user: Any, what: tuple[Any, ...], read: Callable[[], Found]) -> Found:
    """What follows from the user's access: read once on the same user object, forgotten together with it."""
    if getattr(user, _DERIVED, None) is None:
        setattr(user, _DERIVED, {})
    memory: dict[tuple[Any, ...], Any] = getattr(user, _DERIVED)
    if what not in memory:
        memory[what] = read()
    found: Found = memory[what]
    return found


def forget(user: Any) -> None:
    """Ask anew next time; actions that change roles call this."""
    for memory in (_MEMORY, _DERIVED):
        if getattr(user, memory, None):
            setattr(user, memory, {})


def _read(user: Any, on: date) -> Access:
    (found,) = FACTS.rows(user.pk, on)
    person = [_with_day(row) for row in found["people"]]
    own = next(({name: row[name] for name in OWN} for row in person if row["user_id"] == user.pk), None)
    left = any(row["ever"] for row in person) and not any(row["here"] for row in person)
    suspended = any(row["suspended_on"] and row["suspended_on"] <= on for row in person if row["user_id"])
    ids = tuple(row["id"] for row in person)
    if left or suspended or not user.is_active:
        return Access(on, ids if user.is_active else (), has_left=left, suspended=suspended, own=own)
    return Access(
        on,
        ids,
        in_service=any(row["here"] for row in person),
        manages=any(row["manages"] for row in person),
        deputy_for=tuple(key for row in person for key in row["deputy_keys"]),
        delegate_for=tuple(key for row in person for key in row["delegate_keys"]),
        scopes=_scopes(user, found["grants"]),
        own=own,
    )


def _with_day(row: dict[str, Any]) -> dict[str, Any]:
    """Days come as words, because rows within a row are JSON."""
    return row | {"suspended_on": row["suspended_on"] and date.fromisoformat(row["suspended_on"])}


def _facts(user_id: int, on: date) -> QuerySet[Any]:
    """The user's one row: their own records in it, and their running grants."""
    user = apps.get_model("workforce", "User").objects.order_by().filter(pk=user_id)
    people, grants = (rows.values(json=JSONObject(**_as_named(names))) for rows, names in (_own(on), _grants(on)))
    found = user.annotate(people=ArraySubquery(people), grants=ArraySubquery(grants))
    return found.values("people", "grants")


def _as_named(names: tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names}


def _own(on: date) -> tuple[QuerySet[Any], tuple[str, ...]]:
    """The user's own records (joined ones too) with what follows from posts and deputies."""
    person = apps.get_model("workforce", "Person")
    post = apps.get_model("workforce", "Post")
    deputy = apps.get_model("workforce", "Deputy").objects.filter(in_force(on), deputy=OuterRef("pk"))
    posts = post.objects.current().filter(person=OuterRef("pk"))
    rows = person.objects.filter(pk__in=own_keys(OuterRef(OuterRef("pk")))).annotate(
        ever=Exists(posts),
        here=Exists(posts.filter(not_ended(on))),
        manages=manages_on(on),
        deputy_keys=ArraySubquery(deputy.filter(kind="deputy").values("principal_id")),
        delegate_keys=ArraySubquery(deputy.filter(kind="delegate").values("principal_id")),
    )
    return rows.order_by("joined_into", "pk"), (*OWN, *rows.query.annotations)


def own_keys(user: Any) -> QuerySet[Any]:
    """Keys of a user's records, those joined into theirs too. Each half is found by index; an OR reads everybody."""
    people = apps.get_model("workforce", "Person").objects.order_by()
    own = people.filter(user=user).values_list("pk")
    return own.union(people.filter(joined_into__user=user).values_list("pk"))


def manages_on(on: date) -> Any:
    """Annotation of people: somebody reports to them on a day, by the file or as acting manager."""
    return Exists(_reports(on)) | Exists(_acting(on))


def _reports(on: date) -> QuerySet[Any]:
    post = apps.get_model("workforce", "Post")
    return post.objects.naming_manager(on).not_taken_over(on).filter(line_manager=OuterRef("pk"))


def _acting(on: date) -> QuerySet[Any]:
    acting = apps.get_model("workforce", "ActingManager")
    return acting.objects.filter(in_force(on), manager=OuterRef("pk"))


def _grants(on: date) -> tuple[QuerySet[Any], tuple[str, ...]]:
    """Running grants with the present path of their team."""
    grant = apps.get_model("workforce", "RoleGrant")
    version = apps.get_model("workforce", "TeamVersion")
    path = version.objects.current().running(on).filter(team=OuterRef("team")).values("path")[:1]
    rows = grant.objects.filter(in_force(on), user=OuterRef("pk")).annotate(path=Subquery(path))
    return rows.order_by("pk"), ("role", "team_id", "organisation_id", "path")


FACTS = AskedOften(_facts, int, date)


def _scopes(user: Any, grants: Iterable[Mapping[str, Any]]) -> tuple[Scope, ...]:
    """Running grants; the superuser is break-glass."""
    found = [_scope(row) for row in grants]
    if user.is_superuser:
        found.append(Scope(roles.SYSTEM_ADMINISTRATOR))
    return tuple(scope for scope in found if scope is not None)


def _scope(row: Mapping[str, Any]) -> Scope | None:
    """A grant on a team that no longer stands anywhere opens nothing."""
    if row["team_id"] is not None and not row["path"]:
        return None
    return Scope(row["role"], row["path"] or "", row["organisation_id"])
