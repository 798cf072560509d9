"""Who plans, moves, signs and follows."""

from datetime import date
from typing import Any

from supervision.models import Agreement, Meeting
from supervision.querysets.pairs import supervisees
from workforce import roles
from workforce.models import Person
from workforce.permissions import can_manage, has_team
from workforce.querysets.access import access_of


def can_supervise(user: Any, person: Person, on: date) -> bool:
    """Whether the user plans and agrees supervision with somebody: their supervisor by agreement or by
    the line, or a deputy of that one. A delegate only leads what was handed to them."""
    access = access_of(user, on)
    if person.pk in access.person_ids or not access.in_service:
        return False
    return supervisees(access.person_ids + access.deputy_for, on).filter(pk=person.pk).exists()


def is_party(user: Any, row: Agreement | Meeting, on: date) -> bool:
    """Whether the user is one of the two an agreement or a meeting is between."""
    keys = access_of(user, on).person_ids
    return row.supervisee_id in keys or row.supervisor_id in keys


def can_hand_over(user: Any, meeting: Meeting, on: date) -> bool:
    """Whether the user may let somebody else lead it: who leads it, or who manages the supervisor."""
    if meeting.supervisor is None:
        return False
    if meeting.supervisor_id in access_of(user, on).person_ids:
        return True
    return can_manage(user, meeting.supervisor, on)


def supervises_anybody(user: Any, on: date) -> bool:
    """Whether the user has people to supervise, or stands in for somebody who has."""
    access = access_of(user, on)
    if not access.in_service:
        return False
    if has_team(user, on):
        return True
    return Agreement.objects.in_force(on).filter(supervisor__in=access.person_ids).exists()


def sees_line_compliance(user: Any, on: date) -> bool:
    """Whether figures of their own line are for the user: managers, and who deputises for one."""
    access = access_of(user, on)
    return access.manages or bool(access.deputy_for)


def can_see_compliance(user: Any, on: date) -> bool:
    """Managers see their line; leaders true aggregates inside their scope, logged (DOMAIN 9)."""
    access = access_of(user, on)
    return sees_line_compliance(user, on) or any(scope.role == roles.LEADER for scope in access.scopes)
