"""Why a record is not opened; each says who could, or what to do."""

from datetime import date
from typing import Any

from supervision.models import Meeting
from workforce.querysets.access import access_of

LONGEST = 1000
NO_REASON = "Say why. The two people of this supervision read your reason."
TOO_LONG = f"Use {LONGEST} characters or fewer."
OWN = "Nobody opens, seconds or reads a record of their own supervision this way."


class OpeningRefused(Exception):
    """It is not opened; the message says why, and who could."""


def said(reason: str) -> str:
    """The reason as it is kept. Raises OpeningRefused."""
    text = reason.strip()
    if not text:
        raise OpeningRefused(NO_REASON)
    if len(text) > LONGEST:
        raise OpeningRefused(TOO_LONG)
    return text


def demand_outside(meeting: Meeting, users: tuple[Any, ...], day: date) -> None:
    """None of these is one of the two. Raises OpeningRefused."""
    two = {meeting.supervisee_id, meeting.supervisor_id} - {None}
    if any(two & set(access_of(user, day).person_ids) for user in users):
        raise OpeningRefused(OWN)
