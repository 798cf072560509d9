"""The CPD record as a list: its totals, its drawing, and its rows for a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records.models import CpdRecord
from cpd_records.presenters.allowance import split_words
from cpd_records.presenters.certificates import OUTCOMES, span
from cpd_records.rules.registration import year_of
from foundation.durations import minutes_as_hours
from foundation.methodologies import METHODOLOGIES

HEADINGS = (
    "First day",
    "Last day",
    "Title",
    "Kind",
    "Outcome",
    "Minutes",
    "Minutes off the allowance",
    *(label for _, label in METHODOLOGIES),
    "Reflection",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the bar, in percent of its width."""

    key: str
    label: str
    x: float
    percent: float
    time: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What the listed learning comes to."""

    pieces: int
    time: str
    credit: str
    words: str
    parts: tuple[Part, ...]


def totals(found: dict[str, int]) -> Totals:
    """From `CpdRecordQuerySet.totals()`."""
    split = {code: found[f"{code}_minutes"] for code, _ in METHODOLOGIES}
    return Totals(
        pieces=found["pieces"],
        time=minutes_as_hours(found["minutes"]),
        credit=minutes_as_hours(found["credited_minutes"]),
        words=split_words(split),
        parts=tuple(_parts(split, found["minutes"])),
    )


def _parts(split: dict[str, int], whole: int) -> Iterator[Part]:
    x = 0.0
    for code, label in METHODOLOGIES:
        if split[code]:
            percent = round(split[code] * 100 / whole, 2)
            yield Part(code, label, round(x, 2), percent, minutes_as_hours(split[code]))
            x += percent


def csv_rows(records: Iterable[CpdRecord]) -> Iterator[Sequence[Any]]:
    """A row for each piece of learning. No word of a reflection: only whether there is one."""
    for record in records:
        split = [getattr(record, f"{code}_minutes") for code, _ in METHODOLOGIES]
        yield (
            record.starts_on,
            record.ends_on,
            record.title,
            record.get_kind_display(),
            OUTCOMES[record.outcome],
            record.minutes,
            record.credited_minutes,
            *split,
            "Yes" if record.reflection_key else "No",  # type: ignore[attr-defined]
        )


def paper_rows(records: Iterable[CpdRecord]) -> Iterator[tuple[str, ...]]:
    """The same for paper, phrased."""
    for record in records:
        yield (
            span(record.starts_on, record.ends_on),
            f"{record.title} ({record.get_kind_display().lower()})",
            OUTCOMES[record.outcome],
            minutes_as_hours(record.minutes),
            "Yes" if record.reflection_key else "",  # type: ignore[attr-defined]
        )


def registration_years(rules: Iterable[Any], days: Sequence[date]) -> dict[str, tuple[str, date, date]]:
    """Years of the bodies somebody is registered with that hold some of their learning, newest first:
    key, name, first and last day."""
    found: dict[str, tuple[str, date, date]] = {}
    for rule in rules:
        if rule.window != "year":
            continue
        spans = sorted({year_of(rule.year_month, rule.year_day, day) for day in days}, reverse=True)
        for first, last in spans:
            name = f"{rule.title}: {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
            found[f"{rule.code}-{first.year}"] = (name, first, last)
    return found
