"""A session that waits for a decision, as a coordinator reads it on a phone."""

from dataclasses import dataclass
from datetime import datetime

from courses.models import Session, SessionNeed
from courses.querysets.deciding import readers_of
from foundation.british_dates import clock_span, clock_time, date_and_time, weekday_date


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody who was told."""

    name: str
    phone: str
    read: str


@dataclass(frozen=True, slots=True)
class NeedPage:
    """All that the page says."""

    title: str
    what: str
    dates: tuple[str, ...]
    where: str
    taken: str
    decided: str
    readers: tuple[ReaderRow, ...]
    unread: int


def need_page(need: SessionNeed, session: Session, at: datetime) -> NeedPage:
    """The session is loaded with its dates, course and venue."""
    readers = readers_of(session, need.decided_at) if need.decided_at else []
    return NeedPage(
        title=session.course.title,
        what=_what(need, session),
        dates=tuple(
            f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}"
            for each in session.dates.all()
        ),
        where=session.venue.name if session.venue else "Online",
        taken="1 person has a place." if session.places_taken == 1 else f"{session.places_taken} people have a place.",
        decided=_decided(need),
        readers=tuple(ReaderRow(row.name, row.phone, _read(row.read_at)) for row in readers),
        unread=sum(row.read_at is None for row in readers),
    )


def _what(need: SessionNeed, session: Session) -> str:
    if need.kind == SessionNeed.Kind.TRAINER:
        return f"{need.trainer_name} told us on {date_and_time(need.raised_at)} that they are ill."
    return f"It needs {session.minimum_places} people to take place."


def _decided(need: SessionNeed) -> str:
    if not need.decided_at:
        return ""
    who = need.decided_by.get_full_name() if need.decided_by else "the Academy"
    return f"{need.get_decision_display()}: decided by {who} on {date_and_time(need.decided_at)}."


def _read(moment: datetime | None) -> str:
    return f"Read at {clock_time(moment)}" if moment else "Not opened yet"
