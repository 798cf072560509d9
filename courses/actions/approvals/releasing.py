"""Giving back the place and the minutes of a request that came to nothing."""

from datetime import datetime
from typing import Any

from courses.actions.history import move, refresh_counter
from courses.actions.waiting.entering import close_offer
from courses.actions.waiting.filling import fill
from courses.models import Booking, Offer
from cpd_records.actions import ledger


def give_back(booking: Booking, to_state: str, *, reason: str = "", by: Any, at: datetime) -> None:
    """The state, its history, an open offer, the minutes, and the place to whoever is next.

    The caller holds the session's lock.
    """
    close_offer(booking, outcome=Offer.Outcome.WITHDRAWN, at=at)
    move(booking, to_state, by=by, at=at, reason=reason)
    ledger.release(
        source=booking.source,
        cycle=booking.ledger_cycle,
        by=by,
        at=at,
        reason=f"Not approved: {booking.session.course.title}"[:255],
    )
    fill(booking.session, by=by, at=at)
    refresh_counter(booking.session)
