"""Who a group's record names, and as what; contributions stand in nobody's name (DOMAIN 5, T3); pure."""

from collections.abc import Iterable
from typing import Any

ATTENDED = "attended"
ROLE_FIELDS = ("presenter", "facilitator", "adviser")
"""Questions of a group's form that the list of who was there has answered already."""


def name_of(attendee: Any) -> str:
    """Of one of our people, or of a guest."""
    return attendee.person.full_name if attendee.person is not None else attendee.guest_name


def in_role(attendees: Iterable[Any], role: str) -> Any:
    """The one in a role, or None."""
    return next((each for each in attendees if each.role == role), None)
