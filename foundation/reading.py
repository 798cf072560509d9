"""Whether news was read: a booking's page opened by its owner, or a button pressed (DESIGN 4 "Messages").

A letter that wants to know holds the `READ_LINK` where its reader should find the address of a page
with a button; the outbox puts the address of that one message there. Opening the page counts for
nothing, since scanners open every link; pressing the button does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q

from foundation.models import OutboxMessage

READ_LINK = "[the address of the page with the button]"
"""Stands in a body until the message has an address of its own."""
SIGNER = Signer(salt="foundation.reading")


@dataclass(frozen=True, slots=True)
class News:
    """The newest news about one thing to one address, and what became of it.

    `read_at` is when its reader said so, or opened the page of what it is about; None: not yet.
    `texted` says whether it also went as a text message.
    """

    about: str
    to_address: str
    recipient_id: int | None
    kind: str
    subject: str
    queued_at: datetime
    state: str
    sent_at: datetime | None
    read_at: datetime | None
    texted: bool


class UnknownLink(LookupError):
    """Nobody was sent this link."""


def link_of(public_id: UUID) -> str:
    """The address of a message's page with the button."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/read/{SIGNER.sign(public_id.hex).replace(':', '-')}/"


def message_of(token: str) -> UUID:
    """The message a link was sent with. Raises UnknownLink."""
    try:
        return UUID(SIGNER.unsign(token.replace("-", ":", 1)))
    except (BadSignature, ValueError):
        raise UnknownLink("This link is not complete. Copy the whole of it from the message.") from None


def message_to_read(token: str) -> OutboxMessage:
    """The message behind a link. Raises UnknownLink."""
    found = OutboxMessage.objects.filter(public_id=message_of(token), asks_reading=True).first()
    if found is None:
        raise UnknownLink("There is no such message any more.")
    return found


def mark_read(message: OutboxMessage, at: datetime) -> None:
    """Somebody pressed the button: this news, and what came before it about the same thing, is read.

    News that came as a mail and as a text is the same news. Without a user behind it, only what went
    to this address counts.
    """
    reader = Q(to_address=message.to_address)
    if message.recipient_id is not None:
        reader |= Q(recipient=message.recipient_id)
    OutboxMessage.objects.filter(
        reader, queued_at__lte=message.queued_at, about=message.about, asks_reading=True, read_at=None
    ).update(read_at=at)


def mark_opened(*, about: str, recipient: Any, at: datetime) -> None:
    """The recipient opened, signed in, the page that says how the thing stands now. One statement."""
    OutboxMessage.objects.filter(about=about, recipient=recipient, asks_reading=True, read_at=None).update(read_at=at)


def news(abouts: Iterable[str], since: datetime | None = None) -> dict[str, list[News]]:
    """For each thing ("booking:<id>") its newest news that wants to be read, one for each mail address.

    Things without such news are left out; `since` leaves out what was written before. One query.
    """
    rows = OutboxMessage.objects.filter(about__in=list(abouts), asks_reading=True).order_by("queued_at", "pk")
    rows = rows.filter(queued_at__gte=since) if since else rows
    mails = {(row.about, row.to_address): row for row in rows if row.channel == OutboxMessage.Channel.MAIL}
    texted = {(row.source, row.kind) for row in rows if row.channel == OutboxMessage.Channel.TEXT}
    found: dict[str, list[News]] = {}
    for row in mails.values():
        found.setdefault(row.about, []).append(_news(row, (row.source, row.kind) in texted))
    return found


def _news(row: OutboxMessage, texted: bool) -> News:
    return News(
        about=row.about,
        to_address=row.to_address,
        recipient_id=row.recipient_id,
        kind=row.kind,
        subject=row.subject,
        queued_at=row.queued_at,
        state=row.state,
        sent_at=row.sent_at,
        read_at=row.read_at,
        texted=texted,
    )
