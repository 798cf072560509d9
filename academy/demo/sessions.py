"""Sessions ahead of the demo: the next six months, the same for the same day and seed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from academy.demo.patterns import BLENDED_NOTES, ONLINE_NOTES, PATTERNS, ROOM_NOTES, Pattern
from foundation.working_days import add_working_days, is_working_day

LONDON = ZoneInfo("Europe/London")
SEED = 20171
FIRST_WORKING_DAY, HORIZON = 6, timedelta(days=182)
CLOSES_BEFORE, CLOSES_AT = 3, time(17, 0)
VENUES = Path(__file__).parent / "data" / "venues.json"

TRAINERS: dict[str, tuple[str, ...]] = {
    "sos": ("Imogen Thackray", "Callum Okafor-Reed", "Bethan Lyle"),
    "rp": ("Dominic Ferreby", "Yasmin Holroyd", "Tamsin Udo"),
    "sp": ("Marit Sandholm", "Owen Garside", "Lottie Marchbank"),
    "general": ("Anjali Wragg", "Piers Colclough", "Rosalind Amadi", "Gareth Twelvetrees", "Nadia Sowerby"),
}
"""Everybody here is invented."""
EVERYBODY = [name for names in TRAINERS.values() for name in names]


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One session to plan; moments are aware, `venue` is a name of the file or empty when online."""

    ref: str
    course_code: str
    spans: tuple[tuple[datetime, datetime], ...]
    capacity: int
    venue: str
    join_link: str
    trainers: tuple[str, ...]
    booking_closes_at: datetime
    joining_notes: str


@dataclass
class Diary:
    """Who and what is taken on which day, so that nobody is in two places."""

    random: Random
    taken: set[tuple[str, date]] = field(default_factory=set)

    def take(self, names: list[str], days: list[date], others: list[str] | None = None) -> str:
        """A name that is free on all those days, one of the others where none is."""
        free = self.free(names, days) or self.free(others or [], days)
        name = self.random.choice(free)
        self.taken |= {(name, day) for day in days}
        return name

    def free(self, names: list[str], days: list[date]) -> list[str]:
        """Those of the names that nothing has taken on any of those days."""
        return [name for name in names if not self.taken & {(name, day) for day in days}]


def venues() -> list[dict[str, Any]]:
    """Name, address, access and capacity of the demo's venues."""
    rows: list[dict[str, Any]] = json.loads(VENUES.read_text(encoding="utf-8"))
    return rows


def sessions(*, today: date, methodologies: dict[str, list[str]], seed: int = SEED) -> Iterator[DemoSession]:
    """About 70 sessions; `methodologies` says by course code which trainers fit."""
    diary = Diary(Random(seed))  # noqa: S311  # a demo, not a secret
    longest_first = sorted(PATTERNS.items(), key=lambda item: (-len(item[1].gaps), item[0]))
    for code, pattern in longest_first:
        for run in range(pattern.runs):
            days = _days(pattern, run, today, diary)
            yield _session(code, pattern, run, days, methodologies.get(code, []), diary)


def _days(pattern: Pattern, run: int, today: date, diary: Diary) -> list[date]:
    """Runs share the half year evenly; each begins within its share, on the first days with a free room."""
    length = sum(pattern.gaps) * 7 // 5 + 10
    share = max((HORIZON.days - length) // pattern.runs, 1)
    first = add_working_days(today, FIRST_WORKING_DAY) + timedelta(days=share * run + diary.random.randrange(share))
    largest = [row["name"] for row in venues() if row["capacity"] >= max(pattern.capacity)]
    days = _from(first, pattern)
    while not diary.free(largest, days) or len(diary.free(EVERYBODY, days)) < 2:
        days = _from(days[0] + timedelta(days=1), pattern)
    return days


def _from(first: date, pattern: Pattern) -> list[date]:
    days = [_free_of_holidays(first)]
    for gap in pattern.gaps:
        days.append(_free_of_holidays(add_working_days(days[-1], gap)))
    return days


def _free_of_holidays(day: date) -> date:
    while not is_working_day(day) or (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3):
        day += timedelta(days=1)
    return day


def _session(
    code: str, pattern: Pattern, run: int, days: list[date], methodologies: list[str], diary: Diary
) -> DemoSession:
    wholly_online = len(pattern.online) == len(days)
    capacity = diary.random.choice(pattern.capacity)
    rooms = [row["name"] for row in venues() if row["capacity"] >= capacity]
    ref = f"{code}-{days[0]:%Y%m%d}"
    return DemoSession(
        ref=ref,
        course_code=code,
        spans=_spans(pattern, run, days),
        capacity=capacity,
        venue="" if wholly_online else diary.take(rooms, days),
        join_link=f"https://meet.example.org/{ref.lower()}" if pattern.online else "",
        trainers=_trainers(methodologies, days, diary),
        booking_closes_at=datetime.combine(add_working_days(days[0], -CLOSES_BEFORE), CLOSES_AT, LONDON),
        joining_notes=_notes(pattern, days, wholly_online),
    )


def _spans(pattern: Pattern, run: int, days: list[date]) -> tuple[tuple[datetime, datetime], ...]:
    hours = pattern.hours
    if pattern.other_hours and run % 2:
        hours = (pattern.other_hours,) * len(days)
    return tuple(
        (datetime.combine(day, start, LONDON), datetime.combine(day, end, LONDON))
        for day, (start, end) in zip(days, hours, strict=True)
    )


def _trainers(methodologies: list[str], days: list[date], diary: Diary) -> tuple[str, ...]:
    fitting = methodologies or ["general"]
    pool = [name for code in fitting for name in TRAINERS[code]]
    return tuple(diary.take(pool, days, EVERYBODY) for _ in range(2 if len(days) > 1 else 1))


def _notes(pattern: Pattern, days: list[date], wholly_online: bool) -> str:
    if wholly_online:
        return ONLINE_NOTES
    if not pattern.online:
        return ROOM_NOTES
    online = " and ".join(f"{days[index].day} {days[index]:%B}" for index in sorted(pattern.online))
    return f"{BLENDED_NOTES} Online: {online}."
