"""Telling the two what happened to a record, in the transaction of what they are told; never a word of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from foundation import outbox, wordings
from foundation.british_dates import weekday_date
from foundation.wordings import Wording
from supervision import emails
from supervision.actions.correspondence import site
from supervision.models import Meeting, Opening, Record, RecordWord
from workforce.models import Person


def of_sharing(record: Record, at: datetime) -> None:
    """That there is something to read; to whom it is about."""
    _tell(record.meeting, emails.SHARED, [record.meeting.supervisee], f"{at:%Y%m%d%H%M%S}", at)


def of_signature(record: Record, at: datetime) -> None:
    """That the second signature is awaited; or, to both, that it is there."""
    if record.is_locked:
        _tell(record.meeting, emails.SIGNED, _both(record.meeting), "signed", at)
    else:
        _tell(record.meeting, emails.TO_SIGN, [record.meeting.supervisee], f"{at:%Y%m%d%H%M%S}", at)


def of_issue(record: Record, at: datetime) -> None:
    """That it was issued without the second signature; to both."""
    _tell(record.meeting, emails.ISSUED, _both(record.meeting), "issued", at)


def of_word(word: RecordWord, at: datetime) -> None:
    """That something was added; to the other of the two, whoever added it."""
    others = [person for person in _both(word.record.meeting) if person and person.user_id != word.by_id]
    _tell(word.record.meeting, emails.ADDED, others, f"word-{word.pk}", at)


def of_opening(opening: Opening, at: datetime) -> None:
    """That somebody else may read; to both, at once or, of a sealed investigation, on the day it is shown."""
    _tell(opening.meeting, emails.OPENED, _both(opening.meeting), f"opening-{opening.public_id}", at)


def _both(meeting: Meeting) -> list[Person | None]:
    return [meeting.supervisee, meeting.supervisor]


def _tell(meeting: Meeting, wording: Wording, people: Sequence[Person | None], part: str, at: datetime) -> None:
    """Nobody without an address is written to, and nothing is about a group: those are read by who was there."""
    record: Record | None = getattr(meeting, "record", None)
    if meeting.supervisee is None or record is None:
        return
    book = wordings.book()
    for person in people:
        if person is not None and person.work_email:
            values = _values(person, meeting, record)
            given = {name: text for name, text in values.items() if name in wording.placeholders}
            subject, body = book.compose(wording.kind, given)
            outbox.queue(
                kind=wording.kind,
                source=f"supervision-record:{record.public_id}:{part}",
                to=person.work_email,
                recipient=person.user,
                subject=subject,
                body=body,
                at=at,
            )


def _values(person: Person, meeting: Meeting, record: Record) -> dict[str, str]:
    other: Any = meeting.supervisor if person.pk == meeting.supervisee_id else meeting.supervisee
    return {
        "first_name": person.first_name,
        "other": other.full_name if other else "",
        "date": _day(meeting.held_on),
        "sign_by": _day(meeting.sign_by),
        "link": f"{site()}/supervision/records/{record.public_id}/",
    }


def _day(day: date | None) -> str:
    return weekday_date(day) if day else ""
