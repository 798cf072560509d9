"""Moving to another date of the same course, in one press (DESIGN 4, "Booking").

The place, the approval, the minutes and what was to be arranged move together, or nothing does. A
full allowance is no hindrance: the minutes of the old date pay for the new one.
"""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.asking import approved_excess
from courses.actions.bookings.giving_up import CancellationRefused, refuse_what_is_over, refuse_without_reason, way_out
from courses.actions.bookings.taking import BookingRefused
from courses.actions.correspondence import Correspondence, managers_of
from courses.actions.history import lock_person, locked_session, places_taken, refresh_counter, write_event
from courses.actions.minutes import set_aside
from courses.actions.retrying import retried
from courses.actions.waiting.filling import fill
from courses.emails import attendance as manager_letters
from courses.emails import moving as letters
from courses.models import Approval, Arrangement, Booking, Session
from courses.permissions import can_cancel, demand
from courses.rules.conditions import BookingContext, refusals
from courses.rules.conditions.loading import contexts, local_day
from courses.rules.conditions.queue import queues
from courses.rules.notice import is_late
from cpd_records.actions import posting
from foundation import changelog
from foundation.policies import PolicyBook

MOVABLE = (Booking.State.REQUESTED, Booking.State.APPROVED, Booking.State.BOOKED)


class MoveRefused(CancellationRefused):
    """This booking cannot be moved like this; the message says why and what to do."""


@retried
@transaction.atomic
def move(*, booking_id: int, session_id: int, reason: str = "", by: Any, at: datetime) -> Booking:
    """Swap a booking for one on another date of the course; answers the new one.

    The rule of the old date applies: late needs a reason of `courses.reasons`, and the line manager
    is told. Raises BookingRefused with every condition the new date does not meet, MoveRefused or
    CancellationRefused, NotForYou, Booking.DoesNotExist or Session.DoesNotExist; then all is as it was.
    """
    old, session = _locked_pair(booking_id, session_id)
    demand(can_cancel(by, old.person, local_day(at)), "Only the person booked or a coordinator can move this.")
    _refuse(old, session, at)
    there = Correspondence(session, tuple(session.dates.all()), at)
    here = Correspondence(old.session, tuple(old.session.dates.all()), at, there.book, there.words)
    was_booked = old.state == Booking.State.BOOKED
    late = was_booked and is_late(old.session.starts_at, at, there.book)
    refuse_without_reason(reason, late)
    context = _context(old, session, at, there.book)
    refused = refusals(context)
    if refused:
        raise BookingRefused(refused, context)
    new = _swap(old, session, context, reason=reason or "moved", late=late, by=by, at=at)
    there.send(new, letters.moved(there.facts(new), here.facts(old), at))
    if was_booked:
        here.send(old, letters.old_dates(here.facts(old), at))
    if late:
        managers = managers_of([old.person_id], local_day(at)).get(old.person_id, [])
        here.tell_managers(old, managers, [manager_letters.late_cancellation(here.facts(old), one) for one in managers])
    return new


def _locked_pair(booking_id: int, session_id: int) -> tuple[Booking, Session]:
    """The booking and the session it would move to: both sessions by id, then accounts, then the person."""
    old_id = Booking.objects.values_list("session_id", flat=True).get(pk=booking_id)
    locked = {pk: locked_session(pk) for pk in sorted({old_id, session_id})}
    old = Booking.objects.select_related("person__user").get(pk=booking_id)
    old.session, session = locked[old_id], locked[session_id]
    days = [local_day(each.starts_at) for each in (*old.session.dates.all(), *session.dates.all())]
    days += posting.history(old.source, old.ledger_cycle).years
    counts = old.session.counts_towards_allowance or session.counts_towards_allowance
    lock_person(old.person, days, accounts=counts)
    return old, session


def _refuse(old: Booking, session: Session, at: datetime) -> None:
    refuse_what_is_over(old, old.session, at)
    if old.state not in MOVABLE:
        raise MoveRefused("You have no place on this date yet, so there is nothing to move.")
    if session.pk == old.session_id:
        raise MoveRefused("This is the date you have. Choose another one.")
    if session.course_id != old.session.course_id:
        raise MoveRefused("That is a date of another course. Cancel this booking, and book the other course.")


def _context(old: Booking, session: Session, at: datetime, figures: PolicyBook) -> BookingContext:
    """The person before the new date, as if they had given the old one up."""
    taken = {session.pk: places_taken(session)}
    lists = queues(sessions=[session], person=old.person, at=at, book=figures, taken=taken)
    found = contexts(sessions=[session], person=old.person, at=at, book=figures, taken=taken, queues=lists)
    granted = max((approval.excess_minutes for approval in _carried(old)), default=0)
    return replace(without(found[session.pk], old), approved_excess=granted)


def without(context: BookingContext, old: Booking) -> BookingContext:
    """The same with one booking's dates free and its minutes back."""
    back = posting.history(old.source, old.ledger_cycle).reserved
    return replace(
        context,
        own=tuple(each for each in context.own if each.session_id != old.session_id),
        years=tuple(replace(year, left=year.left + back.get(year.year_starts_on, 0)) for year in context.years),
    )


def _swap(
    old: Booking, session: Session, context: BookingContext, *, reason: str, late: bool, by: Any, at: datetime
) -> Booking:
    """Old place and minutes back, new ones taken; the freed place goes to the old date's waiting list."""
    state, old.cancelled_late, carried = old.state, late, _carried(old)
    way_out(old, reason=reason, note=f"Moved to {session.ref}", by=by, at=at)
    new = Booking.objects.create(
        session=session,
        person=old.person,
        state=state,
        allowance_minutes=0 if _waits_for_excess(carried) else sum(year.needed for year in context.years),
        hold_id=context.hold_id,
        moved_from=old,
        created_at=at,
        changed_at=at,
    )
    write_event(new, "", by=by, at=at, note=f"Moved from {old.session.ref}")
    _carry_over(carried, old, new, at)
    _reserve(new, session, by=by, at=at)
    fill(old.session, by=by, at=at)
    refresh_counter(old.session)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="moved", subject=old, fields=["state"])
    changelog.record(by=by, at=at, verb="booked", subject=new)
    return new


def _carried(old: Booking) -> list[Approval]:
    """Approvals, asked or given, that hold for the new date too."""
    kept = (Approval.State.PENDING, Approval.State.APPROVED)
    return list(Approval.objects.filter(booking=old, state__in=kept).order_by("pk"))


def _carry_over(carried: list[Approval], old: Booking, new: Booking, at: datetime) -> None:
    """Copies of the approvals for the new date; what was to be arranged is asked for there."""
    Approval.objects.filter(booking=old).pending().update(state=Approval.State.WITHDRAWN, decided_at=at)
    for approval in carried:
        approval.pk, approval.public_id, approval.booking = None, uuid.uuid4(), new
        approval._state.adding = True
        approval.save()
    Arrangement.objects.filter(booking=old).update(booking=new, arranged_at=None, arranged_by=None)


def _waits_for_excess(carried: list[Approval]) -> bool:
    """Minutes beyond the allowance are set aside when somebody approves them."""
    return any(each.excess_minutes and each.state == Approval.State.PENDING for each in carried)


def _reserve(new: Booking, session: Session, *, by: Any, at: datetime) -> None:
    if new.allowance_minutes:
        set_aside(new, session, session.dates.all(), why="Moved", excess_minutes=approved_excess(new), by=by, at=at)
