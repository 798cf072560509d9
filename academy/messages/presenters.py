"""Messages as pages show them."""

from typing import Any

from django.urls import reverse

from foundation.british_dates import date_and_time
from foundation.models import OutboxMessage

State = OutboxMessage.State
COLOURS = {
    State.QUEUED: "grey",
    State.ATTEMPTING: "yellow",
    State.SENT: "green",
    State.FAILED: "red",
    State.BUNDLED: "blue",
}


def line(message: OutboxMessage) -> dict[str, Any]:
    """One line of the list."""
    return {
        "url": reverse("sent_messages:message", args=[message.public_id]),
        "subject": message.subject,
        "to": message.to_address,
        "when": date_and_time(message.queued_at),
        "way": message.get_channel_display(),
        "tag": message.get_state_display(),
        "note": _note(message),
        "colour": COLOURS[State(message.state)],
        "error": message.error,
    }


def facts(message: OutboxMessage) -> list[dict[str, Any]]:
    """What the page of one message says of it, without its text."""
    rows = [
        ("To", message.to_address),
        ("Sent as", message.get_channel_display()),
        ("State", message.get_state_display()),
        ("Written", date_and_time(message.queued_at)),
        ("Sent", date_and_time(message.sent_at) if message.sent_at else "Not yet"),
        ("Not before", date_and_time(message.not_before) if message.not_before else ""),
        ("In the daily mail of", date_and_time(message.digest.queued_at) if message.digest else ""),
        ("Read", _reading(message)),
        ("Attempts", str(message.attempts)),
        ("Next attempt", date_and_time(message.retry_at) if message.retry_at else ""),
        ("What went wrong", message.error),
        ("Calendar", message.calendar_method),
        ("About", message.source),
        ("Message-ID", message.message_id),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _note(message: OutboxMessage) -> str:
    if message.state == State.QUEUED and message.not_before:
        kept = "For the daily mail" if message.in_digest else "Quiet hours"
        return f"{kept}, until {date_and_time(message.not_before)}"
    return _reading(message)


def _reading(message: OutboxMessage) -> str:
    if not message.asks_reading:
        return ""
    return f"Read on {date_and_time(message.read_at)}" if message.read_at else "Not known to be read"
