"""Courses, sessions and pages as cards (templates/components/course_card.html)."""

from typing import Any

from courses.models import Course, Session
from foundation.british_dates import clock_time, weekday_date
from foundation.durations import minutes_as_days, minutes_as_hours
from foundation.methodologies import METHODOLOGIES

HALF_DAY = 222


def course_card(course: Course) -> dict[str, Any]:
    """A course: how long, how, and which methodologies it carries."""
    return {
        "title": course.title,
        "url": course_address(course),
        "summary": course.summary,
        "methodologies": methodologies(course),
        "facts": [f"{length(course.learning_minutes)}, {course.get_mode_display().lower()}"],
    }


def session_card(session: Session) -> dict[str, Any]:
    """A course by its next session: when, where, how many places."""
    starts_at = session.starts_at
    return {
        "title": session.course.title,
        "url": course_address(session.course),
        "summary": "",
        "methodologies": methodologies(session.course),
        "facts": [
            f"{weekday_date(starts_at)}, {clock_time(starts_at)}",
            f"{session.venue.name if session.venue else 'Online'}, {length(session.learning_minutes)}",
            places(session),
        ],
    }


def length(minutes: int) -> str:
    """Learning time: in days from half a day on, in hours below, since "0.3 days" helps nobody."""
    return minutes_as_days(minutes) if minutes >= HALF_DAY else minutes_as_hours(minutes)


def course_address(course: Course) -> str:
    """The course's page (DESIGN 5)."""
    return f"/courses/{course.slug}/"


def methodologies(course: Course) -> list[dict[str, str]]:
    """Those the course carries, in the house's order."""
    shares = zip(METHODOLOGIES, course.weights.parts(), strict=True)
    return [{"key": key, "label": label} for (key, label), share in shares if share]


def places(session: Session) -> str:
    """How many places are left, in words."""
    left = max(session.capacity - session.places_taken, 0)
    return {0: "Full: you can join the waiting list", 1: "1 place left"}.get(left, f"{left} places left")
