"""A record under its lock, after the question of who asks."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from supervision.actions.records.refusals import NotYours
from supervision.models import Meeting, Record


def held(record_id: int, may: Callable[[Any, Meeting, date], bool], refusal: str, by: Any, at: datetime) -> Record:
    """The row, locked for this transaction. Raises NotYours."""
    found: Record = Record.objects.select_for_update(of=("self",)).with_meeting().get(pk=record_id)
    if not may(by, found.meeting, timezone.localdate(at)):
        raise NotYours(refusal)
    return found
