"""A place on a session of the past, before it is anybody's row (FORMATS, training_history.csv)."""

from dataclasses import dataclass
from datetime import date

from foundation.methodologies import Split


@dataclass(frozen=True, slots=True)
class PastPlace:
    """One person's place on one past session. Minutes are whole; `minutes` is the course's length.

    `state` is an end state of Booking.
    """

    person_id: int
    course_code: str
    title: str
    starts_on: date
    weights: Split
    minutes: int
    credited_minutes: int
    state: str
    reason: str = ""

    @property
    def run(self) -> tuple[str, date]:
        """Which session it is on."""
        return self.course_code, self.starts_on
