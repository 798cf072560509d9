"""Reflections in words: the list, one page, and in names who can read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records.models import Reflection
from cpd_records.pdf.record import WrittenReflection
from foundation.british_dates import date_and_time, long_date
from foundation.models import PrivateDraft
from workforce.querysets.onlookers import in_charge_of

QUESTIONS = (
    ("learned", "What I learned"),
    ("will_do", "What I will do"),
    ("difference", "What difference it made"),
)
COLOURS = {"draft": "grey", "shared": "green", "agenda": "purple"}
PRACTICE = "Something from practice"


@dataclass(frozen=True, slots=True)
class Card:
    """One reflection in a list."""

    key: str
    title: str
    about: str
    when: str
    state: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """One reflection: its words, its terms, who can read it now, who has."""

    card: Card
    answers: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    readers: str
    reads: tuple[tuple[str, str, str], ...]
    private: bool
    on_agenda: bool
    was_read: bool


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that were typed into a new reflection and not saved as one yet."""

    title: str
    when: str
    url: str


def unsaved(draft: PrivateDraft) -> Unsaved:
    """A draft of a new reflection; the key of the learning it is about stands at the end of its place."""
    record = draft.place.split(":")[2:]
    title = "".join(draft.boxes.get("title", [])).strip()
    saved = date_and_time(draft.saved_at) if draft.saved_at else ""
    query = f"?record={record[0]}" if record else ""
    return Unsaved(title or "Without a title yet", saved, f"/my/cpd/reflections/new/{query}")


def card(row: Reflection, *, mine: bool = True) -> Card:
    """A row read `with_names()`. Others see whose it is and what it is about, no word of the writer's."""
    note = ""
    if mine and not row.has_difference:
        note = "Not said yet: what difference it made"
    if not mine:
        note = "" if row.first_read_at else "Not read yet"
    return Card(
        key=str(row.public_id),
        title=row.title if mine else row.person.full_name,
        about=row.record.title if row.record else PRACTICE,
        when=long_date(row.happened_on),
        state=row.get_state_display(),
        colour=COLOURS[row.state],
        note=note,
    )


def page(row: Reflection, on: date, *, mine: bool = True) -> Page:
    """A row read `with_names()` and `with_terms()`."""
    lists: dict[str, list[str]] = {}
    for term in row.terms.all():
        lists.setdefault(term.vocabulary.name, []).append(term.name)
    return Page(
        card=card(row, mine=mine),
        answers=tuple((question, getattr(row, name)) for name, question in QUESTIONS),
        terms=tuple((name, tuple(found)) for name, found in lists.items()),
        readers=names([f"{who} ({as_what.lower()})" for who, as_what in readers_now(row, on)]),
        reads=tuple((each.reader.get_full_name(), each.capacity, date_and_time(each.at)) for each in row.reads.all()),
        private=row.state == Reflection.State.DRAFT,
        on_agenda=row.state == Reflection.State.AGENDA,
        was_read=row.first_read_at is not None,
    )


def readers_now(row: Reflection, on: date) -> list[tuple[str, str]]:
    """Names and capacities of those who can read it on a day: shared with by name, and still in charge."""
    if row.state == Reflection.State.DRAFT:
        return []
    named = {each.reader_id for each in row.readers.all()}
    return [(person.full_name, as_what) for person, as_what in in_charge_of(row.person, on) if person.pk in named]


def newly_in_charge(row: Reflection, today: Iterable[tuple[Any, str]]) -> str:
    """Names of those in charge today whom a shared reflection was not shared with yet."""
    named = {each.reader_id for each in row.readers.all()}
    return names([person.full_name for person, _ in today if person.pk not in named])


def on_paper(row: Reflection) -> WrittenReflection:
    """For the PDF of the record."""
    answers = tuple((question, getattr(row, name)) for name, question in QUESTIONS if getattr(row, name).strip())
    about = row.record.title if row.record else PRACTICE
    return WrittenReflection(row.title, f"{about}, {long_date(row.happened_on)}", answers)


def names(found: Iterable[str]) -> str:
    """ "Ann Lee, Bo Wise and Cy Hill"; empty for nobody."""
    rows = list(found)
    return rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])} and {rows[-1]}" if rows else ""
