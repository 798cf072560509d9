"""A session's waiting list as a coordinator reads it: who gets the next place, and why.

Health and other private matters stay private: somebody who cannot come is "away", and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses.models import Booking, Offer, Session
from courses.rules.conditions.queue import context_for_offer, hindrances
from foundation.british_dates import date_and_time
from foundation.policies import PolicyBook

IN_SHORT = {
    "no_clash": "Has something else booked at that time",
    "not_away": "Away",
    "allowance_enough": "Not enough learning allowance left",
    "in_post": "Not in post on every date",
    "has_access": "Access is on hold",
    "agency_offer": "Agency worker, and this is general learning",
    "in_audience": "The course is meant for others",
    "done_first": "Has not done the course that comes before",
}
BANDS = {0: "Their date was cancelled", 1: "Comes first", 2: "In turn"}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One person on the list. `why` says what happens when a place comes free; `can_prefer` offers the button."""

    key: str
    place: str
    name: str
    band: str
    joined: str
    why: str
    can_prefer: bool


def queue_rows(session: Session, listed: Iterable[Booking], at: datetime, book: PolicyBook) -> list[QueueRow]:
    """Those with an offer, then those who wait in the order they are served.

    `listed` are bookings the reader may see, with their person loaded. The same conditions are asked as
    when a place comes free.
    """
    bookings = sorted(listed, key=lambda each: (each.state != "offered", each.band, each.queue_number or 0))
    offers = {each.booking_id: each for each in Offer.objects.open().filter(booking__in=bookings)}
    rows, number, next_found = [], 0, False
    for booking in bookings:
        offer = offers.get(booking.pk)
        if offer is not None:
            rows.append(_row(booking, "Offered", f"Offered until {date_and_time(offer.expires_at)}"))
            continue
        number += 1
        hindered = hindrances(context_for_offer(session, booking.person, at, book))
        why = _why(hindered[0].key if hindered else "", first=not next_found)
        next_found = next_found or not hindered
        rows.append(_row(booking, str(number), why))
    return rows


def _why(hindered_by: str, *, first: bool) -> str:
    if hindered_by:
        return f"Passed over as things are: {IN_SHORT.get(hindered_by, 'cannot be booked on this session')}"
    return "Gets the next place" if first else "In turn"


def _row(booking: Booking, place: str, why: str) -> QueueRow:
    waiting = booking.state == Booking.State.WAITING
    return QueueRow(
        key=str(booking.public_id),
        place=place,
        name=booking.person.full_name,
        band=BANDS[booking.band],
        joined=f"Number {booking.queue_number}, {date_and_time(booking.created_at)}",
        why=why,
        can_prefer=waiting and booking.band > Booking.Band.PRIORITY,
    )
