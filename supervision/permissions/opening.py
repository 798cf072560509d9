"""Who may open a record beyond the two: by a role, from nothing; or as the manager of who led it (DOMAIN 9)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from supervision.models import Meeting
from supervision.permissions.reading import standings
from supervision.rules.access import Capacity
from workforce import roles
from workforce.permissions import has_role

READERS = (roles.HR, roles.AUDITOR, roles.MODERATOR, roles.INSPECTOR)


def may_open(user: Any, at: datetime) -> dict[str, bool]:
    """What a role lets somebody begin from nothing, and whether it reads what others open."""
    day = timezone.localdate(at)
    return {
        "audit": any(has_role(user, role, day) for role in (roles.AUDITOR, roles.MODERATOR)),
        "inspection": has_role(user, roles.LEADER, day),
        "by_two": any(has_role(user, role, day) for role in (roles.HR, roles.SYSTEM_ADMINISTRATOR)),
        "reads": any(has_role(user, role, day) for role in READERS),
    }


def may_sample(user: Any, meeting: Meeting, at: datetime) -> bool:
    """Whether the user is the manager of who led it."""
    return any(each.capacity == Capacity.SUPERVISORS_MANAGER for each in standings(user, meeting, at))
