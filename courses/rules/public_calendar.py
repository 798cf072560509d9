"""Open sessions as one calendar that anybody may subscribe to (RFC 5545, METHOD:PUBLISH)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from icalendar import Calendar, Event

from courses.rules.feeds import empty_feed

NAME = "Rotherham Learning Academy: open sessions"


@dataclass(frozen=True, slots=True)
class OpenDate:
    """One date of an open session, as everybody may see it: never how to join, never who is coming."""

    date_id: UUID
    domain: str
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str
    url: str


def public_calendar(dates: Iterable[OpenDate], at: datetime) -> str:
    """The iCalendar text; `at` is when it was read."""
    calendar: Calendar = empty_feed(NAME)
    for each in dates:
        calendar.add_component(_event(each, at))
    return calendar.to_ical().decode()


def _event(each: OpenDate, at: datetime) -> Event:
    """Free time: seeing a course in a calendar keeps nobody busy."""
    event = Event()
    event.add("uid", f"open-{each.date_id}@{each.domain}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", timezone.localtime(each.starts_at))
    event.add("dtend", timezone.localtime(each.ends_at))
    event.add("summary", each.title)
    event.add("location", each.place)
    event.add("description", f"{each.summary}\n\nRead more and book: {each.url}")
    event.add("url", each.url)
    event.add("transp", "TRANSPARENT")
    return event
