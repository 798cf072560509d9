"""Slots: the one way a lower room runs, or shows, what it may not import (DESIGN 2).

Each slot has a name, a typed signature here, and a list of dotted names in `settings.SLOTS`.
There is no other way up or sideways: no domain signal, no late import.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.conf import settings
from django.utils.module_loading import import_string

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

FieldKinds = Iterable[Any]
"""Types of field a form may ask (`foundation.versioned_forms.kinds.FieldKind`), each a list of objects."""


def entries(name: SlotName) -> list[Any]:
    """What stands in a slot, imported, in the order of the settings."""
    return [import_string(dotted) for dotted in settings.SLOTS[name]]
