"""A session changes: those who hope for a place are told as well, and their clocks follow the new dates."""

from datetime import timedelta
from functools import partial

from courses.actions import asking
from courses.actions.correspondence import Correspondence
from courses.emails import approvals as approval_letters
from courses.emails import waiting as letters
from courses.models import Approval, Booking, Offer, PlaceHold, Session
from courses.rules.conditions.loading import local_day
from courses.rules.deadlines import deadlines
from courses.rules.waiting import offer_ends_at
from foundation.policies import PolicyBook
from workforce.querysets.deciders import managers_above, managers_of

HOPING = (Booking.State.REQUESTED, Booking.State.APPROVED, Booking.State.WAITING, Booking.State.OFFERED)
A_MOMENT = timedelta(minutes=1)


def tell_the_hopeful(correspondence: Correspondence, what: str) -> None:
    """Write to everybody who asked, waits, or is offered a place, in the caller's transaction.

    Nothing is taken from them: whether the new date suits is asked again when a place is offered.
    """
    rows = Booking.objects.filter(session=correspondence.session, state__in=HOPING).select_related("person__user")
    for booking in rows.order_by("person_id", "pk"):
        booking.session = correspondence.session
        facts = correspondence.facts(booking)
        correspondence.send(booking, letters.session_changed(facts, what, correspondence.at))


def tell_who_was_asked(correspondence: Correspondence, what: str) -> None:
    """Write to the managers who have not answered yet, and to their deputies; the clocks are set already."""
    at, session = correspondence.at, correspondence.session
    pending = Approval.objects.pending().filter(booking__session=session, for_coordinators=False)
    for approval in pending.select_related("booking__person__user").order_by("booking__person_id", "pk"):
        approval.booking.session = session
        person_id, day = approval.booking.person_id, local_day(at)
        above = managers_above(person_id, day) if approval.escalated_at else []
        asked = [*managers_of([person_id], day).get(person_id, []), *above]
        asking.write_to(approval, asked, partial(approval_letters.session_changed, what=what, at=at), correspondence)


def set_clocks_again(session: Session, book: PolicyBook) -> None:
    """Bring forward what would now run past the session: offers, requests for approval, held places.

    A later date gives nobody more time: what was promised until a moment stays promised until then.
    """
    _offers(session, book)
    _approvals(session, book)
    PlaceHold.objects.running().filter(session=session, until__gt=local_day(session.starts_at)).update(
        until=local_day(session.starts_at)
    )


def _offers(session: Session, book: PolicyBook) -> None:
    for offer in Offer.objects.open().filter(booking__session=session):
        ends_at = offer_ends_at(
            starts_at=session.starts_at, closes_at=session.booking_closes_at, at=offer.made_at, book=book
        )
        if ends_at < offer.expires_at:
            offer.expires_at = max(ends_at, offer.made_at + A_MOMENT)
            offer.save(update_fields=["expires_at"])


def _approvals(session: Session, book: PolicyBook) -> None:
    for approval in Approval.objects.pending().filter(booking__session=session):
        new = deadlines(approval.asked_at, session.starts_at, book)
        approval.lapses_at = min(approval.lapses_at, new.lapses_at)
        approval.escalates_at = min(approval.escalates_at, new.escalates_at)
        approval.save(update_fields=["lapses_at", "escalates_at"])
