"""Awards, mentoring and teaching in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cpd_records.models import Achievement, Mentoring
from cpd_records.presenters.certificates import span
from foundation.british_dates import long_date

COLOURS = {"stated": "grey", "verified": "green", "declined": "red"}


@dataclass(frozen=True, slots=True)
class AchievementLine:
    """One award. `reason` says why it could not be checked; `file` is the key of its proof, or None."""

    key: str
    who: str
    title: str
    facts: str
    when: str
    state: str
    colour: str
    reason: str
    file: Any


@dataclass(frozen=True, slots=True)
class MentoringLine:
    """One pair, from the side of whoever reads it."""

    key: str
    words: str
    when: str


def achievement_lines(rows: Iterable[Achievement], on: date, *, named: bool = False) -> list[AchievementLine]:
    """Awards; `named` says whose."""
    return [_achievement(row, on, named) for row in rows]


def _achievement(row: Achievement, on: date, named: bool) -> AchievementLine:
    kind = "" if row.kind in ("qualification", "accreditation") else row.get_kind_display()
    facts = " · ".join(part for part in (kind, row.awarding_body, row.level) if part)
    when = f"Awarded {long_date(row.awarded_on)}"
    if row.expires_on:
        when += f", {'holds until' if row.expires_on >= on else 'held until'} {long_date(row.expires_on)}"
    return AchievementLine(
        key=str(row.public_id),
        who=row.person.full_name if named else "",
        title=row.title,
        facts=facts,
        when=when,
        state=row.get_state_display(),
        colour=COLOURS[row.state],
        reason=row.reason,
        file=row.evidence.public_id if row.evidence else None,
    )


def mentoring_lines(rows: Iterable[Mentoring], own: Iterable[int]) -> list[MentoringLine]:
    """Pairs of which the reader, under any of their records, is one."""
    mine = set(own)
    return [MentoringLine(str(row.public_id), _pair(row, row.mentee_id in mine), _while(row)) for row in rows]


def _pair(row: Mentoring, receives: bool) -> str:
    mentor = row.mentor.full_name if row.mentor else row.mentor_name
    verb = {"mentoring": ("mentors", "mentor"), "coaching": ("coaches", "coach")}[row.kind]
    who = f"{mentor} {verb[0]} you" if receives else f"You {verb[1]} {row.mentee.full_name}"
    return f"{who}, {row.meetings} {'meeting' if row.meetings == 1 else 'meetings'} so far"


def _while(row: Mentoring) -> str:
    if row.ends_on is None:
        return f"Since {long_date(row.starts_on)}"
    return span(row.starts_on, row.ends_on - timedelta(days=1))
