"""How many sessions next term needs: who would come, less the places there are. Pure (issue: "Demand")."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from foundation.working_days import is_working_day

SOURCES = {
    "interested": "Asked for it",
    "waiting": "On a waiting list",
    "pathway": "Next on a pathway",
    "expiring": "Certificate ends or is due",
}
"""Where a wish comes from, in the order of the table."""


@dataclass(frozen=True, slots=True)
class CourseDemand:
    """One course. `people` are keys by source: one person counts once in `total`, whatever the sources.

    `capacity` is what a session of it usually holds, `free` the places left in sessions of the term,
    planned ones included.
    """

    course_id: int
    title: str
    capacity: int
    free: int
    people: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many people would come."""
        return len(frozenset().union(*self.people.values()))

    @property
    def sessions(self) -> int:
        """How many more sessions that makes, rounded up; a handful of wishes below a quarter full makes none."""
        missing = self.total - self.free
        if missing <= 0:
            return 0
        whole, rest = divmod(missing, self.capacity)
        return whole + (rest * 4 >= self.capacity)

    def count(self, source: str) -> int:
        """People of one source."""
        return len(self.people.get(source, ()))


def spread(first: date, last: date, number: int) -> list[date]:
    """`number` days spread evenly from `first` to `last`."""
    span = max((last - first).days, 0)
    return [first + timedelta(days=span * (2 * place + 1) // (2 * number)) for place in range(number)]


def moved(spans: Collection[tuple[datetime, datetime]], day: date) -> list[tuple[datetime, datetime]]:
    """The same dates some whole weeks later: beginning on `day` or soon after.

    What was on a working day stays on one; a Saturday course stays a Saturday course.
    Takes and gives local moments, so that weekdays and times by the clock stay what they are, whatever
    the hour's change does in between.
    """
    ordered = sorted(spans)
    weeks = max(-(-(day - ordered[0][0].date()).days // 7), 0)
    worked = [start.date() for start, _ in ordered if is_working_day(start.date())]
    while not all(is_working_day(date_ + timedelta(weeks=weeks)) for date_ in worked):
        weeks += 1
    return [(start + timedelta(weeks=weeks), end + timedelta(weeks=weeks)) for start, end in ordered]
