"""How large a file may be and how many go together: dated figures (DESIGN rule 7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foundation.policies import PolicyBook, PolicyDefinition

LARGEST = "uploads.largest_megabytes"
MOST = "uploads.most_files"
MEGABYTE = 1024 * 1024

POLICIES = (
    PolicyDefinition(
        LARGEST,
        "Largest file somebody may add as evidence, in megabytes",
        "count",
        Decimal(10),
        "Our own judgement: a scan of ten pages or a photo of today's phones is below 10 MB.",
        "Files kept already stay as they are. More than 50 MB in one go is never read, whatever stands here.",
    ),
    PolicyDefinition(
        MOST,
        "Files that go with one piece of learning",
        "count",
        Decimal(5),
        "Our own judgement: enough for a certificate, a programme and some notes.",
    ),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes one file may have, and how many files stand together."""

    largest: int
    most: int

    @property
    def megabytes(self) -> int:
        """The size as people say it."""
        return self.largest // MEGABYTE


def limits_on(book: PolicyBook, on: date) -> Limits:
    """The limits in force on a day."""
    return Limits(book.whole(LARGEST, on) * MEGABYTE, book.whole(MOST, on))
