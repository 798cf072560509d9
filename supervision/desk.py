"""Supervision on the desk: my next date and what waits for me; whom I supervise and is due (slot `desk_cards`)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from foundation.slots import DeskCard
from supervision.presenters import to_do
from supervision.presenters.words import due_line, when
from supervision.querysets import desk
from supervision.querysets.cycles import soon_after
from workforce.permissions import has_team
from workforce.querysets.access import access_of


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom supervision is not live; one glance for whom nothing waits."""
    today = timezone.localdate(now)
    access = access_of(user, today)
    if not access.person_ids or not access.in_service:
        return
    there = _glance(access.person_ids, today, now)
    items = tuple(_items(access.person_ids, there, today, now))
    if items:
        yield DeskCard(
            key="supervision",
            title="Your supervision",
            order=20,
            items=items,
            more_url="/my/supervision/",
            more_text="Dates, agreement and what was",
        )
    if "supervises" in there or has_team(user, today):
        yield from _team(access.person_ids + access.deputy_for, today)


def _glance(keys: Sequence[int], today: date, now: datetime) -> set[str]:
    """Of which kinds there is anything, under any of one's own records."""
    return {kind for row in desk.GLANCE.rows(list(keys), today, now) for kind, there in row.items() if there}


def _items(keys: Sequence[int], there: set[str], today: date, now: datetime) -> Iterator[to_do.Row]:
    """In this order: what waits for me first."""
    readers = {
        "writes": lambda: to_do.to_write(keys),
        "signs": lambda: to_do.to_sign(keys),
        "agrees": lambda: to_do.to_agree(keys),
        "meets": lambda: _next(keys, now),
        "due": lambda: _due(keys, today),
    }
    for kind, read in readers.items():
        if kind in there:
            yield from read()


def _next(keys: Sequence[int], now: datetime) -> Iterator[to_do.Row]:
    for row in desk.NEXT.rows(list(keys), now):
        yield when(SimpleNamespace(**row)), "/my/supervision/", "Your next supervision"


def _due(keys: Sequence[int], today: date) -> Iterator[to_do.Row]:
    for row in desk.DUE.rows(list(keys), today, soon_after(today)):
        if row["state"] in ("overdue", "due"):
            yield "Supervision is due", "/my/supervision/", due_line(SimpleNamespace(**row))


def _team(supervisors: Sequence[int], today: date) -> Iterator[DeskCard]:
    rows = [SimpleNamespace(**row) for row in desk.TEAM.rows(list(supervisors), today, soon_after(today))]
    if rows:
        yield DeskCard(
            key="team-supervision",
            title="Supervision in your team",
            order=52,
            items=tuple(
                (f"{row.person__first_name} {row.person__last_name}".strip(), "/team/supervision/", due_line(row))
                for row in rows[: desk.SHOWN]
            ),
            more_url="/team/supervision/",
            more_text="See everybody, and set dates",
        )
