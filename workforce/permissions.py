"""Who may do what in this room, and the questions other rooms ask about a user.

Everything here answers from `access_of`: two queries for a user and day, then none.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from foundation import policies
from foundation.months import months_later
from workforce import roles
from workforce.models import FactDispute, Person, Post
from workforce.policies import LEAVER_ACCESS_MONTHS
from workforce.querysets.access import Access, access_of
from workforce.querysets.recorded import in_force
from workforce.querysets.standing import KEEPERS


def roles_of(user: Any, on: date) -> frozenset[str]:
    """Codes of every role the user holds on a day: by fact, as a deputy, by grant."""
    access = access_of(user, on)
    held = {scope.role for scope in access.scopes}
    if access.person_ids and not (access.has_left or access.suspended):
        held.add(roles.LEARNER)
    if access.manages:
        held |= {roles.LINE_MANAGER, roles.SUPERVISOR}
    if access.deputy_for:
        held.add(roles.DEPUTY)
    if access.delegate_for:
        held.add(roles.DELEGATE)
    return frozenset(held)


def has_role(user: Any, role: str, on: date) -> bool:
    """Whether the user holds a role on a day. Raises UnknownRole for a code nobody defines."""
    return roles.role(role).code in roles_of(user, on)


def is_line_manager(user: Any, on: date) -> bool:
    """Whether anybody reports to the user on a day, by the file or as acting manager."""
    return access_of(user, on).manages


def has_team(user: Any, on: date) -> bool:
    """Whether the user has people to look after: their own reports, or those they stand in for."""
    access = access_of(user, on)
    return access.manages or bool(access.stands_in_for)


def keeps_people(user: Any, on: date) -> bool:
    """Whether a granted role opens people to the user, so that they need to find them."""
    return bool(roles.SEES_PEOPLE & roles_of(user, on))


def coordinates(user: Any, on: date) -> bool:
    """Whether the user coordinates learning somewhere."""
    return has_role(user, roles.COORDINATOR, on)


def scope_paths(user: Any, role: str, on: date) -> tuple[str, ...]:
    """Path prefixes of the teams a role covers on a day; "" stands for the whole academy.

    Scopes over a partner organisation have no team: see `scope_organisations`.
    """
    scopes = [scope for scope in access_of(user, on).scopes if scope.role == role]
    if any(scope.whole for scope in scopes):
        return ("",)
    return tuple(sorted({scope.path for scope in scopes if scope.path}))


def scope_organisations(user: Any, role: str, on: date) -> tuple[int, ...]:
    """Keys of the organisations a role covers on a day."""
    scopes = access_of(user, on).scopes
    return tuple(sorted({s.organisation_id for s in scopes if s.role == role and s.organisation_id is not None}))


def needs_second_factor(user: Any, on: date) -> bool:
    """Whether any role of the user asks for a second factor (DESIGN 7)."""
    return any(roles.ROLES[code].needs_second_factor for code in roles_of(user, on) if code in roles.ROLES)


def has_access(user: Any, on: date) -> bool:
    """Whether the user may sign in as before: not after the last day in post, not while suspended.

    Somebody without any post (a partner, a trainer, a provisional starter) has access while active.
    """
    access = access_of(user, on)
    return bool(user.is_active) and not (user.is_system or access.has_left or access.suspended)


def has_leaver_access(user: Any, on: date) -> bool:
    """Whether somebody who has left still reaches their own CPD record and certificates, and nothing
    else: by a personal address they proved while they worked here, for a policy period."""
    access = access_of(user, on)
    if not (user.is_active and access.has_left):
        return False
    person = Person.objects.for_user(user).first()
    gone = Post.objects.current().filter(person__in=access.person_ids).aggregate(last=Max("ends_on"))["last"]
    if person is None or person.personal_email_verified_at is None or gone is None:
        return False
    proved = timezone.localdate(person.personal_email_verified_at) < gone
    months = policies.book().whole(LEAVER_ACCESS_MONTHS, gone)
    return bool(proved and on < months_later(gone, months))


def can_see_sensitive(user: Any, person: Person, on: date) -> bool:
    """Whether the user keeps the staff file of this person, and so sees registration and service facts."""
    return _holds_over(access_of(user, on), set(KEEPERS), person)


def roles_over(user: Any, person: Person, on: date) -> frozenset[str]:
    """Codes of the granted roles that open this person to the user on a day."""
    access = access_of(user, on)
    held = {scope.role for scope in access.people_scopes}
    return frozenset(code for code in held if _holds_over(access, {code}, person))


def can_manage(user: Any, person: Person, on: date) -> bool:
    """Whether the user decides for a person: their line or acting manager, or that one's deputy."""
    access = access_of(user, on)
    managers = (access.person_ids if access.manages else ()) + access.deputy_for
    return any(_reports_to(person, manager, on) for manager in managers)


def can_keep_standing(user: Any, on: date) -> bool:
    """Whether the user grants roles, joins records, confirms missing people: HR or administrator
    of the whole academy."""
    return _keeps_whole(access_of(user, on))


def can_enter_starter(user: Any, on: date) -> bool:
    """Whether the user may enter a starter before the file has them: managers and coordinators."""
    return is_line_manager(user, on) or bool({roles.COORDINATOR, *KEEPERS} & roles_of(user, on))


def can_name_acting_manager(user: Any, person: Person, on: date) -> bool:
    """Whether the user may override a person's line manager: a coordinator or keeper over them, or
    the manager who is handing over; never somebody for themselves."""
    access = access_of(user, on)
    if person.pk in access.person_ids:
        return False
    return _holds_over(access, {roles.COORDINATOR, *KEEPERS}, person) or can_manage(user, person, on)


def can_name_deputy(user: Any, principal: Person, on: date) -> bool:
    """Whether the user may name who stands in for somebody: that person, who manages them (they may be
    too ill to do it themselves), or a coordinator or keeper over them."""
    access = access_of(user, on)
    own = access.manages and principal.pk in access.person_ids
    return own or _holds_over(access, {roles.COORDINATOR, *KEEPERS}, principal) or can_manage(user, principal, on)


def can_answer_dispute(user: Any, dispute: FactDispute, on: date) -> bool:
    """Whether the user holds the role a dispute was routed to, over that person; never their own."""
    access = access_of(user, on)
    if dispute.person_id in access.person_ids:
        return False
    return _holds_over(access, {dispute.role, roles.SYSTEM_ADMINISTRATOR}, dispute.person)


def holds_over(user: Any, codes: Collection[str], person: Person, on: date) -> bool:
    """Whether the user holds one of these roles in a scope that somebody is in on a day."""
    return _holds_over(access_of(user, on), codes, person)


def _holds_over(access: Access, codes: Collection[str], person: Person) -> bool:
    scopes = [scope for scope in access.scopes if scope.role in codes]
    one = Person.objects.filter(pk=person.pk)
    return any(scope.whole or one.within(scope, access.on).exists() for scope in scopes)


def _keeps_whole(access: Access) -> bool:
    return any(scope.whole and scope.role in KEEPERS for scope in access.scopes)


def _reports_to(person: Person, manager: int, on: date) -> bool:
    """Whether somebody is a direct report, in one look."""
    acting = person.acting_managers.filter(in_force(on)).values_list("manager_id", flat=True)
    if acting:
        return manager in acting
    return person.posts.managed_by([manager], on).exists()
