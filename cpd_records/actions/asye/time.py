"""Protected time: logged by the worker, put right by rows that take another's place."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from cpd_records.actions.asye.locking import AsyeRefused, check_day, for_worker
from cpd_records.models import AsyeEnrolment, AsyeTime
from cpd_records.rules.asye.course_of import course_of
from foundation import changelog
from foundation.policies import book

MOST_A_DAY = 12 * 60
"""Minutes; more on one day is a slip of the finger."""


@transaction.atomic
def log(*, enrolment_id: int, on: date, minutes: int, kind: str, key: UUID, by: Any, at: datetime) -> AsyeTime:
    """Log time; the same form sent twice counts once. Raises NotYours or AsyeRefused.

    Courses with the Academy are not logged: they count by themselves.
    """
    row = for_worker(enrolment_id, by, at)
    earlier = AsyeTime.objects.filter(key=key, enrolment=row).first()
    if earlier is not None:
        return earlier
    _check(row, on, minutes, at, instead_of=None)
    return _write(row, on, minutes, kind, key, None, by, at)


@transaction.atomic
def correct(*, time: AsyeTime, on: date, minutes: int, kind: str, key: UUID, by: Any, at: datetime) -> AsyeTime:
    """Put another row in its place; both can be read. Raises NotYours or AsyeRefused."""
    row = for_worker(time.enrolment_id, by, at)
    earlier = AsyeTime.objects.filter(key=key, enrolment=row).first()
    if earlier is not None:
        return earlier
    _standing(time)
    _check(row, on, minutes, at, instead_of=time)
    return _write(row, on, minutes, kind, key, time, by, at)


@transaction.atomic
def take_back(*, time: AsyeTime, by: Any, at: datetime) -> AsyeTime:
    """Take logged time back: a row of no minutes in its place. Twice does nothing more. Raises NotYours."""
    row = for_worker(time.enrolment_id, by, at)
    gone = AsyeTime.objects.filter(replaces=time, minutes=0).first()
    if gone is not None:
        return gone
    _standing(time)
    key = UUID(int=time.public_id.int ^ 1)
    return _write(row, time.on, 0, time.kind, key, time, by, at)


def _check(row: AsyeEnrolment, on: date, minutes: int, at: datetime, instead_of: AsyeTime | None) -> None:
    check_day(on, row, at, "on")
    if course_of(row, book()).paused_on(on):
        raise AsyeRefused("The programme was paused on this day.", "on")
    others = row.times.standing().filter(on=on).exclude(pk=instead_of.pk if instead_of else None)
    there = others.aggregate(total=Sum("minutes"))["total"] or 0
    if not 0 < minutes <= MOST_A_DAY or there + minutes > MOST_A_DAY:
        raise AsyeRefused("That is more than 12 hours on one day, or no time at all. Check the hours.", "hours")


def _standing(time: AsyeTime) -> None:
    if time.minutes == 0 or AsyeTime.objects.filter(replaces=time).exists():
        raise AsyeRefused("This time was changed in the meantime. Look at the list again.")


def _write(
    row: AsyeEnrolment, on: date, minutes: int, kind: str, key: UUID, replaces: AsyeTime | None, by: Any, at: datetime
) -> AsyeTime:
    made = AsyeTime.objects.create(
        enrolment=row, on=on, minutes=minutes, kind=kind, key=key, replaces=replaces, by=by, at=at
    )
    changelog.record(by=by, at=at, verb="asye.time", subject=made, fields=["minutes"])
    return made
