"""What marks on a register come to: minutes, outcome, and the learning to credit (DOMAIN 6, rule 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cpd_records.rules.portions import Portion
from foundation.methodologies import Split

PRESENT, PARTIAL, ABSENT = "present", "partial", "absent"
MARKS = ((PRESENT, "Present"), (PARTIAL, "Part"), (ABSENT, "Not there"))
"""As the buttons of a register say them."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One date of a session as marked for one booking, in learning minutes. `attended` is at most `minutes`."""

    on: date
    minutes: int
    attended: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """The sum of one booking's marks. `outcome` is a state of Booking."""

    outcome: str
    minutes: int
    portions: tuple[Portion, ...]


def minutes_of(mark: str, whole: int, part: int | None) -> int:
    """Learning minutes a mark is worth: all of the date's, none, or the part, which is at least 1 and below all."""
    if mark == PRESENT:
        return whole
    if mark == ABSENT:
        return 0
    return min(max(part or 1, 1), max(whole - 1, 1))


@dataclass(frozen=True, slots=True)
class Hours:
    """When one date is on, by the clock, and the learning minutes it carries (breaks are not learning)."""

    starts_at: datetime
    ends_at: datetime
    learning: int

    def learned(self, spans: Iterable[tuple[datetime, datetime]]) -> int:
        """Learning minutes of somebody who was there in these spans: their share of the date.

        Overlaps count once, time outside the date not at all. Rounded to the nearest minute; a
        moment there is at least one.
        """
        there, reached = 0.0, self.starts_at
        for came, left in sorted(spans):
            begun, ended = max(came, reached), min(left, self.ends_at)
            if ended > begun:
                there += (ended - begun).total_seconds()
                reached = ended
        whole = (self.ends_at - self.starts_at).total_seconds()
        return max(round(there * self.learning / whole), 1) if there else 0


def day_as_marked(on: date, minutes: int, mark: str, part: int) -> DayMark:
    """What a mark comes to as its date stands now: a date may be made longer or shorter after marking."""
    return DayMark(on, minutes, minutes_of(mark, minutes, part))


def attendance(days: Iterable[DayMark], weights: Split, complete_percent: int) -> Attendance:
    """What a booking's days come to.

    Actual minutes are credited, each on its own day. From `complete_percent` of the learning time on
    the course counts as completed; below it, as attended in part; without a minute, as missed.
    """
    rows = list(days)
    attended, whole = sum(row.attended for row in rows), sum(row.minutes for row in rows)
    portions = tuple(Portion(row.on, row.attended, weights) for row in rows if row.attended)
    if not attended:
        return Attendance("did_not_attend", 0, ())
    outcome = "attended" if attended * 100 >= whole * complete_percent else "partial"
    return Attendance(outcome, attended, portions)
