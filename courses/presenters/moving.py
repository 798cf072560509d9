"""The other dates of a course, as somebody who has one of them reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.actions.bookings.moving import without
from courses.models import Booking, Session
from courses.presenters import wording
from courses.rules.conditions import refusals
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.queue import queues
from foundation.british_dates import clock_span, weekday_date
from foundation.policies import PolicyBook


@dataclass(frozen=True, slots=True)
class OtherDate:
    """One other date. `refusal` says why it cannot be had, in a sentence; empty when it can."""

    key: str
    label: str
    refusal: str


def other_dates(mine: Booking, sessions: Sequence[Session], at: datetime, book: PolicyBook) -> list[OtherDate]:
    """By the conditions the action asks, as if the present date had been given up."""
    if not sessions:
        return []
    lists = queues(sessions=sessions, person=mine.person, at=at, book=book)
    found = contexts(sessions=sessions, person=mine.person, at=at, book=book, queues=lists)
    dates = []
    for session in sessions:
        refused = refusals(without(found[session.pk], mine))
        dates.append(OtherDate(str(session.public_id), _label(session), refused[0].sentence if refused else ""))
    return dates


def _label(session: Session) -> str:
    """ "Thursday 12 November 2026, 9:30am to 4pm, Example House, 3 places left"."""
    days = list(session.dates.all())
    if len(days) == 1:
        when = f"{weekday_date(days[0].starts_at)}, {clock_span(days[0].starts_at, days[0].ends_at)}"
    else:
        when = f"{wording.dates(session.starts_at, session.ends_at)} ({len(days)} dates)"
    where = session.venue.name if session.venue else "online"
    return f"{when}, {where}, {wording.places(session.capacity - session.places_taken).lower()}"
