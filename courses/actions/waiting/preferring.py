"""Putting somebody into the band that comes first, for a reason that is recorded."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.history import locked_session, move
from courses.actions.retrying import retried
from courses.models import Booking
from courses.permissions import NOT_YOUR_SESSION, demand, looks_after
from courses.rules.conditions.loading import local_day
from foundation import changelog


class PreferenceRefused(Exception):
    """This person cannot be put first; the message says why and what to do."""


@retried
@transaction.atomic
def put_first(*, booking_id: int, reason: str, by: Any, at: datetime) -> Booking:
    """Serve somebody with those who come first; inside the band the number still decides.

    A coordinator's decision, with a reason that is kept in the booking's history: nobody is offered a
    place out of turn in silence. Raises PreferenceRefused, NotForYou or Booking.DoesNotExist.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    demand(looks_after(by, session, local_day(at)), NOT_YOUR_SESSION)
    booking = Booking.objects.get(pk=booking_id)
    if not reason.strip():
        raise PreferenceRefused("Say why they come first: the reason is kept with their booking.")
    if booking.state != Booking.State.WAITING:
        raise PreferenceRefused("They are not on the list any more, so there is nothing to change.")
    if booking.band <= Booking.Band.PRIORITY:
        raise PreferenceRefused("They are in a band that comes first already.")
    booking.band = Booking.Band.PRIORITY
    move(booking, Booking.State.WAITING, by=by, at=at, note=f"Put first: {reason.strip()}")
    changelog.record(by=by, at=at, verb="put first on the waiting list", subject=booking, fields=["band"])
    return booking
