"""Whether news was read: a booking's page opened by its owner, or a button pressed (DESIGN 4 "Messages").

A letter that wants to know holds the `READ_LINK` where its reader should find the address of a page
with a button; the outbox puts the address of that one message there. Opening the page counts for
nothing, since scanners open every link; pressing the button does.
"""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

READ_LINK = "[the address of the page with the button]"
"""Stands in a body until the message has an address of its own."""
SIGNER = Signer(salt="foundation.reading")


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
