"""What a record says of children: made ready for the case system, and one child thought about in full (DOMAIN 5).

Decision and rationale belong to the case record. Whoever makes the text ready says by that press that it
goes there; from then on its time here runs (DOMAIN 9, retention). References stand in no log and no address.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import changelog
from foundation.drafting import saving
from supervision.actions.meetings.history import deadlines, happened
from supervision.actions.records.beginning import begin
from supervision.actions.records.drafting import open_draft
from supervision.actions.records.held import held
from supervision.actions.records.refusals import TWO_ONLY, WRITER_ONLY, RecordRefused
from supervision.models import CaseCopy, Meeting, MeetingEvent, Record
from supervision.permissions.recording import is_one_of_two, leads
from supervision.rules.case_lines import CaseLine, case_lines
from supervision.rules.parts import SUPERVISOR
from supervision.section_classes import CASE

NOT_SHARED = "This record is still being written. Share it first: then both of you know what goes to the case system."
NOTHING = "Nothing is said of a child in this record, or its words were disposed of."
NO_LINE = "This line is not there any more: the record was changed meanwhile."


@transaction.atomic
def make_ready(*, record_id: int, by: Any, at: datetime) -> CaseCopy:
    """Note that the case text leaves for the case system now, by whom. Raises NotYours, RecordRefused."""
    record = held(record_id, is_one_of_two, TWO_ONLY, by, at)
    _lines_of(record)
    copy = CaseCopy.objects.create(record=record, by=by, at=at)
    changelog.record(by=by, at=at, verb="supervision.case_text_exported", subject=record, fields=["case_copies"])
    return copy


@transaction.atomic
def open_full(*, record_id: int, number: int, by: Any, at: datetime) -> Record:
    """A whole case reflection for one line of the table, part of the same meeting, begun with what the line says.

    The same child again gives back the one there is. Raises NotYours, RecordRefused.
    """
    record = held(record_id, leads, WRITER_ONLY, by, at)
    line = next((each for each in _lines_of(record) if each.number == number and each.given), None)
    if line is None:
        raise RecordRefused(NO_LINE)
    there = Record.objects.filter(meeting__within=record.meeting, meeting__case_key=line.key).first()
    if there is not None:
        return there
    full = begin(meeting_id=_meeting_within(record.meeting, line, by, at).pk, by=by, at=at)
    boxes = {name: [text] for name, text in line.given.items() if full.version.schema.by_code(name)}
    saving.save(draft=open_draft(record=full, part=SUPERVISOR), boxes=boxes, seen=0, by=by, at=at)
    return full


def said_of_cases(record: Record) -> dict[str, Any]:
    """The answers of its case sections, as far as they are still there."""
    found: dict[str, Any] = {}
    for row in record.sections.all():
        if row.visibility == CASE and not row.disposed_under:
            found |= row.answers
    return found


def _lines_of(record: Record) -> list[CaseLine]:
    if record.state == Record.State.DRAFT:
        raise RecordRefused(NOT_SHARED)
    answers: Mapping[str, Any] = said_of_cases(record)
    lines = case_lines(record.version.schema, answers)
    if not lines:
        raise RecordRefused(NOTHING)
    return lines


def _meeting_within(meeting: Meeting, line: CaseLine, by: Any, at: datetime) -> Meeting:
    """The same two, the same day; in no count of meetings, and with the days left for writing of its own record."""
    day = timezone.localdate(at)
    made = Meeting.objects.create(
        kind=Meeting.Kind.CASE,
        state=Meeting.State.HELD,
        within=meeting,
        case_key=line.key,
        supervisee=meeting.supervisee,
        supervisor=meeting.supervisor,
        stands_in_for=meeting.stands_in_for,
        agreement=meeting.agreement,
        held_on=meeting.held_on,
        mode=meeting.mode,
        created_by=by,
        created_at=at,
        changed_at=at,
        **deadlines(day),
    )
    happened(made, MeetingEvent.Verb.HELD, by=by, at=at)
    return made
