"""Sharing what was written with the person it is about, and taking it back while they have not signed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from foundation.versioned_forms.reading import check
from supervision.actions.meetings import note_written
from supervision.actions.records import agreeing, telling
from supervision.actions.records.held import held
from supervision.actions.records.refusals import LOCKED, SUPERVISEE_ONLY, WRITER_ONLY, RecordRefused
from supervision.models import Record, RecordDraft, Section
from supervision.permissions.recording import is_supervised, leads
from supervision.rules.parts import SUPERVISEE, SUPERVISOR, class_of, schema_of

SIGNED_BY_OTHER = "The other has signed already. Add a dated note instead of changing what was signed."
NOT_SHARED = "This record is not shared with you yet."
SIGNED_BY_YOU = "You have signed this record. Add a dated note instead of changing what you signed."


@transaction.atomic
def share(*, record_id: int, answers: Mapping[str, Any], by: Any, at: datetime) -> Record:
    """What the supervisor wrote, checked against the form it was begun in, becomes sections both can read.

    What was agreed in it becomes agreed actions of their owners. Sharing twice changes nothing. Raises
    NotYours, RecordRefused, or foundation's BadAnswers, and then nothing of the draft is lost.
    """
    record = held(record_id, leads, WRITER_ONLY, by, at)
    if record.state == Record.State.SHARED:
        return record
    if record.is_locked:
        raise RecordRefused(LOCKED)
    check(schema_of(record.version.schema, SUPERVISOR), answers)
    Section.objects.bulk_create(_sections(record, answers))
    record.state, record.shared_at = Record.State.SHARED, at
    record.save(update_fields=["state", "shared_at"])
    note_written(meeting_id=record.meeting_id, on=timezone.localdate(at), by=by, at=at)
    agreeing.from_answers(record=record, answers=answers, by=by, at=at)
    telling.of_sharing(record, at)
    changelog.record(by=by, at=at, verb="supervision.record_shared", subject=record, fields=["state"])
    return record


@transaction.atomic
def fill_own(*, record_id: int, answers: Mapping[str, Any], shared_with: str = "", by: Any, at: datetime) -> Record:
    """The supervisee's own sections of a shared record, and whom they let read their wellbeing answers.

    As often as they like until they sign. Raises NotYours, RecordRefused, BadAnswers.
    """
    record = held(record_id, is_supervised, SUPERVISEE_ONLY, by, at)
    if record.state == Record.State.DRAFT:
        raise RecordRefused(NOT_SHARED)
    if record.is_locked or record.supervisee_signed_at is not None:
        raise RecordRefused(SIGNED_BY_YOU if record.supervisee_signed_at else LOCKED)
    own = schema_of(record.version.schema, SUPERVISEE)
    check(own, answers)
    rows = {row.section_id: row for row in record.sections.all()}
    for section in own.sections:
        row = rows[section.id]
        row.answers = {field.id: answers[field.id] for field in section.fields if field.id in answers}
        row.save(update_fields=["answers"])
    record.shared_with = Record.SharedWith(shared_with)
    record.save(update_fields=["shared_with"])
    RecordDraft.objects.filter(record=record, part=SUPERVISEE).delete()
    changelog.record(by=by, at=at, verb="supervision.own_sections_written", subject=record, fields=["shared_with"])
    return record


@transaction.atomic
def take_back(*, record_id: int, by: Any, at: datetime) -> Record:
    """Back to the draft it was shared from, so that it can be mended.

    Not once the other has signed. The writer's own signature goes with it; what the supervisee has
    written themselves stays. Raises NotYours, RecordRefused.
    """
    record = held(record_id, leads, WRITER_ONLY, by, at)
    if record.is_locked:
        raise RecordRefused(LOCKED)
    if record.supervisee_signed_at is not None:
        raise RecordRefused(SIGNED_BY_OTHER)
    if record.state == Record.State.SHARED:
        record.sections.filter(section_id__in=_ids(record, SUPERVISOR)).delete()
        record.state, record.shared_at = Record.State.DRAFT, None
        record.supervisor_signed_at = record.supervisor_signed_by = None
        record.save(update_fields=["state", "shared_at", "supervisor_signed_at", "supervisor_signed_by"])
        changelog.record(by=by, at=at, verb="supervision.record_taken_back", subject=record, fields=["state"])
    return record


def _sections(record: Record, answers: Mapping[str, Any]) -> Iterator[Section]:
    """One row for each section of the form, an unanswered one too, so that leaving it out shows.

    The supervisee's own are empty rows until they fill them in; those they have filled in stay.
    """
    there = set(record.sections.values_list("section_id", flat=True))
    for number, section in enumerate(record.version.schema.sections, start=1):
        if section.id not in there:
            given = {field.id: answers[field.id] for field in section.fields if field.id in answers}
            yield Section(
                record=record, section_id=section.id, number=number, visibility=class_of(section), answers=given
            )


def _ids(record: Record, part: str) -> list[str]:
    return [section.id for section in schema_of(record.version.schema, part).sections]
