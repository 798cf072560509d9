"""My supervision: what is due, dates ahead, agreements, what was."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.british_dates import long_date
from supervision.models import Agreement, Cycle, Meeting
from supervision.presenters.words import COLOURS, WORDS, agreement_line, due_line, record_line, when

PAST = 12


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One date of mine."""

    key: str
    title: str
    who: str
    when: str
    place: str
    note: str = ""
    can_move: bool = False


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement, with how it stands."""

    key: str
    title: str
    words: str
    colour: str
    to_sign: bool


def own_page(user: Any, on: date, at: datetime) -> dict[str, Any]:
    """Everything the page shows; five queries."""
    turn = Cycle.objects.for_user(user, on).present(on).first()
    mine = Meeting.objects.for_user(user, on).with_both()
    agreements = Agreement.objects.for_user(user, on).open().with_both()
    return {
        "due": {"words": WORDS[turn.state], "colour": COLOURS[turn.state], "line": due_line(turn)} if turn else None,
        "ahead": [_ahead(row) for row in mine.ahead(at)],
        "past": [_past(row, on) for row in mine.held()[:PAST]],
        "agreements": [_agreement(row, on) for row in agreements],
    }


def _ahead(meeting: Meeting) -> MeetingLine:
    place = meeting.place or meeting.get_mode_display()
    group = meeting.supervisee_id is None
    who = meeting.supervisor.full_name if meeting.supervisor else ""
    return MeetingLine(str(meeting.public_id), meeting.get_kind_display(), who, when(meeting), place, "", not group)


def _past(meeting: Meeting, on: date) -> MeetingLine:
    who = meeting.supervisor.full_name if meeting.supervisor else ""
    day = long_date(meeting.held_on) if meeting.held_on else ""
    return MeetingLine(str(meeting.public_id), meeting.get_kind_display(), who, day, "", record_line(meeting, on))


def _agreement(agreement: Agreement, on: date) -> AgreementLine:
    words, colour = agreement_line(agreement, on)
    title = f"With {agreement.supervisor.full_name}: {agreement.get_part_display().lower()}"
    to_sign = agreement.state == Agreement.State.SHARED and agreement.supervisee_signed_at is None
    return AgreementLine(str(agreement.public_id), title, words, colour, to_sign)
