"""Joining a waiting list."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.history import lock_person, locked_session, places_taken
from courses.actions.retrying import retried
from courses.actions.waiting.entering import enter
from courses.models import Booking, Session
from courses.permissions import can_book_for, demand
from courses.rules.conditions import BookingContext
from courses.rules.conditions.loading import contexts, local_day
from courses.rules.conditions.queue import eligible, is_open, reasons_against_joining
from courses.rules.conditions.refusal import Button, Refusal
from foundation import policies
from foundation.policies import PolicyBook
from workforce.models import Person


class JoiningRefused(Exception):
    """This person cannot join this list now. `refusals` are in the order worth saying them."""

    def __init__(self, found: list[Refusal]) -> None:
        self.refusals = found
        super().__init__(" ".join(f"{refusal.sentence} {refusal.remedy}" for refusal in found[:1]))

    @property
    def refusal(self) -> Refusal:
        """The one to say first."""
        return self.refusals[0]


@retried
@transaction.atomic
def join(*, session_id: int, person_id: int, at_once: bool = False, by: Any, at: datetime) -> Booking:
    """Give a person the next number of a session's waiting list.

    Nothing is set aside for somebody who waits. A clash or a short allowance keeps nobody off the
    list, as both may be gone by the time a place comes free. `at_once` asks to be booked without an
    answer. Whoever has to approve is asked now, so that an offer need not wait for them.
    Raises JoiningRefused, NotForYou or Session.DoesNotExist.
    """
    session = locked_session(session_id)
    person = Person.objects.select_related("user").get(pk=person_id)
    demand(can_book_for(by, person, local_day(at)), "You can join a waiting list for yourself.")
    lock_person(person, [], accounts=False)
    figures = policies.book()
    context = refuse_joining(session, person, at, figures)
    return enter(session, person, context, at_once=at_once, by=by, at=at, figures=figures)


def refuse_joining(session: Session, person: Person, at: datetime, figures: PolicyBook) -> BookingContext:
    """Raise JoiningRefused unless the person may be given a number now. The caller holds the session's lock."""
    context = contexts(sessions=[session], person=person, at=at, book=figures)[session.pk]
    refused = _refusals(session, context, at, figures)
    if refused:
        raise JoiningRefused(refused)
    return context


def _refusals(session: Session, context: BookingContext, at: datetime, figures: PolicyBook) -> list[Refusal]:
    refused = reasons_against_joining(context)
    if refused:
        return refused
    book_url = f"/courses/sessions/{session.public_id}/book/"
    if not is_open(session, at, figures):
        return [_closed(book_url)]
    return [] if _is_full(session, at, figures) else [_has_places(book_url)]


def _is_full(session: Session, at: datetime, figures: PolicyBook) -> bool:
    """No place is free but those that people who wait could have."""
    free = session.capacity - places_taken(session)
    if free <= 0:
        return True
    return bool(session.last_queue_number) and sum(1 for _ in eligible(session, at, figures)) >= free


def _closed(book_url: str) -> Refusal:
    return Refusal(
        "list_open",
        "The waiting list has closed, as the session is so near.",
        "A place that comes back now goes to whoever books it first, so it is worth looking again.",
        Button(book_url, "Look for a place"),
    )


def _has_places(book_url: str) -> Refusal:
    return Refusal(
        "list_needed",
        "There is a place free, so you need not wait.",
        "Book it before somebody else does.",
        Button(book_url, "Book a place"),
    )
