"""Calendar invitations (RFC 5545 and 5546): one for each booking and session date.

The UID of a booking's date never changes, the sequence only rises, and METHOD says what is meant:
REQUEST for a booking and every change, CANCEL for every way out. RFC 5546 lets one REQUEST carry
several events only when they share a UID, and calendars handle even that badly; so a session of
three dates is three invitations, each in a message of its own (docs/adr/0008).

Pure: facts in, the text of an iCalendar object out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

Method = Literal["REQUEST", "CANCEL"]
PRODUCT = "-//Rotherham Learning Academy//Bookings//EN"
NOTICE = (
    "Declining this in your calendar does not cancel your place. "
    "To give it up, open your booking on the Academy's site and press Cancel."
)

EUROPE_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
"""By rule rather than by a list of every change since 1970, which some calendars cut short."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on an invitation: a name and an e-mail address."""

    name: str
    address: str


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
    domain = invitation.organiser.address.partition("@")[2]
    return f"{invitation.booking_id}-{invitation.date_id}@{domain}"


def calendar_text(invitation: Invitation, method: Method, at: datetime) -> str:
    """The iCalendar object to send as `text/calendar; method=`, with local time and its time zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(EUROPE_LONDON))
    calendar.add_component(event_of(invitation, method, at))
    return calendar.to_ical().decode()


def event_of(invitation: Invitation, method: Method, at: datetime) -> Event:
    """One event of a calendar; `at` is when its facts were read."""
    event = Event()
    event.add("uid", uid(invitation))
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", at.astimezone(UTC))
    event.add("dtstart", timezone.localtime(invitation.starts_at))
    event.add("dtend", timezone.localtime(invitation.ends_at))
    event.add("summary", invitation.title if method == "REQUEST" else f"Cancelled: {invitation.title}")
    event.add("location", invitation.place)
    event.add("description", f"{invitation.description}\n\n{NOTICE}" if method == "REQUEST" else invitation.description)
    event.add("url", invitation.url)
    event.add("status", "CONFIRMED" if method == "REQUEST" else "CANCELLED")
    event.add("transp", "OPAQUE" if method == "REQUEST" else "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("organizer", _address(invitation.organiser))
    event.add("attendee", _attendee(invitation.attendee))
    return event


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.address}")
    address.params["cn"] = vText(party.name)
    return address


def _attendee(party: Party) -> vCalAddress:
    """They have a place already, so no answer is asked for."""
    address = _address(party)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("ACCEPTED")
    address.params["rsvp"] = vText("FALSE")
    return address
