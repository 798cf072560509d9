"""Cards of courses, sessions and pages."""

from typing import Any

from django import template

from cms.presenters import cards
from courses.models import Course, Session

register = template.Library()


@register.inclusion_tag("components/course_card.html")
def course_card(course: Course) -> dict[str, Any]:
    """{% course_card course %}: a course as the catalogue shows it."""
    return cards.course_card(course)


@register.inclusion_tag("components/course_card.html")
def session_card(session: Session) -> dict[str, Any]:
    """{% session_card session %}: the next date of a course."""
    return cards.session_card(session)


@register.filter
def course_address(course: Course) -> str:
    """{{ course|course_address }}: the address of its page."""
    return cards.course_address(course)
