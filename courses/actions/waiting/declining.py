"""Passing an offered place on, and coming back to the end of the list after all."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence
from courses.actions.history import lock_person, refresh_counter
from courses.actions.retrying import retried
from courses.actions.waiting.entering import enter, take_off
from courses.actions.waiting.filling import fill
from courses.actions.waiting.joining import refuse_joining
from courses.actions.waiting.offers import locked_offer, refuse_ended
from courses.emails import waiting as letters
from courses.models import Booking, Offer
from courses.rules.conditions.queue import context_for_offer
from foundation import policies


@retried
@transaction.atomic
def decline(*, token: str, keep: bool = False, by: Any, at: datetime) -> Booking:
    """Say no: the place goes to the next person. Answers the booking that was offered it.

    With `keep` the person goes back on the list, at its end: this place is not offered to them again.
    Raises OfferGone.
    """
    offer, session = locked_offer(token)
    refuse_ended(offer, at)
    booking = offer.booking
    take_off(booking, reason="offer_declined", by=by, at=at, outcome=Offer.Outcome.DECLINED)
    fill(session, by=by, at=at)
    if keep:
        figures = policies.book()
        context = context_for_offer(session, booking.person, at, figures)
        enter(session, booking.person, context, at_once=False, by=by, at=at, figures=figures)
    else:
        correspondence = Correspondence(session, tuple(session.dates.all()), at)
        correspondence.send(booking, letters.declined(correspondence.facts(booking)))
    refresh_counter(session)
    return booking


@retried
@transaction.atomic
def rejoin(*, token: str, by: Any, at: datetime) -> Booking:
    """Back to the end of the list, for somebody whose offer ran out or who said no. The new row.

    Raises OfferGone for an unknown token and JoiningRefused as `join` does.
    """
    offer, session = locked_offer(token)
    person = offer.booking.person
    lock_person(person, [], accounts=False)
    figures = policies.book()
    context = refuse_joining(session, person, at, figures)
    return enter(session, person, context, at_once=False, by=by, at=at, figures=figures)
