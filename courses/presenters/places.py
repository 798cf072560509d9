"""Kept places, team bookings and partners' lists as their readers see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from courses import hold_permissions
from courses.models import Booking, PlaceHold, Session
from courses.presenters import wording
from courses.presenters.session_offer import session_offer
from courses.rules.conditions import Refusal
from courses.rules.conditions.loading import contexts, local_day
from foundation.british_dates import long_date
from foundation.policies import PolicyBook
from workforce.models import Person
from workforce.presenters.words import cells, head, link

COMING = ("requested", "approved", "offered", "booked")
SHORT = {
    "not_booked_already": "Booked already",
    "no_clash": "Has something else at that time",
    "not_away": "Away",
    "away": "Away",
    "allowance_enough": "Not enough learning allowance left",
    "in_post": "Not in post on every date",
    "has_access": "Access is on hold",
}
"""What a manager reads of somebody else; why somebody is away is nobody's business but theirs."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who can be booked, for a form, and those who cannot, for a table."""

    choices: list[tuple[str, str]]
    hints: dict[str, str]
    refused: list[list[dict[str, str]]]
    keys: dict[str, int]


@dataclass(frozen=True, slots=True)
class HoldView:
    """One hold for a page."""

    hold: PlaceHold
    title: str
    day: str
    whom: str
    named: int
    left: int
    until: str
    open: bool
    url: str


def candidates(
    people: Iterable[Person], session: Session, at: datetime, book: PolicyBook, into: PlaceHold | None = None
) -> Candidates:
    """What the conditions say of each person, in the order of their names."""
    found = Candidates([], {}, [], {})
    for person in people:
        context = contexts(sessions=[session], person=person, at=at, book=book, into=into.pk if into else None)
        offer = session_offer(session, context[session.pk])
        key = str(person.public_id)
        if offer.can_book:
            found.choices.append((key, person.full_name))
            found.hints[key] = offer.in_short.replace("leaves you", "leaves them").replace("your", "their")
            found.keys[key] = person.pk
        else:
            found.refused.append(cells(person.full_name, why(offer.refusals)))
    return found


def why(refusals: Sequence[Refusal]) -> str:
    """The first reason, as somebody else may read it."""
    return SHORT.get(refusals[0].key, refusals[0].sentence) if refusals else ""


def team_of(user: Any, on: date) -> QuerySet[Any]:
    """The people a manager may book, by name."""
    return hold_permissions.managed_people(user, on).filter(joined_into=None).order_by("sort_name", "pk")


def hold_views(holds: Any, on: date) -> list[HoldView]:
    """Many holds, in a fixed number of queries."""
    rows = holds.with_left(Booking.PLACE_STATES).with_names(on).select_related("session__course", "manager")
    return [_hold_view(row) for row in rows]


def _hold_view(row: Any) -> HoldView:
    partner = row.organisation_id is not None
    return HoldView(
        hold=row,
        title=row.session.course.title,
        day=wording.dates(row.session.starts_at, row.session.ends_at),
        whom=row.held_for or (f"{row.manager.full_name}’s team" if row.manager else ""),
        named=row.named,
        left=row.left,
        until=long_date(row.until),
        open=row.released_at is None,
        url=f"/partner/places/{row.public_id}/" if partner else f"/team/places/{row.public_id}/",
    )


HOLD_HEAD = head("Session", "Day", "Named", "Without a name", "Goes back on")


def hold_rows(views: Iterable[HoldView]) -> list[list[dict[str, str]]]:
    """A table of holds."""
    return [
        cells(
            link(view.url, view.title),
            view.day,
            str(view.named),
            str(view.left) if view.open else "None",
            view.until if view.open else "Gone back",
        )
        for view in views
    ]


BOOKED_HEAD = head("Name", "State", "Action", "E-mail")


def booked_rows(bookings: Iterable[Booking], prefix: str, at: datetime) -> list[list[dict[str, str]]]:
    """Who comes, with the way to send somebody else; `prefix` is where that page is."""
    return [
        cells(row.person.full_name, str(row.get_state_display()), _instead(row, prefix, at), row.person.work_email)
        for row in bookings
    ]


def _instead(booking: Booking, prefix: str, at: datetime) -> str:
    if booking.state != Booking.State.BOOKED or at >= booking.session.starts_at:
        return ""
    return link(f"{prefix}/{booking.public_id}/instead/", "Send somebody else")


def session_names(sessions: Iterable[Session]) -> dict[int, str]:
    """ "Course, day" of each session, for a list to choose from."""
    return {row.pk: f"{row.course.title}, {long_date(local_day(row.starts_at))}" for row in sessions}
