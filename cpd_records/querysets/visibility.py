"""Whose rows of this room a user may see (DOMAIN 9): one's own, one's reports', one's scope's."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from workforce import roles
from workforce.models import Person
from workforce.querysets.access import access_of
from workforce.querysets.reports import report_keys

NOBODY = Q(pk__in=[])


def own(user: Any, on: date) -> Q:
    """Rows about the user, under every record that was joined into theirs."""
    return Q(person__in=access_of(user, on).person_ids)


def report_people(user: Any, on: date) -> QuerySet[Any]:
    """People who report to the user, also as acting manager, or to somebody they deputise for.

    A delegate in absence is no deputy: theirs are not among them.
    """
    access = access_of(user, on)
    managers = (access.person_ids if access.manages else ()) + access.deputy_for
    return Person.objects.filter(pk__in=report_keys(managers, on))


def reports(user: Any, on: date, *, joined: bool = False) -> Q:
    """Rows about those people; `joined` also opens rows of records that were joined into theirs:
    history follows a person, entitlement does not."""
    people = report_people(user, on).values("pk")
    found = Q(person__in=people)
    return found | Q(person__joined_into__in=people) if joined else found


def coordinated(user: Any, on: date) -> Q:
    """Rows about people inside the user's scopes as a learning coordinator."""
    return _in_scopes(user, roles.COORDINATOR, on)


def led(user: Any, on: date) -> Q:
    """Rows about people in the services the user leads. Only for what asks a head of service to decide, and
    for sums: everything else a leader sees is an aggregate."""
    return _in_scopes(user, roles.LEADER, on)


def allowances_open_to(user: Any, on: date) -> QuerySet[Any]:
    """People whose allowance a user may look at: totals as their manager, movements as their coordinator."""
    coordinated_people = Person.objects.opened_by(roles.COORDINATOR, user, on)
    return Person.objects.filter(
        Q(pk__in=access_of(user, on).person_ids)
        | Q(pk__in=report_people(user, on).values("pk"))
        | Q(pk__in=coordinated_people.values("pk"))
    )


def _in_scopes(user: Any, role: str, on: date) -> Q:
    scopes = [scope for scope in access_of(user, on).scopes if scope.role == role]
    if any(scope.whole for scope in scopes):
        return ~NOBODY
    found = NOBODY
    for scope in scopes:
        found |= Q(person__in=Person.objects.within(scope, on).values("pk"))
    return found
