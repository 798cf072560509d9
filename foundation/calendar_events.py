"""Calendar invitations (RFC 5545 and 5546), for whatever room sends one.

The UID of an event never changes, the sequence only rises, and METHOD says what is meant: REQUEST for
what is on and every change, CANCEL for every way out. One event a message (docs/adr/0008).

Pure: facts in, the text of an iCalendar object out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

Method = Literal["REQUEST", "CANCEL"]

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
class CalendarEvent:
    """What one invitation says. `key` is its name in every calendar before the organiser's domain, for ever.

    `notice` ends the description of what is on: how to answer, where declining changes nothing.
    """

    key: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    description: str
    url: str
    attendee: Party
    organiser: Party
    notice: str = ""

    @property
    def uid(self) -> str:
        """The key, ended by the organiser's domain."""
        return f"{self.key}@{self.organiser.address.partition('@')[2]}"


def organiser() -> Party:
    """The fixed organiser of every invitation: the address messages come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Party(name or settings.WAGTAIL_SITE_NAME, address)


def calendar_text(told: CalendarEvent, method: Method, at: datetime, *, product: str) -> str:
    """The iCalendar object to send as `text/calendar; method=`, with local time and its time zone."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(EUROPE_LONDON))
    calendar.add_component(event_of(told, method, at))
    return calendar.to_ical().decode()


def event_of(told: CalendarEvent, method: Method, at: datetime) -> Event:
    """One event of a calendar; `at` is when its facts were read."""
    on = method == "REQUEST"
    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", at.astimezone(UTC))
    event.add("dtstart", timezone.localtime(told.starts_at))
    event.add("dtend", timezone.localtime(told.ends_at))
    event.add("summary", told.title if on else f"Cancelled: {told.title}")
    event.add("location", told.place)
    event.add("description", f"{told.description}\n\n{told.notice}" if on and told.notice else told.description)
    event.add("url", told.url)
    event.add("status", "CONFIRMED" if on else "CANCELLED")
    event.add("transp", "OPAQUE" if on else "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("organizer", _address(told.organiser))
    event.add("attendee", _attendee(told.attendee))
    return event


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.address}")
    address.params["cn"] = vText(party.name)
    return address


def _attendee(party: Party) -> vCalAddress:
    """They are expected already, so no answer is asked for."""
    address = _address(party)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("ACCEPTED")
    address.params["rsvp"] = vText("FALSE")
    return address
