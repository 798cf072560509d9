"""Scaling with its history: where the two stood before, drawn, from records this reader may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.british_dates import long_date
from foundation.policies import book
from supervision.models import Record, Section
from supervision.permissions.reading import record_of
from supervision.rules.access import Standing, Thing, Way, answer
from supervision.rules.access.matrix import THE_TWO
from supervision.rules.scales import Scaled, scaled

BACK = 11
"""Earlier records that are drawn: with today's a year of four-weekly meetings."""
LEFT, RIGHT, TOP, BOTTOM, WIDTH = 34, 326, 22, 112, 360


@dataclass(frozen=True, slots=True)
class Point:
    """One number of one day, where it is drawn. `now` is that of the record on the page."""

    x: int
    y: int
    value: int
    day: str
    now: bool

    @property
    def label_y(self) -> int:
        """Where its number is written: above the dot."""
        return self.y - 9


@dataclass(frozen=True, slots=True)
class History:
    """One question through time. `said` is all of it in words."""

    ident: str
    prompt: str
    low: str
    high: str
    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """The corners of the line between the dots."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def said(self) -> str:
        """ "5 on 3 August 2026, 7 on 31 August 2026"."""
        return ", ".join(f"{point.value} on {point.day}" for point in self.points)


def histories(
    record: Record, stands: Iterable[Standing], on: date, now: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, list[History]]:
    """By section of this record's form. `now` are answers to be drawn as the last, by section.

    Only locked records of the same two, only of classes that are open to a reader who stands so to this
    record and is one of the two (whose looks need no note). Two queries.
    """
    held = [each for each in stands if each.capacity in THE_TWO]
    if not held or record.meeting.supervisee_id is None:
        return {}
    earlier = list(Record.objects.locked().before(record)[:BACK])
    told = _told(reversed(earlier), held, on)
    found = {}
    for section in record.version.schema.sections:
        wanted = scaled(section, (now or {}).get(section.id, {}))
        found[section.id] = [_drawn(each, told[each.code], record) for each in wanted if each.code in told]
    return found


def _told(records: Iterable[Record], held: list[Standing], on: date) -> dict[str, list[tuple[date, int]]]:
    """Numbers by question, the oldest first."""
    found: dict[str, list[tuple[date, int]]] = {}
    figures = book()
    for record in records:
        facts = record_of(record.meeting, on, figures, shared_with=record.shared_with)
        forms = {section.id: section for section in record.version.schema.sections}
        for row in record.sections.all():
            if not answer(held, Thing(row.visibility), Way.PAGE, facts).yes or row.section_id not in forms:
                continue
            _add(found, scaled(forms[row.section_id], row.answers), record.meeting.held_on)
    return found


def _add(found: dict[str, list[tuple[date, int]]], numbers: Iterable[Scaled], day: date | None) -> None:
    for each in numbers:
        if each.value is not None and day is not None:
            found.setdefault(each.code, []).append((day, each.value))


def _drawn(asked: Scaled, before: list[tuple[date, int]], record: Record) -> History:
    pairs = [(day, value, False) for day, value in before]
    if asked.value is not None and record.meeting.held_on is not None:
        pairs.append((record.meeting.held_on, asked.value, True))
    step = (RIGHT - LEFT) / max(len(pairs) - 1, 1)
    points = tuple(
        Point(round(LEFT + step * place), _height(value), value, long_date(day), now)
        for place, (day, value, now) in enumerate(pairs)
    )
    return History(f"history-{asked.code.replace(':', '-')}", asked.prompt, asked.low, asked.high, points)


def _height(value: int) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * value / 10)


def answers_of(rows: Iterable[Section], opened: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """The answers of sections that are open to the reader, by section."""
    classes = set(opened)
    return {row.section_id: row.answers for row in rows if row.visibility in classes}
