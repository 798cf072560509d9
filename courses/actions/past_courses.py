"""Courses that only the past knows."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from courses.models import Course
from courses.rules.past_places import PastPlace
from foundation import changelog
from workforce.models import User

SUMMARY = "Held in the past; made from the training history file."


def courses_by_code(places: Iterable[PastPlace], *, by: User | None, at: datetime) -> dict[str, Course]:
    """The course of every place by its code in capitals; unknown ones are made as retired drafts."""
    found = {course.code.upper(): course for course in Course.objects.all()}
    for place in places:
        if place.course_code not in found:
            found[place.course_code] = _retired_draft(place, by, at)
    return found


def _retired_draft(place: PastPlace, by: User | None, at: datetime) -> Course:
    """A course nobody can book, under the title the file gives it; an editor may bring it to life."""
    course = Course(
        code=place.course_code,
        slug=_free_slug(place),
        title=place.title,
        summary=SUMMARY,
        mode=Course.Mode.ROOM,
        learning_minutes=place.minutes,
        weight_sos=place.weights.sos,
        weight_rp=place.weights.rp,
        weight_sp=place.weights.sp,
        weight_general=place.weights.general,
        live=False,
        retired_on=timezone.localdate(at),
    )
    course.save()
    course.save_revision(user=by, clean=False)
    changelog.record(by=by, at=at, verb="created", subject=course, fields=["code", "title"], label="system: import")
    return course


def _free_slug(place: PastPlace) -> str:
    """The title's address, with the code where another course has it."""
    slug = slugify(place.title)[:59]
    if not slug or Course.objects.filter(slug=slug).exists():
        return slugify(f"{slug} {place.course_code}")
    return slug
