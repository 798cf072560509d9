"""Letters of this room: never a word of what is said (DOMAIN 9)."""

from supervision.emails.meetings import (
    AGREEMENT,
    CANCELLED,
    MOVED,
    PLANNED,
    REMINDER,
    Told,
    invitation,
)
from supervision.emails.meetings import WORDINGS as ABOUT_MEETINGS
from supervision.emails.records import ADDED, ISSUED, OPENED, SHARED, SIGNED, TO_SIGN
from supervision.emails.records import WORDINGS as ABOUT_RECORDS

WORDINGS = (*ABOUT_MEETINGS, *ABOUT_RECORDS)

__all__ = [
    "ADDED",
    "AGREEMENT",
    "CANCELLED",
    "ISSUED",
    "MOVED",
    "OPENED",
    "PLANNED",
    "REMINDER",
    "SHARED",
    "SIGNED",
    "TO_SIGN",
    "WORDINGS",
    "Told",
    "invitation",
]
