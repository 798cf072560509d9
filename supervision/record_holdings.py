"""The words of supervision in somebody's own export, and letting go of them (slots "subject_access", "disposal").

Sections and later words leave their rows, blanked and marked with the number of the log, and a
tombstone each that keeps their digest: so the chain still verifies, and what is gone can be told from
what was taken.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.policies import book
from foundation.slots import Disposer, Holding, SubjectRow
from foundation.slots import Section as ExportSection
from foundation.versioned_forms.reading import ReadSection, read
from supervision.models import AgendaPoint, Attendee, CaseCopy, Meeting, Record, RecordDraft, RecordWord, Section
from supervision.permissions.reading import record_of
from supervision.presenters.records import shown_sections
from supervision.rules.access import Capacity, Standing, Way, sections_open
from supervision.section_classes import CLASSES

SUPERVISION = "supervision"
NAMES = dict(CLASSES)
SAID = ("Supervision of", "Part", "Who reads it", "What it says")
IN_GROUPS = ("Group of", "Part", "Who reads it", "What it says")
LATER = ("Supervision of", "What", "Who", "When", "Words")
COPIES = ("Supervision of", "Who", "When")
AGENDA = ("For the supervision of", "Point", "When")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[ExportSection]:
    """Slot "subject_access": every section of one's shared records, what was said of them, and one's own points;
    of groups one was at, what one reads on the page.

    A draft of the supervisor is theirs until it is shared; drafts are disclosed on a formal request.
    """
    yield ExportSection("supervision-records", "What was written in your supervision", SAID, _said(person_ids))
    yield ExportSection("supervision-words", "What was said about your records", LATER, _later(person_ids))
    yield ExportSection(
        "supervision-case-copies", "When case text left for the case system", COPIES, _copies(person_ids)
    )
    yield ExportSection(
        "supervision-groups",
        "What was written in group supervision you were at",
        IN_GROUPS,
        _in_groups(person_ids, now),
    )
    yield ExportSection("supervision-agenda", "What you put on an agenda", AGENDA, _points(person_ids))


def _said(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for record in _records(person_ids).exclude(state=Record.State.DRAFT).select_related("version", "meeting"):
        rows = list(record.sections.all())
        answers: dict[str, Any] = {}
        for row in rows:
            answers |= row.answers
        shown = {part.heading: part for part in read(record.version, answers)}
        headings = {section.id: section.heading for section in record.version.schema.sections}
        for row in rows:
            text = _gone(row.disposed_under) or _text(shown.get(headings.get(row.section_id, "")))
            cells = (_day(record), headings.get(row.section_id, ""), NAMES[row.visibility], text)
            yield SubjectRow(f"section:{row.pk}", cells, mentions_others=bool(row.answers))


def _later(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    rows = RecordWord.objects.filter(record__in=_records(person_ids)).select_related("record__meeting", "by")
    for row in rows.order_by("pk"):
        said = _gone(row.disposed_under) or row.text
        cells = (_day(row.record), row.get_kind_display(), row.by.get_full_name(), date_and_time(row.at), said)
        yield SubjectRow(f"word:{row.pk}", cells, mentions_others=True)


def _in_groups(person_ids: Collection[int], now: datetime) -> Iterable[SubjectRow]:
    """Of whoever was there: nobody's own record, so no more of it than the page shows them, and nothing of a draft."""
    there = Attendee.objects.filter(person__in=person_ids, attendance=Attendee.Attendance.ATTENDED)
    records = Record.objects.exclude(state=Record.State.DRAFT).with_meeting()
    rows = records.filter(meeting__in=there.values("meeting"), meeting__kind=Meeting.Kind.GROUP)
    policies = book()
    for record in rows.order_by("meeting__held_on", "pk"):
        facts = record_of(record.meeting, timezone.localdate(now), policies)
        yield from _of_group(record, sections_open([Standing(Capacity.GROUP_ATTENDEE)], Way.SUBJECT_ACCESS, facts))


