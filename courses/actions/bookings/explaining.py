"""Saying why, afterwards: for a place that was missed, given up late, not approved or ran out (DOMAIN 6, rule 7)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses import reasons
from courses.actions.history import locked_session, write_event
from courses.actions.retrying import retried
from courses.models import Booking
from courses.permissions import can_explain, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog

ON_BEHALF = "Accepted by the manager"


class ReasonRefused(Exception):
    """No reason can be kept for this booking, or not this one; the message says why."""


@retried
@transaction.atomic
def explain(*, booking_id: int, reason: str, by: Any, at: datetime) -> Booking:
    """Keep the reason somebody gives, themselves or through their manager. The last one given counts.

    It changes nothing else: what lies outside somebody's control only stops counting. Given again it
    writes nothing. Raises ReasonRefused, NotForYou or Booking.DoesNotExist.
    """
    session = locked_session(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id))
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    demand(can_explain(by, booking.person, local_day(at)), "A reason is given by the person, or by who manages them.")
    booking.session = session
    if not booking.asks_why:
        raise ReasonRefused("Nothing was missed here, so there is no reason to give.")
    if reason not in dict(reasons.choices()):
        raise ReasonRefused("Choose the reason that fits best.")
    if reason in (booking.reason, _last_given(booking)):
        return booking
    if not booking.lapsed:
        booking.reason = reason
        booking.save(update_fields=["reason"])
    own = by is not None and booking.person.user_id == by.pk
    write_event(booking, booking.state, by=by, at=at, reason=reason, note="" if own else ON_BEHALF)
    changelog.record(by=by, at=at, verb="reason given", subject=booking, fields=["reason"])
    return booking


def _last_given(booking: Booking) -> str:
    """The reason given last, of a request that lapsed: its row keeps that nobody answered."""
    given = booking.events.exclude(reason__in=("", "not_answered")).order_by("pk").last() if booking.lapsed else None
    return given.reason if given else ""
