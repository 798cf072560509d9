"""Putting the question to whoever may answer it (DOMAIN 6, rule 9)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from courses.actions.correspondence import Correspondence
from courses.emails import approvals as letters
from courses.emails.letters import Facts, Letter
from courses.models import Approval, Booking
from courses.rules.approval import COORDINATOR
from courses.rules.conditions import BookingContext
from courses.rules.conditions.loading import local_day
from courses.rules.deadlines import deadlines
from workforce.models import Person
from workforce.querysets.deciders import deputies_of, managers_of

Question = Callable[[Facts, Approval, Person], Letter]


def ask(booking: Booking, context: BookingContext, note: str, correspondence: Correspondence, *, by: Any) -> Approval:
    """Write the question of a requested or waiting booking, and tell the person and whoever may answer.

    The caller holds the session's lock.
    """
    at, session = correspondence.at, correspondence.session
    limits = deadlines(at, session.starts_at, correspondence.book)
    approval = Approval.objects.create(
        booking=booking,
        why_asked=context.ruling.code,
        excess_minutes=context.excess_minutes,
        note=note.strip()[:255],
        for_coordinators=context.ruling.asks == COORDINATOR,
        asked_at=at,
        escalates_at=limits.escalates_at,
        lapses_at=limits.lapses_at,
    )
    managers = managers_of([booking.person_id], local_day(at)).get(booking.person_id, [])
    if booking.state == Booking.State.REQUESTED:
        correspondence.send(booking, letters.asked(correspondence.facts(booking), approval, managers))
    write_to(approval, managers, letters.question, correspondence)
    return approval


def note_own_decision(booking: Booking, context: BookingContext, *, by: Any, at: datetime) -> None:
    """A booking made by somebody who may approve is approved by that act; nothing where a rule did."""
    if context.ruling.code != "by_decider" or by is None:
        return
    Approval.objects.create(
        booking=booking,
        state=Approval.State.APPROVED,
        why_asked=context.ruling.code,
        excess_minutes=context.excess_minutes,
        asked_at=at,
        escalates_at=at,
        lapses_at=at,
        decided_at=at,
        decided_by=by,
    )


def write_to(
    approval: Approval, managers: Sequence[Person], question: Question, correspondence: Correspondence
) -> None:
    """One letter to each manager and each of their deputies of the day."""
    booking = approval.booking
    standing_in = deputies_of([each.pk for each in managers], local_day(correspondence.at))
    asked = {each.pk: each for each in [*managers, *(d for found in standing_in.values() for d in found)]}
    facts = correspondence.facts(booking)
    people = [each for key, each in asked.items() if key != booking.person_id]
    correspondence.tell_managers(booking, people, [question(facts, approval, each) for each in people])


def withdraw_pending(booking: Booking, *, by: Any, at: datetime) -> None:
    """The booking is over, so nobody has to answer any more."""
    pending = Approval.objects.filter(booking=booking).pending()
    pending.update(state=Approval.State.WITHDRAWN, decided_at=at, decided_by=by)


def approved_excess(booking: Booking) -> int:
    """Minutes beyond the allowance that somebody approved for a booking; for whoever moves its minutes."""
    approved = Approval.objects.filter(booking=booking, state=Approval.State.APPROVED)
    return max(approved.values_list("excess_minutes", flat=True), default=0)
