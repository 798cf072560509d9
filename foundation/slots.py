"""Slots: the one way a lower room runs, or shows, what it may not import (DESIGN 2).

Each slot has a name, a typed signature here, and a list of dotted names in `settings.SLOTS`.
There is no other way up or sideways: no domain signal, no late import.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from foundation.disposal.graves import Grave

SlotName = Literal[
    "policies",
    "import_readers",
    "after_import",
    "desk_cards",
    "today_cards",
    "invariants",
    "policy_previews",
    "wordings",
    "field_kinds",
    "supervision_agenda",
    "agreed_learning",
    "teaching_given",
    "retention",
    "disposal",
    "subject_access",
    "reports",
    "practice_observations",
    "certificate_waits",
]


@dataclass(frozen=True, slots=True)
class DeskCard:
    """One card on the signed-in desk: what needs this person today.

    `items` are (text, url, note) rows. `empty` is said when there are none.
    `template` may name a template that draws `context` above the list (a bar, a figure).
    `order` sorts cards, lower first. `urgent` cards stand together at the top: something waits for
    this person's decision today. A `wide` card takes two columns where there is room.
    `count` is how many there are in all, where the list is only the first of them.
    `logged` says what a look at it opens; the desk writes that to the change log once a session and day.
    """

    key: str
    title: str
    order: int
    items: tuple[tuple[str, str, str], ...] = ()
    empty: str = ""
    urgent: bool = False
    wide: bool = False
    logged: str = ""
    more_url: str = ""
    more_text: str = ""
    count: int = 0
    template: str = ""
    context: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken invariant that `manage.py check_invariants` found."""

    room: str
    rule: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing a room puts before two people who meet for supervision: nothing the system knows is typed.

    `lines` are short sentences; `url` leads to the page behind them, for those who may open it.
    """

    title: str
    lines: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class PracticeObservation:
    """Somebody's practice was observed on a day and the form handed in. `key` names it for ever."""

    person_id: int
    on: date
    key: str


DeskCardSource = Callable[[Any, datetime], Iterable[DeskCard]]
"""(user, now) -> cards. Returns nothing where the user has no such business.

Slot "today_cards", the sections of `/cms/today/`, has the same signature.
"""

InvariantCheck = Callable[[], Iterable[Breach]]
"""() -> breaches; read-only."""

AfterImportStep = Callable[[int, datetime], str]
"""(run id, now) -> one line saying what it did. Resumable: running it twice changes nothing."""

PolicyPreview = Callable[[str, Decimal, date], Iterable[str]]
"""(policy key, value, first day) -> sentences saying whom that figure would touch; none for other keys."""

AgendaSource = Callable[[int, Any, date], Iterable[AgendaItem]]
"""(person id of the supervisee, user who supervises, day) -> items for slot "supervision_agenda".

A source answers only what that user may see of that person on that day; nothing for a stranger.
"""

AgreedLearning = Callable[[int, date], Iterable[str]]
"""(person id, day) -> codes of courses that somebody in charge has agreed to for them already; one query."""

Reports = Iterable[Any]
"""The reports of a room (`foundation.reporting.Report`), each a list of objects."""

PracticeObservations = Callable[[Iterable[int]], Iterable[PracticeObservation]]
"""(person keys) -> observations of their practice that were completed; one query."""

CertificateWaits = Callable[[Collection[str], date], dict[str, str]]
"""(sources of records, day) -> by source, the path of what its holder does before there is a certificate for it.

Sources whose certificates wait for nothing are absent; one query or two, for any number of sources.
"""

FieldKinds = Iterable[Any]
"""Types of field a form may ask (`foundation.versioned_forms.kinds.FieldKind`), each a list of objects."""

RetentionClasses = Iterable[Any]
"""Slot "retention": what a room holds (`foundation.disposal.schedule.RecordClass`), each entry a list of lines."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a room holds about one person in one class of record: a number, never words."""

    person_id: int
    record_class: str
    rows: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one class that are due together, whoever they are about: one session's attendance list.

    `key` finds them again in the same room; `label` says to a records manager which they are, without
    a word of what they hold; `since` is the day the period began.
    """

    record_class: str
    key: str
    label: str
    since: date
    rows: int


def _no_activity(person_ids: Collection[int]) -> dict[int, date]:
    return {}


def _nothing_due(record_class: str, before: date) -> Iterable[Batch]:
    return ()


def _nothing_to_bury(batch_key: str, grave: "Grave") -> None:
    """A room without batches has nothing to do for one."""


@dataclass(frozen=True, slots=True)
class Disposer:
    """Slot "disposal": what one room does when its records are due (DESIGN 4 "Disposal").

    Rooms stand in the slot from the top floor down and are called in that order, inside one transaction
    for each human, or each batch, that two people have confirmed. A room removes and blanks only through
    the `Grave` it is handed, and only classes of the schedule that `grave.wants(code)`. Called twice it
    changes nothing. Whose words they are is never in what these answer.

    - `holds(person_ids)`: what is there now, by person and class, in a fixed number of queries.
    - `bury_person(person_ids, grave)`: all records of one human (joined ones too) replaced.
    - `last_active(person_ids)`: the last day each did anything here, for accounts of people from outside.
    - `due(record_class, before)`: batches of a class that does not run from leaving, begun before a day.
    - `bury_batch(batch_key, grave)`: one batch replaced, passing over people in `grave.held_people`.
    """

    room: str
    holds: Callable[[Collection[int]], Iterable[Holding]]
    bury_person: Callable[[Collection[int], "Grave"], None]
    last_active: Callable[[Collection[int]], dict[int, date]] = _no_activity
    due: Callable[[str, date], Iterable[Batch]] = _nothing_due
    bury_batch: Callable[[str, "Grave"], None] = _nothing_to_bury


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One row of a section of a subject access export.

    `key` tells it apart within the section, today and tomorrow. `mentions_others` flags a row that may
    speak of somebody else: it waits for review before anybody gets it. `files` are (name for the
    reader, name in the private storage).
    """

    key: str
    cells: tuple[str, ...]
    mentions_others: bool = False
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What a room holds about one person under one heading, as that person may read it.

    `rows` may be a generator; each has as many cells as there are `headings`. Words that others wrote
    for their own use are not in it.
    """

    code: str
    title: str
    headings: tuple[str, ...]
    rows: Iterable[SubjectRow]
    about: str = ""


SubjectAccessSource = Callable[[Collection[int], datetime], Iterable[Section]]
"""Slot "subject_access": (keys of all records of one human, now) -> sections. A list of functions."""


@dataclass(frozen=True, slots=True)
class TeachingGiven:
    """Something a person taught: the day it is sorted by, what, when in words, and a page about it, if any."""

    on: date
    title: str
    when: str
    url: str = ""


TeachingSource = Callable[[Any, date], Iterable[TeachingGiven]]
"""(user, day) -> what this user taught up to that day; for the page "My record: career and recognition"."""


def entries(name: SlotName) -> list[Any]:
    """What stands in a slot, imported, in the order of the settings."""
    return [import_string(dotted) for dotted in settings.SLOTS[name]]
