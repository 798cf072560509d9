"""Who writes and who signs a record: the two of the meeting, each only as themselves."""

from datetime import date
from typing import Any

from supervision.models import Meeting
from workforce.querysets.access import access_of


def leads(user: Any, meeting: Meeting, on: date) -> bool:
    """Whether the user is who led the meeting, supervisor, delegate or deputy: they write its record."""
    access = access_of(user, on)
    return access.in_service and meeting.supervisor_id in access.person_ids


def is_supervised(user: Any, meeting: Meeting, on: date) -> bool:
    """Whether the meeting was about the user."""
    return meeting.supervisee_id is not None and meeting.supervisee_id in access_of(user, on).person_ids


def is_one_of_two(user: Any, meeting: Meeting, on: date) -> bool:
    """Either of them."""
    return leads(user, meeting, on) or is_supervised(user, meeting, on)
