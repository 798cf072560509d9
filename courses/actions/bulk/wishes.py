"""What is asked of many rows at once, and what it must come with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from courses import reasons
from courses.models import BulkRun

Step = Callable[[int, BulkRun, datetime], object]
"""What one verb does to one row: its key, the run with whose words and days it is, and now."""


class BulkRefused(Exception):
    """This cannot be done to many at once, or not to this one; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`of` is a list of the CMS, `verb` one of its verbs.

    `words` are the reason or the message. `starts_on` is the day from which it holds, or a term begins in
    which sessions are drafted; `ends_on` is the day after that term.
    """

    of: str
    verb: str
    words: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    def check(self) -> None:
        """Raise BulkRefused where the verb needs something that is not there."""
        if self.verb in NEEDED_WORDS and not self.words.strip():
            raise BulkRefused(NEEDED_WORDS[self.verb])
        if self.verb in NEEDED_DAYS and self.starts_on is None:
            raise BulkRefused(NEEDED_DAYS[self.verb])
        if self.verb == BulkRun.Verb.GIVE_UP and self.words not in dict(reasons.choices()):
            raise BulkRefused("Choose a reason from the list.")


NEEDED_WORDS = {
    "cancel": "Say why: people who are booked will read it.",
    "write": "Write the message that everybody booked will read.",
    "reissue": "Say why others are issued.",
    "revoke": "Say why they are taken back: each holder can read it.",
}
NEEDED_DAYS = {"retire": "Say from which day."}
