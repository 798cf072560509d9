"""Courses, sessions and pages as cards (templates/components/course_card.html)."""

from typing import Any

from courses.models import Course, Session
from courses.presenters.wording import LABELS, MODES, length, methodology_codes, places
from foundation.british_dates import clock_time, weekday_date


def course_card(course: Course) -> dict[str, Any]:
    """A course: how long, how, and which methodologies it carries."""
    return {
        "title": course.title,
        "url": course_address(course),
        "summary": course.summary,
        "methodologies": methodologies(course),
        "facts": [f"{length(course.learning_minutes)}, {MODES[course.mode].lower()}"],
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
            places(session.capacity - session.places_taken),
        ],
    }


def course_address(course: Course) -> str:
    """The course's page (DESIGN 5)."""
    return f"/courses/{course.slug}/"


def methodologies(course: Course) -> list[dict[str, str]]:
    """Those the course carries, in the house's order."""
    return [{"key": code, "label": LABELS[code]} for code in methodology_codes(course.weights)]
