"""What is asked about once before a record is shared, and never refused: whoever presses again keeps it as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.policies import book
from foundation.protected_text import identities
from foundation.versioned_forms.asking import AnswerForm
from supervision import policies
from supervision.models import Meeting, Record
from supervision.presenters.agreed import due_by_now
from supervision.rules.cycle import thin
from supervision.rules.parts import SUPERVISOR

NAMED = "“{}” was there. Say what the circle said, not who said it."


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """`likely`: (question, what may tell who somebody is); `thin`: questions of the cycle hardly answered;
    `due`: what was to be done by the day of the meeting, and nobody has said how it went."""

    likely: list[tuple[str, str]]
    thin: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.likely or self.thin or self.due)


def asked_once(form: AnswerForm, record: Record, part: str, user: Any, on: date) -> AskedOnce:
    """Of a valid form that is to be shared, or handed in."""
    likely = likely_identities(form, record.meeting)
    if part != SUPERVISOR:
        return AskedOnce(likely)
    fewest = book().whole(policies.CYCLE_WORDS, on)
    short = tuple(field.prompt for field in thin(form.schema, form.answers, fewest))
    return AskedOnce(likely, short, tuple(due_by_now(record.meeting, user, on)))


def likely_identities(form: AnswerForm, meeting: Meeting) -> list[tuple[str, str]]:
    """Where a text, as it stands in its box, may tell who a child is, or who in a group said it."""
    there = _names_of(meeting)
    return [(label, sentence) for label, text in _texts(form) for sentence in _sentences(text, there)]


def _sentences(text: str, there: list[str]) -> Iterator[str]:
    yield from identities.warnings(text)
    yield from (NAMED.format(name) for name in there if name.casefold() in text.casefold())


def _texts(form: AnswerForm) -> Iterator[tuple[str, str]]:
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(value, str) and value:
            yield str(field.label).removesuffix(" (optional)"), value


def _names_of(meeting: Meeting) -> list[str]:
    if meeting.kind != Meeting.Kind.GROUP:
        return []
    rows = meeting.attendees.select_related("person")
    return [row.person.full_name if row.person else row.guest_name for row in rows]
