"""Granting a role with scope and dates, and ending it (DESIGN 4 "Scope and roles")."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation import changelog
from workforce import permissions, roles
from workforce.actions import cms_groups
from workforce.models import Organisation, RoleGrant, Team, User
from workforce.querysets.access import forget
from workforce.querysets.recorded import not_ended


class NotAllowed(PermissionError):
    """Only HR or an administrator of the whole academy gives and ends roles, never their own."""


class RoleRefused(ValueError):
    """The role cannot be given like this; `field` names what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def grant(
    *,
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    by: Any,
    at: datetime,
    team: Team | None = None,
    organisation: Organisation | None = None,
) -> RoleGrant:
    """Give a role over a subtree of teams, an organisation, or everything. `ends_on` is exclusive.

    `by` None is the system. Raises NotAllowed, RoleRefused, UnknownRole.
    """
    _guard(user, by, at)
    _check_role(roles.role(role), team, organisation)
    _check_dates(roles.role(role), starts_on, ends_on)
    _check_overlap(user, role, team, organisation, starts_on, ends_on)
    given = RoleGrant.objects.create(
        user=user,
        role=role,
        team=team,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        granted_by=by,
        granted_at=at,
    )
    changelog.record(by=by, at=at, verb=f"grant {role}", subject=given, reason=reason)
    _settle(user, at)
    return given


@transaction.atomic
def end(*, grant: RoleGrant, ends_on: date, by: Any, at: datetime, reason: str = "") -> None:
    """The role holds no longer from `ends_on`, today or later. One not yet begun is withdrawn."""
    _guard(grant.user, by, at)
    day = timezone.localdate(at)
    if ends_on < day:
        raise RoleRefused("ends_on", "A role can end today or later.")
    changelog.record(by=by, at=at, verb=f"end {grant.role}", subject=grant, fields=["ends_on"], reason=reason)
    if ends_on <= grant.starts_on:
        grant.delete()
    else:
        grant.ends_on = ends_on
        grant.save(update_fields=["ends_on"])
    _settle(grant.user, at)


def _guard(user: User, by: Any, at: datetime) -> None:
    if by is None:
        return
    if not permissions.can_keep_standing(by, timezone.localdate(at)):
        raise NotAllowed("Only HR or an administrator gives and ends roles.")
    if by.pk == user.pk:
        raise NotAllowed("Nobody gives or ends their own roles: ask another administrator.")


def _check_role(role: roles.Role, team: Team | None, organisation: Organisation | None) -> None:
    if not role.granted:
        raise RoleRefused("role", f"{role.name} follows from posts and dates, so it is not given by hand.")
    if team is not None and organisation is not None:
        raise RoleRefused("organisation", "Choose a team or an organisation, not both.")
    kind = "team" if team is not None else "organisation" if organisation is not None else "whole"
    if kind not in role.scopes and role.scopes != ("own_sessions",):
        wanted = " or ".join(SCOPE_WORDS[scope] for scope in role.scopes)
        raise RoleRefused("team" if "team" in role.scopes else "organisation", f"{role.name} is given over {wanted}.")


SCOPE_WORDS = {
    "team": "a team with all below it",
    "organisation": "one organisation",
    "whole": "the whole Academy",
}


def _check_dates(role: roles.Role, starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise RoleRefused("ends_on", "The last day is before the first: check both dates.")
    if role.dated and ends_on is None:
        raise RoleRefused("ends_on", f"{role.name} is given for a time: say until when.")


def _check_overlap(
    user: User,
    role: str,
    team: Team | None,
    organisation: Organisation | None,
    starts_on: date,
    ends_on: date | None,
) -> None:
    same = RoleGrant.objects.filter(not_ended(starts_on), user=user, role=role, team=team, organisation=organisation)
    if same.filter(Q(starts_on__lt=ends_on) if ends_on else Q()).exists():
        raise RoleRefused("starts_on", "They hold this role over the same scope in that time already.")


def _settle(user: User, at: datetime) -> None:
    """Their groups of the CMS follow at once."""
    forget(user)
    cms_groups.sync_user(user=user, on=timezone.localdate(at))
