"""Somebody declined an invitation in their calendar: ask whether they want to give up the place.

Nothing is cancelled by a calendar: the letter links to the page with the button (DESIGN 4 "Calendar").
"""

from datetime import datetime

from django.db import transaction

from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.emails import declines as letters
from courses.models import Booking
from courses.rules.replies import Decline, declines_in


def take_in(raw: bytes, *, at: datetime) -> int:
    """Ask whoever declined in this mail; how many declines were ours. The same mail again asks nobody twice."""
    return sum(ask(decline, at=at) for decline in declines_in(raw))


@transaction.atomic
def ask(decline: Decline, *, at: datetime) -> bool:
    """Write to the person, once for each state of the invitation; False where there is nothing to ask.

    There is not where the booking is unknown or somebody else's, no place is held, the session has
    begun, or the answer is to an invitation that a newer one has replaced.
    """
    session_id = Booking.objects.filter(public_id=decline.booking_id).values_list("session_id", flat=True).first()
    if session_id is None:
        return False
    session = locked_session(session_id)
    booking = Booking.objects.select_related("person__user").get(public_id=decline.booking_id)
    booking.session = session
    theirs = booking.person.work_email.lower() == decline.address
    newest = decline.sequence >= booking.sequence
    if booking.state != Booking.State.BOOKED or at >= session.starts_at or not (theirs and newest):
        return False
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    correspondence.send(booking, [letters.give_up(correspondence.facts(booking))])
    return True
