"""The waiting list as the conditions see it: who of those that wait could have a place now.

A place is never spent on somebody who could not take it, and nobody who waits and could take it is
overtaken (DESIGN 4, "Waiting list"). Both questions are answered here, by the same conditions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db.models import Count

from courses.models import Approval, Booking, Session
from courses.rules.bands import band_of
from courses.rules.conditions import refusals
from courses.rules.conditions.context import BookingContext, Queue
from courses.rules.conditions.loading import contexts
from courses.rules.conditions.refusal import Refusal
from courses.rules.waiting import cut_off
from foundation.policies import PolicyBook
from workforce.models import Person

OF_THE_PLACE = frozenset({"held_places", "place_free", "not_booked_already"})
"""Conditions that an offer answers: the place is theirs, and the live row is the one that waits."""
MAY_CHANGE = OF_THE_PLACE | {"no_clash", "not_away", "allowance_enough"}
"""Conditions that may hold by the time a place comes free, so that nobody is kept off the list for them."""


def context_for_offer(session: Session, person: Person, at: datetime, book: PolicyBook) -> BookingContext:
    """The person before a session on whose list they are, as if they had no row on it.

    Time beyond the allowance that their manager has approved meanwhile is theirs to use.
    """
    found = contexts(sessions=[session], person=person, at=at, book=book)[session.pk]
    found = replace(found, live_session_ids=found.live_session_ids - {session.pk}, live_state="")
    if not found.excess_minutes:
        return found
    approved = Approval.objects.filter(booking__session=session, booking__person=person, state="approved")
    return replace(found, approved_excess=max(approved.values_list("excess_minutes", flat=True), default=0))


def hindrances(context: BookingContext) -> list[Refusal]:
    """What keeps somebody from taking a place that is kept for them; empty when nothing does."""
    return [refusal for refusal in refusals(context) if refusal.key not in OF_THE_PLACE]


def reasons_against_joining(context: BookingContext) -> list[Refusal]:
    """What keeps somebody off the list: all that will not have changed when a place comes free."""
    found = [refusal for refusal in refusals(context) if refusal.key not in MAY_CHANGE]
    return found + [refusal for refusal in refusals(context) if refusal.key == "not_booked_already"]


def eligible(session: Session, at: datetime, book: PolicyBook) -> Iterator[Booking]:
    """Those that wait and could have a place now, in the order they are served. Five queries for each looked at."""
    for booking in Booking.objects.filter(session=session).in_the_queue().select_related("person__user"):
        booking.session = session
        if not hindrances(context_for_offer(session, booking.person, at, book)):
            yield booking


def is_open(session: Session, at: datetime, book: PolicyBook) -> bool:
    """Whether places are still offered to those that wait."""
    return session.state == Session.State.OPEN and at < cut_off(session.starts_at, session.booking_closes_at, book)


def queues(
    *, sessions: Sequence[Session], person: Person, at: datetime, book: PolicyBook, taken: dict[int, int] | None = None
) -> dict[int, Queue]:
    """What somebody who wants a place must know of each session's waiting list.

    Costs no query where nobody has ever waited, which `last_queue_number` tells.
    """
    counts = _counts([session.pk for session in sessions if session.last_queue_number])
    return {
        session.pk: _queue(session, counts.get(session.pk, {}), person, at, book, (taken or {}).get(session.pk))
        for session in sessions
    }


def _counts(session_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """How many wait, by session and band."""
    found: dict[int, dict[int, int]] = {}
    if session_ids:
        waiting = Booking.objects.filter(session__in=session_ids, state=Booking.State.WAITING).order_by()
        for pk, band, number in waiting.values_list("session", "band").annotate(Count("pk")):
            found.setdefault(pk, {})[band] = number
    return found


def _queue(
    session: Session, waiting: dict[int, int], person: Person, at: datetime, book: PolicyBook, taken: int | None
) -> Queue:
    free = session.capacity - (session.places_taken if taken is None else taken)
    if (free > 0 and not waiting) or not is_open(session, at, book):
        return Queue()
    band = band_of(person.pk, session, at, book) if waiting else Booking.Band.REBOOKING
    before = sum(number for other, number in waiting.items() if other <= band)
    ahead = sum(1 for _ in islice(eligible(session, at, book), free)) if free > 0 else 0
    return Queue(ahead=ahead, number=before + 1, url=f"/courses/sessions/{session.public_id}/waiting/")
