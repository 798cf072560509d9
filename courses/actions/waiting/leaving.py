"""Leaving a waiting list."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session, refresh_counter
from courses.actions.retrying import retried
from courses.actions.waiting.entering import take_off
from courses.actions.waiting.filling import fill
from courses.emails import waiting as letters
from courses.models import Booking
from courses.permissions import can_cancel, demand
from courses.rules.conditions.loading import local_day


class LeavingRefused(Exception):
    """They are not on the list; the message says what they are."""


@retried
@transaction.atomic
def leave(*, booking_id: int, by: Any, at: datetime) -> Booking:
    """Take somebody off the list; a place kept for them goes to the next person.

    Raises LeavingRefused, NotForYou or Booking.DoesNotExist.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    demand(can_cancel(by, booking.person, local_day(at)), "Only the person waiting or a coordinator can do this.")
    if booking.state not in (Booking.State.WAITING, Booking.State.OFFERED):
        raise LeavingRefused("You are not on this waiting list, so there is nothing to do.")
    booking.session = session
    take_off(booking, reason="left_list", by=by, at=at)
    fill(session, by=by, at=at)
    refresh_counter(session)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    correspondence.send(booking, letters.left(correspondence.facts(booking)))
    return booking
