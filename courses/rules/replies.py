"""Answers to invitations as calendars send them (RFC 5546, METHOD:REPLY). Pure: a mail in, declines out."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any
from uuid import UUID

from icalendar import Calendar

UUID_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Decline:
    """Somebody said no in their calendar. `address` is theirs, in small letters."""

    booking_id: UUID
    sequence: int
    address: str


def declines_in(raw: bytes) -> list[Decline]:
    """Every decline of an invitation of ours in one mail; what cannot be read is no decline."""
    mail = message_from_bytes(raw, policy=default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return [decline for part in parts for decline in _of_part(part)]


def _of_part(part: Message) -> list[Decline]:
    content: Any = part.get_payload(decode=True)
    try:
        calendar = Calendar.from_ical(content)
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            return []
        return [decline for event in calendar.walk("VEVENT") for decline in _of_event(event)]
    except (ValueError, IndexError, KeyError, TypeError):
        return []


def _of_event(event: Any) -> list[Decline]:
    attendees = event.get("ATTENDEE", [])
    listed = attendees if isinstance(attendees, list) else [attendees]
    refused = [each for each in listed if str(each.params.get("PARTSTAT", "")).upper() == "DECLINED"]
    booking_id = UUID(str(event["UID"])[:UUID_LENGTH])
    sequence = int(event.get("SEQUENCE", 0))
    return [Decline(booking_id, sequence, _address(str(each))) for each in refused]


def _address(value: str) -> str:
    return value.lower().removeprefix("mailto:").strip()
