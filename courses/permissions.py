"""Who may do what in courses.

Coordinators hold the ordinary model permissions through the CMS group of their role, which
`sync_roles` writes and whose membership follows the role's dates; so the CMS and the actions ask
the same question.
"""

from typing import Any

from django.core.exceptions import PermissionDenied


class NotForYou(PermissionDenied):
    """This person may not do this; the message says who may."""


def can_manage_courses(user: Any) -> bool:
    """May write and change courses."""
    return bool(user.has_perm("courses.change_course"))


def can_publish_courses(user: Any) -> bool:
    """May make a course's draft what everybody sees."""
    return bool(user.has_perm("courses.publish_course"))


def can_manage_sessions(user: Any) -> bool:
    """May plan, open, change and cancel sessions."""
    return bool(user.has_perm("courses.change_session"))


def demand(allowed: bool, message: str) -> None:
    """Raise NotForYou with a message unless allowed."""
    if not allowed:
        raise NotForYou(message)
