"""A person's bookings as one calendar (RFC 5545, METHOD:PUBLISH), for programs that ask again and again.

The same UID and sequence as the invitations, so that a program which has both shows one event. A
place given up stays for a while as STATUS:CANCELLED: some programs keep what merely disappears.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone

from courses.rules.invitations import EUROPE_LONDON, PRODUCT, Invitation, Method, event_of

NAME = "Rotherham Learning Academy"
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One date of a booking: whether the place is still held, and since when all this is so."""

    invitation: Invitation
    held: bool
    changed_at: datetime


def empty_feed(name: str) -> Calendar:
    """A calendar to subscribe to, without events yet."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(Timezone.from_ical(EUROPE_LONDON))
    return calendar


def feed_text(entries: Iterable[Entry]) -> str:
    """The whole feed."""
    calendar = empty_feed(NAME)
    for entry in entries:
        method: Method = "REQUEST" if entry.held else "CANCEL"
        calendar.add_component(_without_people(event_of(entry.invitation, method, entry.changed_at)))
    return calendar.to_ical().decode()


def _without_people(event: Event) -> Event:
    """Nobody is invited by a feed: an attendee would make some programs offer to answer."""
    for name in ("attendee", "organizer"):
        event.pop(name, None)
    return event
