"""What the clock does to waiting lists. Repeatable: each step looks again under the session's lock."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session, refresh_counter
from courses.actions.retrying import retried
from courses.actions.waiting.accepting import accept_at_once
from courses.actions.waiting.entering import take_off
from courses.actions.waiting.filling import fill
from courses.emails import waiting as letters
from courses.models import Booking, Offer, Session
from courses.rules.conditions.queue import is_open
from foundation import policies


def lapse(*, by: Any = None, at: datetime) -> int:
    """Pass on every place whose offer has run out, one transaction for each. Answers how many.

    The person leaves the list, kindly: one press of the letter's page puts them back at its end.
    """
    found = list(Offer.objects.expired(at).order_by("expires_at").values_list("pk", "booking__session_id"))
    return sum(_lapse_one(offer_id, session_id, by=by, at=at) for offer_id, session_id in found)


def keep_moving(*, by: Any = None, at: datetime) -> int:
    """Offer places that came free unnoticed: somebody who was passed over may have become free to come.

    Books too whoever asked to be booked at once and was not, when a process died after its commit.
    Answers how many offers were made.
    """
    waiting = Offer.objects.open().filter(booking__accepts_automatically=True, expires_at__gt=at, made_at__lt=at)
    for offer_id in list(waiting.values_list("pk", flat=True)):
        accept_at_once(offer_id=offer_id, at=at)
    short = Session.objects.with_a_queue().filter(starts_at__gt=at).with_places().filter(places_left__gt=0)
    return sum(_fill_one(pk, by=by, at=at) for pk in list(short.order_by("pk").values_list("pk", flat=True)))


def close_lists(*, by: Any = None, at: datetime) -> int:
    """Tell those who still wait when a list closes; from then on places go to whoever books first.

    Answers how many people came off.
    """
    figures = policies.book()
    queued = Session.objects.with_a_queue().order_by("pk")
    over = [session.pk for session in queued if not is_open(session, at, figures)]
    return sum(_close_one(pk, by=by, at=at) for pk in over)


@retried
@transaction.atomic
def _lapse_one(offer_id: int, session_id: int, *, by: Any, at: datetime) -> int:
    session = locked_session(session_id)
    offer = Offer.objects.expired(at).select_related("booking__person__user").filter(pk=offer_id).first()
    if offer is None:
        return 0
    booking = offer.booking
    booking.session = session
    take_off(booking, reason="offer_lapsed", by=by, at=at, outcome=Offer.Outcome.LAPSED)
    fill(session, by=by, at=at)
    refresh_counter(session)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    correspondence.send(booking, letters.lapsed(correspondence.facts(booking), offer))
    return 1


@retried
@transaction.atomic
def _fill_one(session_id: int, *, by: Any, at: datetime) -> int:
    return len(fill(locked_session(session_id), by=by, at=at))


@retried
@transaction.atomic
def _close_one(session_id: int, *, by: Any, at: datetime) -> int:
    session = locked_session(session_id)
    figures = policies.book()
    if is_open(session, at, figures):
        return 0
    correspondence = Correspondence(session, tuple(session.dates.all()), at, figures)
    waiting = list(Booking.objects.filter(session=session).in_the_queue().select_related("person__user"))
    for booking in waiting:
        booking.session = session
        take_off(booking, reason="list_closed", by=by, at=at)
        correspondence.send(booking, letters.closed(correspondence.facts(booking)))
    return len(waiting)
