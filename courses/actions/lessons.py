"""Writing and publishing lessons from data: the demo. Everyday editing is Wagtail's, in the CMS."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.models import Lesson
from courses.permissions import can_manage_courses, demand
from foundation import changelog

FIELDS = ("course_id", "position", "title", "minutes")
STREAMS = ("body", "checks")


@transaction.atomic
def publish_lesson(*, key: UUID, values: Mapping[str, Any], by: Any, at: datetime) -> Lesson:
    """Create or update the lesson with this key, and publish it; the same again changes nothing.

    `values` are `course_id`, `position`, `title`, `minutes`, and the streams `body` and `checks` as lists
    of {"type", "value", "id"}. Raises ValidationError or NotForYou.
    """
    allowed = by is None or can_manage_courses(by, timezone.localdate(at))
    demand(allowed, "Only a learning coordinator can publish lessons.")
    lesson = Lesson.objects.filter(key=key).first() or Lesson(key=key)
    changed = _apply(lesson, values)
    if not changed and lesson.live:
        return lesson
    lesson.full_clean()
    created = lesson.pk is None
    if created:
        lesson.live = False
        lesson.save()
    lesson.save_revision(user=by, clean=False).publish(user=by)
    changelog.record(by=by, at=at, verb="created" if created else "updated", subject=lesson, fields=changed)
    lesson.refresh_from_db()
    return lesson


def _apply(lesson: Lesson, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; the names of it."""
    changed = [name for name in FIELDS if getattr(lesson, name) != values[name]]
    for name in changed:
        setattr(lesson, name, values[name])
    for name in STREAMS:
        if list(getattr(lesson, name).raw_data) != list(values[name]):
            setattr(lesson, name, list(values[name]))
            changed.append(name)
    return changed
