"""Letting people off a course that comes first: what they learned elsewhere counts, on a coordinator's word."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Course, PrerequisiteExemption
from courses.permissions import coordinates_person, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog
from workforce.models import Person

COORDINATORS = "Only a learning coordinator can let somebody off a course."


class ExemptionRefused(Exception):
    """Nobody can be let off like this; the message says why and what to do."""


@transaction.atomic
def grant(*, person_id: int, course_code: str, reason: str, by: Any, at: datetime) -> PrerequisiteExemption:
    """The course counts as done for this person. Given again, the first one stands.

    Raises ExemptionRefused for an unknown course or without a reason, NotForYou.
    """
    person = Person.objects.get(pk=person_id)
    demand(coordinates_person(by, person, local_day(at)), COORDINATORS)
    if not reason.strip():
        raise ExemptionRefused("Say why this counts as done, for example where they learned it and when.")
    if not Course.objects.filter(code=course_code).exists():
        raise ExemptionRefused("No course has this code. Choose one from the list.")
    wanted = {"reason": reason.strip()[:255], "granted_by": by, "granted_at": at}
    row, new = PrerequisiteExemption.objects.get_or_create(person=person, course_code=course_code, defaults=wanted)
    if new:
        changelog.record(by=by, at=at, verb="let off a course", subject=row, reason=row.reason)
    return row


@transaction.atomic
def withdraw(*, exemption_id: int, by: Any, at: datetime) -> None:
    """It counts no longer; bookings made meanwhile stand. Raises NotForYou, PrerequisiteExemption.DoesNotExist."""
    row = PrerequisiteExemption.objects.select_related("person").get(pk=exemption_id)
    demand(coordinates_person(by, row.person, local_day(at)), COORDINATORS)
    changelog.record(by=by, at=at, verb="withdrew an exemption", subject=row)
    row.delete()
