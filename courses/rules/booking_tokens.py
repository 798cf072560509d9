"""Links for people without an account: signed, and of use for one booking as it stood in one message."""

from uuid import UUID

from django.core import signing

from courses.models import Booking

SALT = "courses.booking-link"


class UnknownToken(LookupError):
    """Nobody was sent this link, or not all of it was copied; the message says so."""


def token_of(booking: Booking) -> str:
    """What stands in the link: the booking and its sequence, signed."""
    return signing.dumps([booking.public_id.hex, booking.sequence], salt=SALT).replace(":", "~")


def booking_of(token: str) -> tuple[UUID, int]:
    """Public key and sequence of the booking a link was made for. Raises UnknownToken."""
    try:
        key, sequence = signing.loads(token.replace("~", ":"), salt=SALT)
        return UUID(key), int(sequence)
    except (signing.BadSignature, ValueError, TypeError):
        raise UnknownToken("This link is not complete. Copy the whole of it from the message.") from None
