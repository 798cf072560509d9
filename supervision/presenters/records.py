"""A record as it is written and as it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from foundation.british_dates import long_date
from foundation.policies import book
from foundation.versioned_forms.asking import AnswerForm, DrawnSection
from foundation.versioned_forms.branching import branched
from foundation.versioned_forms.reading import ReadSection, read
from foundation.versioned_forms.schema import Answers, FormSection, Schema
from supervision.models import Meeting, Record, RecordRead, RecordWord, Section
from supervision.policies import CYCLE_WORDS
from supervision.presenters.group import there_row
from supervision.presenters.scale_history import History
from supervision.rules.cycle import thin
from supervision.rules.parts import class_of, names_of
from supervision.section_classes import CLASSES
from workforce.field_kinds import named

NAMES = dict(CLASSES)


@dataclass(frozen=True, slots=True)
class WriteSection:
    """One section to fill in, with who reads it."""

    drawn: DrawnSection
    name: str
    readers: str
    folded: bool
    histories: list[History]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section as it reads, or why it is empty."""

    read: ReadSection
    name: str
    readers: str
    disposed_under: str
    histories: list[History]
    row_id: int
    short: frozenset[str] = frozenset()
    """Ids of the questions of the cycle that were hardly answered."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it, and nothing was disposed of."""
        return not self.disposed_under and not any(field.lines for field in self.read.fields)


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A comment or a dated note."""

    kind: str
    text: str
    who: str
    when: str
    disposed_under: str


def write_sections(
    form: AnswerForm, readers: Mapping[str, str], histories: Mapping[str, list[History]]
) -> list[WriteSection]:
    """Every section of the form with the sentence of who reads it, and where its numbers stood before."""
    found = []
    for drawn in form.drawn_sections():
        code = class_of(drawn.section)
        folded = bool(drawn.section.settings.get("folded")) and not _begun(drawn)
        before = histories.get(drawn.section.id, [])
        found.append(WriteSection(drawn, NAMES[code], readers[code], folded, before))
    return found


@dataclass(frozen=True, slots=True)
class _Frozen:
    """Part of a version, to be read as one."""

    schema: Schema


def shown_sections(
    record: Record,
    rows: Iterable[Section],
    opened: Iterable[str],
    readers: Mapping[str, str],
    histories: Mapping[str, list[History]] = MappingProxyType({}),
) -> list[ShownSection]:
    """Of all rows of the record those of the opened classes, in the version they were written in, with names.

    All of them are looked at for the set of words that was chosen, which may stand in a closed section.
    """
    held, classes = list(rows), set(opened)
    answers: dict[str, Any] = {}
    for row in held:
        answers |= row.answers
    schema = named(branched(record.version.schema, answers), names_of(record))
    sections = {section.id: section for section in schema.sections}
    wanted = (row for row in held if row.visibility in classes and row.section_id in sections)
    fewest = book().whole(CYCLE_WORDS, record.meeting.held_on or timezone.localdate(record.begun_at))
    short = frozenset(field.id for field in thin(schema, answers, fewest))
    return [_shown(sections[row.section_id], row, readers, histories, short) for row in wanted]


def shown_words(rows: Iterable[RecordWord]) -> list[ShownWord]:
    """What was said, the oldest first."""
    return [
        ShownWord(row.get_kind_display(), row.text, row.by.get_full_name(), moment(row.at), row.disposed_under)
        for row in rows
    ]


def state_sentence(record: Record) -> str:
    """How the record stands, in a sentence."""
    last = f" Sign by {long_date(record.meeting.sign_by)}." if record.meeting.sign_by else ""
    return {
        Record.State.DRAFT: "This record is being written. Only its writer sees it.",
        Record.State.SHARED: f"{_whose_turn(record)}{last}",
        Record.State.SIGNED: f"Signed and locked on {moment(record.locked_at)}.",
        Record.State.ISSUED: f"Issued on {moment(record.locked_at)} without the second signature.",
    }[Record.State(record.state)]


def _whose_turn(record: Record) -> str:
    """Whoever leads signs first: nobody is asked to agree to what its writer has not put their name to."""
    leading, other = record.meeting.supervisor, record.meeting.supervisee
    if other is None or leading is None:
        return "Shared, and not signed yet."
    if record.supervisor_signed_at is None:
        return f"Shared, and not signed yet: {leading.full_name} signs first, then {other.full_name}."
    return f"Shared, and signed by {leading.full_name}: {other.full_name} signs next."


def signature_rows(record: Record) -> list[tuple[str, str]]:
    """Who signed when; or that they have not."""
    lead = "Facilitator" if record.meeting.supervisee is None else "Supervisor"
    rows = [(lead, _signed(record.supervisor_signed_by, record.supervisor_signed_at))]
    if record.meeting.supervisee is not None:
        who = record.meeting.supervisee.full_name
        rows.append((who, _signed(record.supervisee_signed_by, record.supervisee_signed_at)))
    return rows


def header_rows(meeting: Meeting) -> list[tuple[str, str]]:
    """What stands above every record, of a group also who was there; nothing of it was typed twice."""
    if meeting.supervisee is None:
        return [*_facts(meeting), there_row(meeting.attendees.select_related("person"))]
    return _facts(meeting)


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    rows = [
        ("Supervision of", meeting.supervisee.full_name if meeting.supervisee else "A group"),
        ("Led by", meeting.supervisor.full_name if meeting.supervisor else ""),
        ("Held on", long_date(meeting.held_on) if meeting.held_on else ""),
        ("Length", f"{meeting.minutes} minutes" if meeting.minutes else ""),
        ("How", meeting.get_mode_display() if meeting.mode else ""),
    ]
    return [(label, value) for label, value in rows if value]


def meeting_rows(meeting: Meeting) -> list[tuple[str, str]]:
    """The same for a meeting that may still be ahead."""
    ahead = [("When", moment(meeting.starts_at)), ("Where", meeting.place)] if meeting.held_on is None else []
    return [*_facts(meeting), *((label, value) for label, value in ahead if value)]


def read_rows(rows: Iterable[RecordRead]) -> list[tuple[str, str]]:
    """Who else has looked, when, as what and at which classes."""
    return [
        (
            row.reader.get_full_name(),
            f"{moment(row.at)}, as {row.capacity.replace('_', ' ')}: "
            + ", ".join(NAMES.get(code, code).lower() for code in row.sections.split(",")),
        )
        for row in rows
    ]


def listed(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """As a summary list on a page takes them."""
    return [{"key": key, "value": value} for key, value in rows]


def moment(at: datetime | None) -> str:
    """ "30 November 2026, 14:32"."""
    return f"{long_date(timezone.localdate(at))}, {timezone.localtime(at):%H:%M}" if at else ""


def _shown(
    section: FormSection,
    row: Section,
    readers: Mapping[str, str],
    histories: Mapping[str, list[History]],
    short: frozenset[str],
) -> ShownSection:
    answers: Answers = {} if row.disposed_under else row.answers
    found = read(_Frozen(Schema(section.heading, sections=(section,))), answers)[0]
    before = histories.get(section.id, [])
    name, readers_of = NAMES[row.visibility], readers[row.visibility]
    return ShownSection(found, name, readers_of, row.disposed_under, before, row.pk, short)


def _signed(who: Any, at: datetime | None) -> str:
    return f"{who.get_full_name()}, {moment(at)}" if who and at else "Not signed yet"


def _begun(drawn: DrawnSection) -> bool:
    return any(bool(each.errors) or bool(each.value()) for question in drawn.asked for each in question.inputs)