def _of_group(record: Record, opened: Collection[str]) -> Iterable[SubjectRow]:
    for part in shown_sections(record, record.sections.all(), opened, NAMES):
        said = _text(part.read)
        cells = (_day(record), part.read.heading, part.name, _gone(part.disposed_under) or said)
        yield SubjectRow(f"section:{part.row_id}", cells, mentions_others=bool(said))
    for word in record.later_words.filter(visibility__in=list(opened)).select_related("by"):
        said = _gone(word.disposed_under) or word.text
        who = f"{word.get_kind_display()}: {word.by.get_full_name()}, {date_and_time(word.at)}"
        yield SubjectRow(f"word:{word.pk}", (_day(record), who, NAMES[word.visibility], said), mentions_others=True)


def _copies(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    mine = Q(record__in=_records(person_ids)) | Q(by__person__in=person_ids)
    for row in CaseCopy.objects.filter(mine).select_related("record__meeting", "by").order_by("pk").distinct():
        yield SubjectRow(f"copy:{row.pk}", (_day(row.record), row.by.get_full_name(), date_and_time(row.at)))


def _points(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    rows = AgendaPoint.objects.filter(meeting__supervisee__in=person_ids, by__person__in=person_ids)
    for row in rows.select_related("meeting").order_by("pk"):
        day = row.meeting.held_on or row.meeting.planned_for
        cells = (long_date(day) if day else "", row.text, date_and_time(row.at))
        yield SubjectRow(f"point:{row.pk}", cells, mentions_others=True)


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Records with words still in them, by person."""
    held = Section.objects.filter(record__meeting__supervisee__in=person_ids, disposed_under="")
    found = Counter(held.order_by().values_list("record__meeting__supervisee_id", flat=True))
    return [Holding(person_id, SUPERVISION, rows) for person_id, rows in found.items()]


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Words go; rows, digests and the number of the log stay."""
    if not grave.wants(SUPERVISION):
        return
    records = _records(person_ids)
    grave.remove(RecordDraft.objects.filter(record__in=records), record_class=SUPERVISION)
    grave.remove(AgendaPoint.objects.filter(meeting__supervisee__in=person_ids), record_class=SUPERVISION)
    grave.remove(CaseCopy.objects.filter(record__in=records), record_class=SUPERVISION)
    held = Section.objects.filter(record__in=records, disposed_under="")
    words = RecordWord.objects.filter(record__in=records, disposed_under="")
    bury_words(held, words, grave, SUPERVISION)


def bury_words(sections: Any, words: Any, grave: Grave, record_class: str) -> None:
    """A tombstone for each with its digest; the row stays, without its words and with the number of the log."""
    log = str(grave.log_number)
    for row in sections:
        content = [[row.section_id, row.answers]]
        grave.tombstone(record_class=record_class, place=place_of("section", row.pk), content=content)
    for word in words:
        content = [[word.kind, word.text]]
        grave.tombstone(record_class=record_class, place=place_of("word", word.pk), content=content)
    grave.blank(sections, answers={}, disposed_under=log)
    grave.blank(words, text="", disposed_under=log)


def place_of(kind: str, key: int) -> str:
    """Where a tombstone of these stands."""
    return f"supervision-{kind}:{key}"


def _records(person_ids: Collection[int]) -> Any:
    return Record.objects.filter(meeting__supervisee__in=person_ids)


def _day(record: Record) -> str:
    return long_date(record.meeting.held_on) if record.meeting.held_on else ""


def _text(section: ReadSection | None) -> str:
    if section is None:
        return ""
    return "\n".join(f"{field.prompt}: {' '.join(field.lines)}" for field in section.fields if field.lines)


def _gone(log: str) -> str:
    return f"Lawfully disposed of (log {log})" if log else ""


DISPOSER = Disposer("supervision-records", _holds, _bury)
