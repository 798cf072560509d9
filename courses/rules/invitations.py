"""Calendar invitations of bookings: one for each booking and session date.

RFC 5546 lets one REQUEST carry several events only when they share a UID, and calendars handle even
that badly; so a session of three dates is three invitations, each in a message of its own
(docs/adr/0008). How an invitation is written is `foundation.calendar_events`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from icalendar import Event

from foundation import calendar_events
from foundation.calendar_events import EUROPE_LONDON, CalendarEvent, Method, Party

__all__ = ["EUROPE_LONDON", "NOTICE", "PRODUCT", "Invitation", "Method", "Party", "calendar_text", "event_of", "uid"]

PRODUCT = "-//Rotherham Learning Academy//Bookings//EN"
NOTICE = (
    "Declining this in your calendar does not cancel your place. "
    "To give it up, open your booking on the Academy's site and press Cancel."
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one invitation says. `url` is the booking's own page; `place` a venue or how to join."""

    booking_id: UUID
    date_id: UUID
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    description: str
    url: str
    attendee: Party
    organiser: Party


def uid(invitation: Invitation) -> str:
    """The name of this booking's date in every calendar, for ever; the organiser's domain ends it."""
    return _told(invitation).uid


def calendar_text(invitation: Invitation, method: Method, at: datetime) -> str:
    """The iCalendar object to send as `text/calendar; method=`, with local time and its time zone."""
    return calendar_events.calendar_text(_told(invitation), method, at, product=PRODUCT)


def event_of(invitation: Invitation, method: Method, at: datetime) -> Event:
    """One event of a calendar; `at` is when its facts were read."""
    return calendar_events.event_of(_told(invitation), method, at)


def _told(invitation: Invitation) -> CalendarEvent:
    return CalendarEvent(
        key=f"{invitation.booking_id}-{invitation.date_id}",
        sequence=invitation.sequence,
        title=invitation.title,
        starts_at=invitation.starts_at,
        ends_at=invitation.ends_at,
        place=invitation.place,
        description=invitation.description,
        url=invitation.url,
        attendee=invitation.attendee,
        organiser=invitation.organiser,
        notice=NOTICE,
    )
