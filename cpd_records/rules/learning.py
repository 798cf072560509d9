"""A piece of learning as the record keeps it, before it is anybody's row."""

from dataclasses import dataclass
from datetime import date

from foundation.methodologies import Split, split_minutes


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learned, when, and how much of it; minutes are whole, weights are percent and total 100.

    `source` is what it came from ("booking:<uuid>") and, with the person, its identity.
    `minutes` is learning time, `credited_minutes` what it takes off the allowance (0: nothing).
    `outcome` is "attended" or "partial"; `kind` is "course" or "self_paced".
    """

    source: str
    title: str
    starts_on: date
    ends_on: date
    minutes: int
    credited_minutes: int
    weights: Split
    outcome: str = "attended"
    kind: str = "course"
    course_code: str = ""

    @property
    def split(self) -> Split:
        """The learning minutes shared over the methodologies."""
        return split_minutes(self.minutes, self.weights)
