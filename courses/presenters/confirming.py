"""The question whether a changed date or place still suits, as its page asks it."""

from dataclasses import dataclass
from datetime import datetime

from courses.models import Booking
from foundation.british_dates import date_and_time


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, or why nothing is. `open` is whether the buttons stand."""

    open: bool
    answered: bool
    text: str


def question(booking: Booking, at: datetime) -> Question:
    """After the moment has passed an answer is still taken, until the session begins."""
    if booking.state != Booking.State.BOOKED or booking.confirm_by is None:
        return Question(False, False, "There is nothing to answer about this booking.")
    if at >= booking.session.starts_at:
        return Question(False, False, "This session has begun.")
    if booking.confirmed_at is not None:
        return Question(True, True, f"You told us on {date_and_time(booking.confirmed_at)} that you can come.")
    return Question(True, False, f"Please tell us by {date_and_time(booking.confirm_by)}.")
