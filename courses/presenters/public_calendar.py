"""The public calendar of open sessions: a month as a list of days, and the same as iCalendar facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from courses.models import Session, SessionDate
from courses.presenters import wording
from courses.rules.public_calendar import OpenDate
from foundation.british_dates import clock_span, weekday_date


@dataclass(frozen=True, slots=True)
class Line:
    """One date of one session."""

    time: str
    title: str
    part: str
    place: str
    places: str
    full: bool
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something begins."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month; `before` and `after` are addresses, empty where there is nothing to go to."""

    title: str
    days: tuple[Day, ...]
    before: str
    after: str
    before_name: str
    after_name: str


def month_page(sessions: Iterable[Session], month: date, today: date) -> MonthPage:
    """The month that begins on `month`; sessions come with course, venue, dates and places left."""
    dated = sorted(_dates(sessions, month), key=lambda pair: pair[1].starts_at)
    days = groupby(dated, key=lambda pair: timezone.localtime(pair[1].starts_at).date())
    earlier, later = (month - timedelta(days=1)).replace(day=1), next_month(month)
    return MonthPage(
        title=_name(month),
        days=tuple(Day(weekday_date(day), tuple(_line(*pair) for pair in pairs)) for day, pairs in days),
        before=f"?month={earlier:%Y-%m}" if earlier >= today.replace(day=1) else "",
        after=f"?month={later:%Y-%m}",
        before_name=_name(earlier),
        after_name=_name(later),
    )


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def open_dates(sessions: Iterable[Session], site: str, domain: str) -> Iterator[OpenDate]:
    """Every date of these sessions, for the calendar file."""
    for session in sessions:
        for each in session.dates.all():
            yield OpenDate(
                date_id=each.public_id,
                domain=domain,
                title=session.course.title,
                summary=session.course.summary,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                place=session.venue.name if session.venue else "Online",
                url=f"{site}{session.course.get_absolute_url()}",
            )


def _dates(sessions: Iterable[Session], month: date) -> Iterator[tuple[Session, SessionDate, int]]:
    """Session, date and which date of the session it is, for the dates in the month."""
    for session in sessions:
        for number, each in enumerate(session.dates.all(), start=1):
            if month <= timezone.localtime(each.starts_at).date() < next_month(month):
                yield session, each, number


def _line(session: Session, each: SessionDate, number: int) -> Line:
    count = len(session.dates.all())
    return Line(
        time=clock_span(each.starts_at, each.ends_at),
        title=session.course.title,
        part=f"Date {number} of {count}" if count > 1 else "",
        place=session.venue.name if session.venue else "Online",
        places=wording.places(session.places_left),  # type: ignore[attr-defined]  # with_places()
        full=session.places_left <= 0,  # type: ignore[attr-defined]
        url=f"{session.course.get_absolute_url()}#dates",
    )


def _name(month: date) -> str:
    return f"{month:%B %Y}"
