"""Handing free places to the people who wait, as offers."""

import secrets
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence
from courses.actions.history import move, places_taken, refresh_counter
from courses.actions.waiting.accepting import accept_at_once
from courses.emails import waiting as letters
from courses.models import Booking, Offer, Session
from courses.rules.conditions.queue import eligible, is_open
from courses.rules.waiting import offer_ends_at
from foundation import changelog, policies
from foundation.policies import PolicyBook

TOKEN_BYTES = 32


def fill(session: Session, *, by: Any, at: datetime) -> list[Offer]:
    """Offer every free place to the next person who could have it, until the cut-off.

    The caller holds the session's lock (`history.locked_session`) and has freed what it frees.
    Somebody who could not come as things are is passed over and stays where they are on the list.
    Where they asked to be booked at once, that happens after the commit, in a transaction of its own:
    accounts are never taken after somebody else's.
    """
    if not session.last_queue_number:
        return []
    figures = policies.book()
    if not is_open(session, at, figures):
        return []
    free = session.capacity - places_taken(session)
    chosen = list(islice(eligible(session, at, figures), max(free, 0)))
    offers = [_offer(session, booking, by=by, at=at, figures=figures) for booking in chosen]
    if offers:
        refresh_counter(session)
    return offers


def _offer(session: Session, booking: Booking, *, by: Any, at: datetime, figures: PolicyBook) -> Offer:
    offer = Offer.objects.create(
        booking=booking,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        made_at=at,
        expires_at=offer_ends_at(starts_at=session.starts_at, closes_at=session.booking_closes_at, at=at, book=figures),
    )
    move(booking, Booking.State.OFFERED, by=by, at=at)
    changelog.record(by=by, at=at, verb="offered", subject=booking, fields=["state"])
    if booking.accepts_automatically:
        transaction.on_commit(partial(accept_at_once, offer_id=offer.pk, at=at), robust=True)
    else:
        correspondence = Correspondence(session, tuple(session.dates.all()), at, figures)
        correspondence.send(booking, letters.offered(correspondence.facts(booking), offer))
    return offer
