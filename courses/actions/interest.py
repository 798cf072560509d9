"""Asking for a course that is full or has no date, and being told when there is one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from courses.models import Course, Interest, Session
from courses.permissions import can_learn_as, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, outbox, wordings
from foundation.british_dates import weekday_date
from workforce.models import Person

KIND = "date-planned"


class InterestRefused(Exception):
    """This course cannot be asked for; the message says what to do."""


@transaction.atomic
def declare(*, course_id: int, person_id: int, by: Any, at: datetime) -> Interest:
    """Ask for a course; asked twice is asked once. Raises InterestRefused or NotForYou."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    demand(can_learn_as(by, person), "You can ask for a course for yourself.")
    course = Course.objects.get(pk=course_id)
    if not course.live or (course.retired_on and course.retired_on <= local_day(at)):
        raise InterestRefused("This course is no longer on offer. Look in the catalogue for what has replaced it.")
    found = Interest.objects.filter(person=person, course=course, withdrawn_at__isnull=True).first()
    if found is not None:
        return found
    made = Interest.objects.create(person=person, course=course, declared_at=at)
    changelog.record(by=by, at=at, verb="interest declared", subject=made)
    return made


@transaction.atomic
def withdraw(*, course_id: int, person_id: int, by: Any, at: datetime) -> None:
    """Take it back; twice is once. Raises NotForYou."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    demand(can_learn_as(by, person), "You can take back what you asked for yourself.")
    for row in Interest.objects.filter(person=person, course=course_id, withdrawn_at__isnull=True):
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        changelog.record(by=by, at=at, verb="interest withdrawn", subject=row, fields=["withdrawn_at"])


def tell_of_dates(*, at: datetime) -> int:
    """Write to those who asked for a course that has since got a date with free places. Answers how many.

    Once for each session: the message's source names both. Repeatable.
    """
    open_now = Session.objects.bookable(at).with_places().filter(places_left__gt=0)
    by_course: dict[int, Session] = {}
    for session in open_now.filter(course__interests__withdrawn_at__isnull=True).order_by("-starts_at").distinct():
        by_course[session.course_id] = session
    waiting = Interest.objects.open().filter(course__in=by_course, person__suspended_on__isnull=True)
    rows = list(waiting.select_related("person__user", "course").exclude(person__work_email=""))
    book = wordings.book()
    return sum(_tell(row, by_course[row.course_id], book, at) for row in rows)


@transaction.atomic
def _tell(row: Interest, session: Session, book: wordings.WordingBook, at: datetime) -> int:
    """One person of one date; 1 when the message is new."""
    values = {
        "first_name": row.person.first_name,
        "course": row.course.title,
        "date": weekday_date(session.starts_at),
        "course_link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{row.course.get_absolute_url()}",
    }
    subject, body = book.compose(KIND, values)
    message = outbox.queue(
        kind=KIND,
        source=f"interest:{row.public_id}:{session.pk}",
        to=row.person.work_email,
        recipient=row.person.user,
        subject=subject,
        body=body,
        at=at,
    )
    if message.queued_at != at:
        return 0
    row.told_at = at
    row.save(update_fields=["told_at"])
    return 1
