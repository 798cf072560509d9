"""Supervision on the desk: my next date and what waits for me; whom I supervise and is due (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from foundation.slots import DeskCard
from supervision.models import Agreement, Cycle, Meeting
from supervision.permissions import supervises_anybody
from supervision.presenters.to_do import records_waiting
from supervision.presenters.words import due_line, when
from supervision.querysets.pairs import supervisees
from workforce.querysets.access import access_of

SHOWN = 5


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom supervision is not live."""
    today = timezone.localdate(now)
    access = access_of(user, today)
    if not access.person_ids or not access.in_service:
        return
    items = [*records_waiting(user, today), *_to_sign(user, today), *_next(user, today, now), *_due(user, today)]
    if items:
        yield DeskCard(
            key="supervision",
            title="Your supervision",
            order=20,
            items=tuple(items),
            more_url="/my/supervision/",
            more_text="Dates, agreement and what was",
        )
    if supervises_anybody(user, today):
        yield from _team(user, today)


def _to_sign(user: Any, today: date) -> Iterator[tuple[str, str, str]]:
    keys = access_of(user, today).person_ids
    shared = Agreement.objects.filter(state=Agreement.State.SHARED)
    mine = shared.filter(supervisee__in=keys, supervisee_signed_at=None)
    theirs = shared.filter(supervisor__in=keys, supervisor_signed_at=None)
    for row in mine.union(theirs)[:SHOWN]:
        yield "A supervision agreement to sign", f"/supervision/agreements/{row.public_id}/", "Waits for you"


def _next(user: Any, today: date, now: datetime) -> Iterator[tuple[str, str, str]]:
    meeting = Meeting.objects.for_user(user, today).ahead(now).first()
    if meeting is not None:
        yield when(meeting), "/my/supervision/", "Your next supervision"


def _due(user: Any, today: date) -> Iterator[tuple[str, str, str]]:
    turn = Cycle.objects.for_user(user, today).present(today).first()
    if turn is not None and turn.state in ("overdue", "due"):
        yield "Supervision is due", "/my/supervision/", due_line(turn)


def _team(user: Any, today: date) -> Iterator[DeskCard]:
    access = access_of(user, today)
    people = supervisees(access.person_ids + access.deputy_for, today).values("pk")
    wanted = Cycle.objects.filter(person__in=people).present(today).filter(state__in=("overdue", "due", "soon"))
    rows = list(wanted.soonest_first().select_related("person")[: SHOWN + 1])
    if rows:
        yield DeskCard(
            key="team-supervision",
            title="Supervision in your team",
            order=52,
            items=tuple((row.person.full_name, "/team/supervision/", due_line(row)) for row in rows[:SHOWN]),
            more_url="/team/supervision/",
            more_text="See everybody, and set dates",
        )
