"""A complaint about how somebody's data is handled: acknowledged within 30 days, answered (DOMAIN 9)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog, policies
from workforce.models import DataComplaint, Person
from workforce.policies import COMPLAINT_DAYS
from workforce.querysets.access import access_of
from workforce.records_permissions import ABOUT_YOU, NotForYou, answers_requests


class ComplaintRefused(ValueError):
    """It cannot be done; the message says why."""


@transaction.atomic
def complain(*, person: Person, words: str, by: Any, at: datetime) -> DataComplaint:
    """The person says what is not right. Raises ComplaintRefused, NotForYou."""
    day = timezone.localdate(at)
    if person.pk not in access_of(by, day).person_ids:
        raise NotForYou("You can complain for yourself here.")
    if not words.strip():
        raise ComplaintRefused("Write what is not right.")
    days = policies.book().whole(COMPLAINT_DAYS, day)
    made = DataComplaint.objects.create(
        person=person, words=words.strip(), made_at=at, made_by=by, acknowledge_by=day + timedelta(days=days)
    )
    changelog.record(by=by, at=at, verb="made data complaint", subject=made)
    return made


@transaction.atomic
def acknowledge(*, complaint: DataComplaint, by: Any, at: datetime) -> DataComplaint:
    """Say that it has come. A second time changes nothing. Raises NotForYou."""
    found = _locked(complaint, by, at)
    if found.acknowledged_at is None:
        found.acknowledged_by, found.acknowledged_at = by, at
        found.save(update_fields=["acknowledged_by", "acknowledged_at"])
        changelog.record(by=by, at=at, verb="acknowledged data complaint", subject=found)
    return found


@transaction.atomic
def answer_complaint(*, complaint: DataComplaint, answer: str, by: Any, at: datetime) -> DataComplaint:
    """Answer it, once. Raises ComplaintRefused, NotForYou."""
    found = acknowledge(complaint=complaint, by=by, at=at)
    if found.answer:
        raise ComplaintRefused("This has been answered already.")
    if not answer.strip():
        raise ComplaintRefused("Write the answer.")
    found.answer, found.answered_at = answer.strip(), at
    found.save(update_fields=["answer", "answered_at"])
    changelog.record(by=by, at=at, verb="answered data complaint", subject=found)
    return found


def _locked(complaint: DataComplaint, by: Any, at: datetime) -> DataComplaint:
    day = timezone.localdate(at)
    if not answers_requests(by, day):
        raise NotForYou("Records managers and HR of the whole Academy answer complaints.")
    if complaint.person_id in access_of(by, day).person_ids:
        raise NotForYou(ABOUT_YOU)
    return DataComplaint.objects.select_for_update().get(pk=complaint.pk)
