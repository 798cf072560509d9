"""The CPD record: adding what somebody learned, and withdrawing what was put there wrongly."""

from datetime import datetime

from django.db import transaction

from cpd_records.actions import certificates
from cpd_records.actions.reflections.writing import move_along
from cpd_records.actions.requirements.cycles import learning_changed
from cpd_records.models import CpdRecord
from cpd_records.rules.learning import Learning
from foundation import changelog
from foundation.methodologies import METHODOLOGIES
from workforce.models import Person, User

PLAIN = ("source", "title", "starts_on", "ends_on", "minutes", "credited_minutes", "outcome", "kind", "course_code")


class RecordExists(Exception):
    """The same source already stands in the record with other facts: withdraw that one first."""


@transaction.atomic
def add(*, person_id: int, learning: Learning, by: User | None, at: datetime) -> CpdRecord:
    """Put a piece of learning into somebody's record. The same again gives back the one that stands.

    Where a correction has withdrawn the same learning before, what was reflected on it moves along.
    Raises RecordExists when the source stands there with other facts.
    """
    Person.objects.select_for_update().only("pk").get(pk=person_id)
    earlier = CpdRecord.objects.standing().filter(person_id=person_id, source=learning.source).first()
    if earlier is not None:
        return _the_same(earlier, learning)
    record = row(person_id, learning, at)
    record.save(force_insert=True)
    changelog.record(by=by, at=at, verb="cpd_record.add", subject=record, fields=["title", "outcome", "minutes"])
    move_along(record=record, by=by, at=at)
    learning_changed(person_id=person_id, course_code=record.course_code, at=at)
    return record


@transaction.atomic
def withdraw(*, record: CpdRecord, reason: str, by: User | None, at: datetime) -> CpdRecord:
    """Take a record out of the list, with a reason; its certificate, if any, is revoked. Twice does nothing."""
    standing = CpdRecord.objects.select_for_update().get(pk=record.pk)
    if standing.withdrawn_at is None:
        standing.withdrawn_at, standing.withdrawn_reason = at, reason
        standing.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        changelog.record(
            by=by, at=at, verb="cpd_record.withdraw", subject=standing, fields=["withdrawn_at"], reason=reason
        )
        certificates.revoke(record=standing, reason=reason, by=by, at=at)
        learning_changed(person_id=standing.person_id, course_code=standing.course_code, at=at)
    return standing


def row(person_id: int, learning: Learning, at: datetime) -> CpdRecord:
    """An unsaved record; bulk actions collect these."""
    split = {f"{code}_minutes": getattr(learning.split, code) for code, _ in METHODOLOGIES}
    plain = {name: getattr(learning, name) for name in PLAIN}
    return CpdRecord(person_id=person_id, recorded_at=at, **plain, **split)


def agrees(record: CpdRecord, learning: Learning) -> bool:
    """Whether a record says what the learning says."""
    wanted = row(record.person_id, learning, record.recorded_at)
    fields = (*PLAIN, *(f"{code}_minutes" for code, _ in METHODOLOGIES))
    return all(getattr(record, name) == getattr(wanted, name) for name in fields)


def _the_same(earlier: CpdRecord, learning: Learning) -> CpdRecord:
    if agrees(earlier, learning):
        return earlier
    raise RecordExists(f"{learning.source} is already in the record as “{earlier.title}”: withdraw that first.")
