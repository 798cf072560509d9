"""Taking the place that is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions import asking
from courses.actions.correspondence import Correspondence
from courses.actions.history import lock_person, move, refresh_counter
from courses.actions.minutes import set_aside
from courses.actions.retrying import retried
from courses.actions.waiting.entering import close_offer
from courses.actions.waiting.offers import OfferGone, locked_offer, refuse_ended
from courses.emails import bookings as booking_letters
from courses.emails import waiting as letters
from courses.models import Approval, Booking, Offer, Session
from courses.rules.conditions import BookingContext, Refusal
from courses.rules.conditions.loading import local_day
from courses.rules.conditions.queue import context_for_offer, hindrances
from foundation import changelog, policies


class OfferRefused(Exception):
    """The place cannot be taken as things are. It stays kept until the offer runs out."""

    def __init__(self, found: list[Refusal]) -> None:
        self.refusals = found
        super().__init__(" ".join(f"{refusal.sentence} {refusal.remedy}" for refusal in found[:1]))


@retried
@transaction.atomic
def accept(*, token: str, by: Any, at: datetime) -> Booking:
    """Take the place: minutes are set aside, and the invitation is sent.

    The conditions are asked again. Where the manager has not answered yet the place becomes a
    request. Whoever holds the token may answer. Raises OfferGone or OfferRefused.
    """
    offer, session = locked_offer(token)
    refuse_ended(offer, at)
    booking = offer.booking
    days = [local_day(each.starts_at) for each in session.dates.all()]
    lock_person(booking.person, days, accounts=session.counts_towards_allowance)
    figures = policies.book()
    context = context_for_offer(session, booking.person, at, figures)
    refused = hindrances(context)
    if refused:
        raise OfferRefused(refused)
    close_offer(booking, outcome=Offer.Outcome.ACCEPTED, at=at)
    _take(booking, session, context, by=by, at=at)
    correspondence = Correspondence(session, tuple(session.dates.all()), at, figures)
    facts = correspondence.facts(booking)
    booked = booking.state == Booking.State.BOOKED
    said = booking_letters.confirmation(facts, at, context.minutes_per_day) if booked else letters.asked_manager(facts)
    correspondence.send(booking, said)
    return booking


def accept_at_once(*, offer_id: int, at: datetime) -> None:
    """Book somebody who asked for it, once the offer is committed; write to them where it cannot be done."""
    token = Offer.objects.values_list("token", flat=True).get(pk=offer_id)
    try:
        accept(token=token, by=None, at=at)
    except OfferGone:
        return
    except OfferRefused as refused:
        _explain(token, str(refused), at)


@transaction.atomic
def _explain(token: str, why: str, at: datetime) -> None:
    """Written once however often it is tried: the letter's source is the offer."""
    offer, session = locked_offer(token)
    if offer.outcome == Offer.Outcome.OPEN:
        correspondence = Correspondence(session, tuple(session.dates.all()), at)
        facts = correspondence.facts(offer.booking)
        correspondence.send(offer.booking, letters.not_taken_at_once(facts, offer, why))


def _take(booking: Booking, session: Session, context: BookingContext, *, by: Any, at: datetime) -> None:
    """State, history and minutes; the place itself was kept already."""
    waits = _still_waits(booking, session, context, by=by, at=at)
    booking.allowance_minutes = sum(year.needed for year in context.years)
    move(booking, Booking.State.REQUESTED if waits else Booking.State.BOOKED, by=by, at=at)
    if booking.allowance_minutes:
        set_aside(
            booking, session, session.dates.all(), why="Booked", excess_minutes=context.approved_excess, by=by, at=at
        )
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="took an offered place", subject=booking, fields=["state"])


def _still_waits(booking: Booking, session: Session, context: BookingContext, *, by: Any, at: datetime) -> bool:
    """Whether somebody still has to approve; asked now where the rule has come to need it since they joined."""
    asked = list(Approval.objects.filter(booking=booking).values_list("state", flat=True))
    if not asked and context.ruling.needed:
        asking.ask(booking, context, "", Correspondence(session, tuple(session.dates.all()), at), by=by)
        return True
    return Approval.State.PENDING in asked
