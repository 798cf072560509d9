"""What two people find before them when they meet: nothing the system knows is typed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation import slots
from foundation.slots import AgendaItem
from supervision.models import AgendaPoint, Meeting
from supervision.presenters.agreed import AgreedLine, agreed_lines, open_between
from supervision.settle_forms import SettleForm


@dataclass(frozen=True, slots=True)
class Point:
    """One point of one of the two; `own` may be taken off."""

    key: int
    text: str
    who: str
    own: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """Points, open actions of the two, and what other rooms put before them."""

    points: list[Point]
    actions: list[AgreedLine]
    items: list[AgendaItem]


def agenda_of(meeting: Meeting, user: Any, on: date, of: str = "", refused: SettleForm | None = None) -> Agenda:
    """For one of the two; `of` is the id of the form of words in hand on the same page, `refused` a small form
    that came back."""
    rows = AgendaPoint.objects.visible_to(user, on).standing().filter(meeting=meeting).select_related("by")
    points = [Point(row.pk, row.text, row.by.get_full_name(), row.by_id == user.pk) for row in rows]
    actions = agreed_lines(open_between(meeting, user, on), meeting, user, on, of, refused)
    return Agenda(points, actions, list(_items(meeting, user, on)))


def _items(meeting: Meeting, user: Any, on: date) -> Iterable[AgendaItem]:
    if meeting.supervisee_id is None:
        return
    for source in slots.entries("supervision_agenda"):
        yield from source(meeting.supervisee_id, user, on)
