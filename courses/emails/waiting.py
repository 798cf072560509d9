"""Letters about the waiting list. No link in them does anything until a button is pressed (DESIGN 4)."""

from datetime import datetime

from courses.emails.letters import Facts, Letter, when
from courses.models import Offer
from foundation.british_dates import date_and_time

AT_ONCE = "When a place comes free and it is your turn, we will book you at once and send the invitation, as you asked."
ASKED_FIRST = (
    "When a place comes free and it is your turn, we keep it for you and write to you. "
    "You then say whether you still want it."
)


def joined(facts: Facts, number: int) -> list[Letter]:
    """On the list, and how it works."""
    what_then = AT_ONCE if facts.booking.accepts_automatically else ASKED_FIRST
    return _letter(facts, "waiting-joined", str(facts.booking.queue_number), number=str(number), what_then=what_then)


def offered(facts: Facts, offer: Offer) -> list[Letter]:
    """A place is kept for them until a moment."""
    dates = "\n".join(when(each) for each in facts.dates)
    return _letter(facts, "place-offered", str(offer.pk), dates=dates, **_of(facts, offer))


def not_taken_at_once(facts: Facts, offer: Offer, why: str) -> list[Letter]:
    """They asked to be booked at once, and something has come in the way since."""
    return _letter(facts, "place-offered-not-booked", str(offer.pk), why=why, **_of(facts, offer))


def asked_manager(facts: Facts) -> list[Letter]:
    """The offer is taken, and their manager has not answered yet."""
    return _letter(facts, "offer-taken")


def declined(facts: Facts) -> list[Letter]:
    """They did not want the place."""
    return _letter(facts, "offer-declined")


def lapsed(facts: Facts, offer: Offer) -> list[Letter]:
    """Nobody answered in time."""
    return _letter(facts, "offer-lapsed", str(offer.pk), **_of(facts, offer))


def left(facts: Facts) -> list[Letter]:
    """They came off the list."""
    return _letter(facts, "waiting-left")


def closed(facts: Facts) -> list[Letter]:
    """The list has closed and no place came free."""
    return _letter(facts, "waiting-closed")


def session_changed(facts: Facts, what: str, at: datetime) -> list[Letter]:
    """The session they asked or wait for is not what it was; each change is a letter of its own."""
    return _letter(facts, "hoped-session-changed", f"{at:%Y%m%d%H%M%S}", what=what)


def session_gone(facts: Facts) -> list[Letter]:
    """The Academy cancelled a session they were waiting for."""
    return _letter(facts, "waiting-session-cancelled", reason=facts.session.cancelled_reason)


def offer_url(facts: Facts, offer: Offer) -> str:
    """The page with the two buttons; opening it does nothing."""
    return f"{facts.site}/offers/{offer.token}/"


def _of(facts: Facts, offer: Offer) -> dict[str, str]:
    return {"until": date_and_time(offer.expires_at), "offer_link": offer_url(facts, offer)}


def _letter(facts: Facts, kind: str, part: str = "", **more: str) -> list[Letter]:
    return [Letter(kind, *facts.compose(kind, **more), part=part)]
