"""What a record says of children: its lines with what hangs on them, and each one's text for the case system."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.british_dates import long_date
from foundation.disposal.schedule import class_named
from foundation.months import months_later
from foundation.policies import book
from supervision.actions.records.case_texts import said_of_cases
from supervision.models import CaseCopy, Record
from supervision.presenters.records import moment
from supervision.rules.case_lines import CaseLine, case_lines

CASE_TEXT = "case-text"


@dataclass(frozen=True, slots=True)
class ReadyText:
    """One child's text, to be copied: `ident` names its element on the page and holds no reference."""

    ident: str
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One line of the case table on the record's page. `url` leads to its full reflection, where there is one."""

    number: int
    reference: str
    wanted: bool
    url: str


@dataclass(frozen=True, slots=True)
class CasePart:
    """What the two do with what a record says of children. `gone_from` is when its words may be removed here."""

    lines: list[ChildLine]
    copies: list[str]
    changed_since: bool
    gone_from: str


def case_part(record: Record, user: Any, on: date) -> CasePart | None:
    """None where nothing is said of a child. A fixed number of queries."""
    lines = case_lines(record.version.schema, said_of_cases(record))
    if not lines:
        return None
    copies = list(CaseCopy.objects.filter(record=record).select_related("by"))
    newest = copies[-1].at if copies else None
    return CasePart(
        lines=_children(record, [line for line in lines if line.given], user, on),
        copies=[f"{row.by.get_full_name()}, {moment(row.at)}" for row in copies],
        changed_since=bool(newest and record.shared_at and record.shared_at > newest),
        gone_from=long_date(gone_from(timezone.localdate(newest), on)) if newest else "",
    )


def gone_from(copied_on: date, on: date) -> date:
    """From which day words that were copied may be removed here, by the schedule of a day."""
    return months_later(copied_on, book().whole(class_named(CASE_TEXT).key, on))


def ready_texts(record: Record) -> list[ReadyText]:
    """Each child's text, with what the case system needs to know of it."""
    lines = case_lines(record.version.schema, said_of_cases(record))
    return [ReadyText(f"case-{line.number}", line.reference, _text(record, line)) for line in lines]


def _text(record: Record, line: CaseLine) -> str:
    meeting = record.meeting
    people = [person.full_name for person in (meeting.supervisee, meeting.supervisor) if person is not None]
    day = long_date(meeting.held_on) if meeting.held_on else ""
    head = [f"Talked about in supervision on {day}.", f"Present: {', '.join(people)}."]
    return "\n".join([*head, "", *line.text])


def _children(record: Record, lines: Iterable[CaseLine], user: Any, on: date) -> list[ChildLine]:
    full = Record.objects.visible_to(user, on).filter(meeting__within=record.meeting_id)
    there = dict(full.values_list("meeting__case_key", "public_id"))
    found = []
    for line in lines:
        key = there.get(line.key)
        url = reverse("supervision:read_record", args=[key]) if key else ""
        found.append(ChildLine(line.number, line.reference, line.wanted, url))
    return found


def part_of(record: Record) -> str:
    """The address of the record of the meeting in which this child was talked about, if it is part of one."""
    whole = record.meeting.within
    return reverse("supervision:read_record", args=[whole.record.public_id]) if whole is not None else ""
