"""When a module goes live for a team and all below it (DESIGN 4 "Live-from")."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from workforce import permissions
from workforce.models import LiveFrom, Team


class NotAllowed(PermissionError):
    """Only HR or an administrator of the whole academy sets these dates."""


@transaction.atomic
def set_date(*, module: str, team: Team | None, starts_on: date, by: Any, at: datetime) -> LiveFrom:
    """Set or move the date; no team means everywhere. `by` None is the system. Raises NotAllowed."""
    if by is not None and not permissions.can_keep_standing(by, timezone.localdate(at)):
        raise NotAllowed("Only HR or an administrator says when a module goes live.")
    row, new = LiveFrom.objects.get_or_create(module=module, team=team, defaults={"starts_on": starts_on})
    if not new and row.starts_on == starts_on:
        return row
    row.starts_on = starts_on
    row.save(update_fields=["starts_on"])
    changelog.record(by=by, at=at, verb="set live date", subject=row, fields=["starts_on"])
    return row
