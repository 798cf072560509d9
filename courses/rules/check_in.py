"""The code on the trainer's screen: who scans it was in the room, or is looking at the screen, just now.

A code belongs to one date of one session and to one short slot of time. It is a keyed digest, so
nobody can work out the next one; a photograph sent to a colleague is stale before it is opened.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from courses import policies
from foundation.policies import PolicyBook

SALT = "courses.check-in"
SLOT_SECONDS = 15
MARGIN_SECONDS = 15
"""A code still counts for this long after its slot: a camera needs its time."""
DIGEST_BYTES = 10


@dataclass(frozen=True, slots=True)
class Window:
    """When people may check themselves in to one date; the last moment is outside it."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether that moment lies inside."""
        return self.opens_at <= at < self.closes_at


def window(starts_at: datetime, book: PolicyBook) -> Window:
    """The window of a date that starts then, by the policies of its day."""
    day = timezone.localtime(starts_at).date()
    before = timedelta(minutes=book.whole(policies.CHECK_IN_OPENS, day))
    after = timedelta(minutes=book.whole(policies.CHECK_IN_CLOSES, day))
    return Window(starts_at - before, starts_at + after)


def code_for(date_key: UUID, at: datetime) -> str:
    """The code that is on the screen at a moment: sixteen small letters and digits."""
    return _code(date_key, int(at.timestamp()) // SLOT_SECONDS)


def is_current(date_key: UUID, code: str, at: datetime) -> bool:
    """Whether a code is on the screen at a moment, or was a breath ago."""
    now = int(at.timestamp())
    slots = {now // SLOT_SECONDS, (now - MARGIN_SECONDS) // SLOT_SECONDS}
    return any(constant_time_compare(_code(date_key, slot), code) for slot in slots)


def _code(date_key: UUID, slot: int) -> str:
    digest = salted_hmac(SALT, f"{date_key}:{slot}", algorithm="sha256").digest()[:DIGEST_BYTES]
    return base64.b32encode(digest).decode("ascii").lower()
