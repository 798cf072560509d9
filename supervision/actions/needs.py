"""Learning needs of a finished record: released, met by a course the supervisor agrees to, settled (DOMAIN 6.9)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from supervision.models import LearningNeed, Record
from supervision.permissions.needs import is_one_of_them, is_own, supervises

FIELD, TOPIC, RELEASE = "needs", "topic", "release"
"""Codes in the shipped forms: the repeating group, and two of its parts."""


class NeedRefused(Exception):
    """The step does not fit how the need stands, or is not this person's; the message says what to do."""


OWN_ONLY = "Only the person whose need it is can do that."
TWO_ONLY = "Only the person whose need it is, and who supervises them, can do that."
SUPERVISOR_ONLY = "Only who supervises them agrees to a course."
NO_COURSE = "Choose a course first."
SETTLED = "This need is settled. If it is there again, say so in your next supervision."


def from_record(*, record: Record, at: datetime) -> None:
    """One row a line of a record that has just been locked; repeatable.

    What a line says of coordinators counts only where the person signed: nobody releases for them.
    """
    if record.meeting.supervisee is None:
        return
    signed = record.supervisee_signed_at is not None
    for number, line in enumerate(_lines(record), start=1):
        LearningNeed.objects.get_or_create(
            record=record,
            number=number,
            defaults={
                "person": record.meeting.supervisee,
                "topic": str(line[TOPIC]),
                "noted_at": at,
                "released_at": at if signed and line.get(RELEASE) is True else None,
            },
        )


@transaction.atomic
def release(*, need_id: int, released: bool, by: Any, at: datetime) -> LearningNeed:
    """The person lets coordinators read this line, or takes that back. Raises NeedRefused."""
    need = _held(need_id, by, at, is_own, OWN_ONLY)
    if released != (need.released_at is not None):
        need.released_at = at if released else None
        _save(need, "released" if released else "release_taken_back", ["released_at"], by, at)
    return need


@transaction.atomic
def choose(*, need_id: int, course_code: str, by: Any, at: datetime) -> LearningNeed:
    """A course that would meet it; chosen by the supervisor it is agreed at once. Raises NeedRefused.

    Another course than before has to be agreed to anew. Whoever calls has made sure that there is such
    a course.
    """
    need = _held(need_id, by, at, is_one_of_them, TWO_ONLY)
    if need.course_code != course_code:
        need.course_code, need.chosen_at, need.agreed_at, need.agreed_by = course_code, at, None, None
    if need.agreed_at is None and not is_own(by, need, timezone.localdate(at)):
        need.agreed_at, need.agreed_by = at, by
    _save(need, "course_chosen", ["course_code", "chosen_at", "agreed_at", "agreed_by"], by, at)
    return need


@transaction.atomic
def agree(*, need_id: int, by: Any, at: datetime) -> LearningNeed:
    """The supervisor says that this course meets it: learning agreed in supervision. Raises NeedRefused."""
    need = _held(need_id, by, at, supervises, SUPERVISOR_ONLY)
    if not need.course_code:
        raise NeedRefused(NO_COURSE)
    if need.agreed_at is None:
        need.agreed_at, need.agreed_by = at, by
        _save(need, "course_agreed", ["agreed_at", "agreed_by"], by, at)
    return need


@transaction.atomic
def settle(*, need_id: int, by: Any, at: datetime) -> LearningNeed:
    """Met, or no longer there; either of them says so. Raises NeedRefused."""
    need = _held(need_id, by, at, is_one_of_them, TWO_ONLY)
    need.closed_at = at
    _save(need, "settled", ["closed_at"], by, at)
    return need


def _lines(record: Record) -> Iterator[dict[str, Any]]:
    wanted = {field.id for field in record.version.schema.fields() if field.code == FIELD}
    for section in record.sections.order_by("number"):
        for key, rows in section.answers.items():
            if key in wanted:
                yield from (row for row in rows if row.get(TOPIC))


def _held(
    need_id: int, by: Any, at: datetime, may: Callable[[Any, LearningNeed, date], bool], refusal: str
) -> LearningNeed:
    rows = LearningNeed.objects.select_for_update(of=("self",)).select_related("person")
    need: LearningNeed = rows.get(pk=need_id)
    if not may(by, need, timezone.localdate(at)):
        raise NeedRefused(refusal)
    if need.closed_at is not None:
        raise NeedRefused(SETTLED)
    return need


def _save(need: LearningNeed, verb: str, fields: list[str], by: Any, at: datetime) -> None:
    need.save(update_fields=fields)
    changelog.record(by=by, at=at, verb=f"supervision.need_{verb}", subject=need, fields=fields)
