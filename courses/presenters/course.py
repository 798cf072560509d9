"""A course's page, phrased: what it says to everybody, with the split of its time drawn, and the sessions ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from courses.models import Course, Session
from courses.presenters import wording
from foundation import british_dates, durations
from foundation.asked_often import loaded
from foundation.methodologies import METHODOLOGIES, split_minutes

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One methodology's share of the time, for the drawing and its legend."""

    key: str
    label: str
    percent: int
    x: int
    time: str


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session ahead as everybody may see it: never its join link."""

    key: str
    title: str
    dates: list[str]
    where: str
    address: str
    access: str
    trainers: str
    places: str
    full: bool
    opens: str
    closes: str
    learner: Any = None
    """What it means for the signed-in learner, where there is one (`presenters.session_offer`)."""


FACE = (
    "id",
    "code",
    "slug",
    "title",
    "summary",
    "mode",
    "learning_minutes",
    "weight_sos",
    "weight_rp",
    "weight_sp",
    "weight_general",
    "approval",
    "retired_on",
)
"""What a course's page looks at besides its drawn words."""


@dataclass(frozen=True, slots=True)
class CourseFace:
    """What a course's page says to everybody alike. It holds plain values, so that it can be kept for a while."""

    values: dict[str, Any]
    hero: SafeString
    about: SafeString
    preview: bool = False

    def course(self) -> Course:
        """The course, with the values of `FACE` and nothing else loaded."""
        found: Course = loaded(Course, self.values)
        return found


def course_face(course: Course, terms: Mapping[str, list[str]], *, preview: bool = False) -> CourseFace:
    """What the page of a course says, drawn; `terms` are names by field."""
    parts = split_parts(course)
    shown = {
        "course": course,
        "preview": preview,
        "tags": wording.methodology_tags(course.weights),
        "facts": _facts(course, terms),
        "parts": parts,
        "split_in_words": ", ".join(f"{part.label} {part.percent}%" for part in parts),
        "learn_url": f"/learn/{course.slug}/" if course.mode == Course.Mode.SELF_PACED else "",
    }
    hero, about = (render_to_string(f"courses/course_{part}.html", shown) for part in ("hero", "about"))
    return CourseFace({name: getattr(course, name) for name in FACE}, SafeString(hero), SafeString(about), preview)


NO_DATES = "No dates are planned yet. Ask the Academy: what people ask for decides what is planned next."


def split_parts(course: Course) -> list[Part]:
    """The shares in the house's order, each starting where the one before ends."""
    minutes = split_minutes(course.learning_minutes, course.weights)
    parts, start = [], 0
    for (code, _), percent, length in zip(METHODOLOGIES, course.weights.parts(), minutes.parts(), strict=True):
        if percent:
            parts.append(Part(code, wording.LABELS[code], percent, start, durations.minutes_as_hours(length)))
            start += percent
    return parts


def session_card(session: Session, at: datetime, learner: Any = None) -> SessionCard:
    """One session; it comes with its venue, dates and trainers loaded, and with `places_left`."""
    venue, dates = session.venue, session.dates.all()
    return SessionCard(
        key=str(session.public_id),
        title=wording.dates(session.starts_at, session.ends_at),
        dates=[_when(row, alone=len(dates) == 1) for row in dates],
        where=venue.name if venue else "Online",
        address=venue.address if venue else "",
        access=venue.access if venue else "Captions can be switched on. Your joining link comes with your booking.",
        trainers=_and(trainer.name for trainer in session.trainers.all()),
        places=wording.places(session.places_left),  # type: ignore[attr-defined]  # with_places()
        full=session.places_left <= 0,  # type: ignore[attr-defined]
        opens=_moment(session.booking_opens_at, at),
        closes=british_dates.date_and_time(session.booking_closes_at) if session.booking_closes_at else "",
        learner=learner,
    )


def _when(row: Any, *, alone: bool) -> str:
    """Day and times; the times where it is the only day, which the card's heading names already."""
    times = british_dates.clock_span(row.starts_at, row.ends_at)
    return times if alone else f"{british_dates.weekday_date(row.starts_at)}, {times}"


def _moment(opens_at: datetime | None, at: datetime) -> str:
    return british_dates.date_and_time(opens_at) if opens_at and opens_at > at else ""


def _and(names: Iterable[str]) -> str:
    """ "Ann Lee", "Ann Lee and Bo Ray", "Ann Lee, Bo Ray and Cy Fox"."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _facts(course: Course, terms: Mapping[str, list[str]]) -> list[Row]:
    credit = durations.minutes_as_hours(course.learning_minutes)
    if not course.counts_towards_allowance:
        credit += ". It takes nothing off your learning allowance"
    rows = {
        "Length": wording.length(course.learning_minutes),
        "Learning time": credit,
        "How you learn": wording.MODES[course.mode],
        "Level": course.get_level_display(),
        "Who it is for": ", ".join(terms.get("audiences", [])) or "Everyone who works with children and families",
        "Topics": ", ".join(terms.get("topics", [])),
        "Practice standards": ", ".join(terms.get("practice_standards", [])),
        "Evidence it helps to show": ", ".join(terms.get("evidence_tags", [])),
        "Outcomes for children": ", ".join(terms.get("outcome_tags", [])),
        "Programme": ", ".join(terms.get("programmes", [])),
        "Stage of help": ", ".join(terms.get("stages", [])),
        "Keeping up to date": wording.refresh(course.refresh_months),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def retired(course: Course, at: datetime) -> str:
    """The day it was retired in words, or nothing while it is on offer."""
    gone = course.retired_on and course.retired_on <= timezone.localdate(at)
    return british_dates.long_date(course.retired_on) if gone and course.retired_on else ""
