"""Finding an offer by the token in somebody's message."""

from datetime import datetime

from courses.actions.history import locked_session
from courses.models import Offer, Session

ENDED = {
    Offer.Outcome.ACCEPTED: "You have taken this place already. There is nothing more to do.",
    Offer.Outcome.DECLINED: "You have said no to this place, and it has gone to the next person.",
    Offer.Outcome.LAPSED: "This offer has run out, and the place has gone to the next person.",
    Offer.Outcome.WITHDRAWN: "This offer no longer stands.",
}
UNKNOWN_OFFER = "We do not know this offer. Check that you opened the whole link from your message."


class OfferGone(Exception):
    """There is no such offer, or it has been answered or has run out; the message says which."""


def locked_offer(token: str) -> tuple[Offer, Session]:
    """The offer of a token, read under its session's lock, whatever became of it. Raises OfferGone."""
    session_id = Offer.objects.filter(token=token).values_list("booking__session_id", flat=True).first()
    if session_id is None:
        raise OfferGone(UNKNOWN_OFFER)
    session = locked_session(session_id)
    offer = Offer.objects.select_related("booking__person__user").get(token=token)
    offer.booking.session = session
    return offer, session


def find_offer(token: str) -> Offer | None:
    """The offer of a token for a page: nothing is locked."""
    return Offer.objects.select_related("booking__person__user", "booking__session__course").filter(token=token).first()


def ended(offer: Offer, at: datetime) -> str:
    """Why an offer no longer stands, in a sentence; empty while it waits for its answer."""
    if offer.outcome != Offer.Outcome.OPEN:
        return ENDED[Offer.Outcome(offer.outcome)]
    return ENDED[Offer.Outcome.LAPSED] if offer.expires_at <= at else ""


def refuse_ended(offer: Offer, at: datetime) -> None:
    """Raise OfferGone unless the offer still waits for its answer."""
    sentence = ended(offer, at)
    if sentence:
        raise OfferGone(sentence)
