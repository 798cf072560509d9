"""How each kind of course is laid over days: which clock hours, how many dates, how far apart."""

from dataclasses import dataclass
from datetime import time

DAY = (time(9, 0), time(17, 0))
"""7.4 hours of learning and a lunch: the clock never has less than the published learning time."""
MORNING = (time(9, 30), time(13, 15))
AFTERNOON = (time(12, 45), time(16, 30))
CLINIC = (time(10, 0), time(12, 0))
LATE_CLINIC = (time(14, 0), time(16, 0))

ROOM_NOTES = "Tea and coffee are there from half an hour before. Lunch is not provided; there is a fridge."
ONLINE_NOTES = (
    "The link opens ten minutes before. Please join from somewhere you can speak. Captions can be switched on."
)
BLENDED_NOTES = "Dates marked online use the link; the others are at the venue. You need all of them."


@dataclass(frozen=True, slots=True)
class Pattern:
    """`gaps` are the working days from one date to the next; `hours` one span for each date.

    `online` gives the places in the list of dates (from nought) that are online.
    """

    runs: int
    gaps: tuple[int, ...]
    hours: tuple[tuple[time, time], ...]
    capacity: tuple[int, ...]
    online: frozenset[int] = frozenset()
    other_hours: tuple[time, time] | None = None


def _room(runs: int, gaps: tuple[int, ...] = (), capacity: tuple[int, ...] = (16, 18, 20, 24)) -> Pattern:
    return Pattern(runs, gaps, (DAY,) * (len(gaps) + 1), capacity)


def _half_room(runs: int) -> Pattern:
    return Pattern(runs, (), (MORNING,), (16, 20, 24), other_hours=AFTERNOON)


def _live(runs: int, hours: tuple[time, time], other: tuple[time, time] | None = None, capacity: int = 40) -> Pattern:
    return Pattern(runs, (), (hours,), (capacity,), frozenset({0}), other)


def _blended(runs: int, gaps: tuple[int, ...], online: set[int], capacity: tuple[int, ...] = (16,)) -> Pattern:
    return Pattern(runs, gaps, (DAY,) * (len(gaps) + 1), capacity, frozenset(online))


PATTERNS: dict[str, Pattern] = {
    "LA02": _room(3, (1,)),
    "LA03": _live(3, MORNING, AFTERNOON),
    "LA04": _room(1, (15, 15, 15, 15), (12,)),
    "LA05": _live(4, CLINIC, LATE_CLINIC, 12),
    "LA06": _room(3),
    "LA07": _room(3, capacity=(14, 16)),
    "LA08": _room(2),
    "LA09": _live(4, MORNING, AFTERNOON),
    "LA10": _room(2, (1, 5), (12,)),
    "LA11": _room(2, capacity=(12, 14)),
    "LA12": _room(2, (1,), (14,)),
    "LA13": _blended(1, (10, 10, 10, 10, 10, 10, 10), {2, 5}, (12,)),
    "LA14": _blended(2, (10, 10), {2}, (12,)),
    "LA15": _room(2, capacity=(12,)),
    "LA18": _room(3),
    "LA19": _live(4, DAY),
    "LA20": _room(3, capacity=(20, 24)),
    "LA21": Pattern(3, (5,), (MORNING, MORNING), (20, 24), frozenset({0})),
    "LA22": _room(3),
    "LA23": _room(2, (1,), (12,)),
    "LA24": _room(2),
    "LA25": _live(3, MORNING, AFTERNOON),
    "LA26": _live(3, MORNING, AFTERNOON),
    "LA27": _half_room(4),
    "LA28": _blended(1, (10, 10, 10, 10, 10), {1, 4}),
    "LA29": _room(3, capacity=(20, 24)),
    "LA30": _live(2, MORNING, AFTERNOON),
    "LA31": _blended(1, (10, 10, 10), {1, 3}, (14,)),
    "LA32": _half_room(3),
}
"""Courses in one's own time (LA01, LA16, LA17) have no dates."""
