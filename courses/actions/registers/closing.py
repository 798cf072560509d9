"""Closing a register: attendance becomes time spent, a CPD record and a certificate (DOMAIN 6, rule 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.bookings.history import lock_accounts_of, locked_session, move
from courses.actions.correspondence import Correspondence, managers_of
from courses.actions.registers.marking import TRAINERS_ONLY, MarkRefused, refuse_unless_open
from courses.actions.retrying import retried
from courses.emails import attendance as letters
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.permissions import can_mark, demand
from courses.policies import COMPLETE
from courses.rules.attendance import Attendance, attendance, day_as_marked
from courses.rules.conditions.loading import local_day
from cpd_records.actions import certificates, ledger, records
from cpd_records.rules.learning import Learning
from foundation import changelog
from workforce.models import Person


class RegisterIncomplete(MarkRefused):
    """Somebody is not marked for some date. `missing` is how many marks are."""

    def __init__(self, missing: int) -> None:
        self.missing = missing
        what = "1 mark is" if missing == 1 else f"{missing} marks are"
        super().__init__(f"{what} missing. Mark everybody for every date, then close the register.")


@dataclass(slots=True)
class _Closing:
    """What one closing carries through its steps."""

    session: Session
    dates: tuple[SessionDate, ...]
    marks: dict[tuple[int, int], tuple[str, int]]
    """Mark and minutes by booking and date."""
    managers: dict[int, list[Person]]
    correspondence: Correspondence
    by: Any
    at: datetime


@retried
@transaction.atomic
def close(*, session_id: int, by: Any, at: datetime) -> Session:
    """Close the register. Everything it causes is written in this one transaction.

    Present people spend their minutes split by the session's weights, get a record and, where they
    completed it, a certificate; who was absent gets the minutes back and the manager is told
    (DOMAIN 6, rule 7). Raises RegisterIncomplete, MarkRefused or NotForYou.
    """
    session = locked_session(session_id)
    demand(can_mark(by, session, local_day(at)), TRAINERS_ONLY)
    refuse_unless_open(session)
    dates = tuple(session.dates.all())
    if at < dates[-1].starts_at:
        raise MarkRefused("A register can be closed once the last date has begun.")
    roster = list(
        Booking.objects.filter(session=session, state=Booking.State.BOOKED)
        .select_related("person__user")
        .order_by("person_id", "pk")
    )
    closing = _prepare(session, dates, roster, by, at)
    for booking in roster:
        _settle(closing, booking)
    session.state, session.register_closed_at, session.register_closed_by = Session.State.CLOSED, at, by
    session.save(update_fields=["state", "register_closed_at", "register_closed_by"])
    changelog.record(by=by, at=at, verb="register closed", subject=session, fields=["state"])
    return session


def _prepare(
    session: Session, dates: tuple[SessionDate, ...], roster: Sequence[Booking], by: Any, at: datetime
) -> _Closing:
    marks = {
        (row.booking_id, row.session_date_id): (row.mark, row.minutes)
        for row in AttendanceMark.objects.of_sessions([session.pk]).newest()
    }
    missing = sum((booking.pk, day.pk) not in marks for booking in roster for day in dates)
    if missing:
        raise RegisterIncomplete(missing)
    lock_accounts_of(roster, [local_day(day.starts_at) for day in dates])
    absent = [b.person_id for b in roster if not any(marks[b.pk, day.pk][1] for day in dates)]
    return _Closing(
        session=session,
        dates=dates,
        marks=marks,
        managers=managers_of(absent, local_day(at)),
        correspondence=Correspondence(session, dates, at),
        by=by,
        at=at,
    )


def _settle(closing: _Closing, booking: Booking) -> None:
    """One booking: state and history, minutes, record, certificate, letters."""
    booking.session = closing.session
    days = [
        day_as_marked(local_day(day.starts_at), day.learning_minutes, *closing.marks[booking.pk, day.pk])
        for day in closing.dates
    ]
    percent = closing.correspondence.book.whole(COMPLETE, days[-1].on)
    result = attendance(days, closing.session.weights, percent)
    move(booking, result.outcome, by=closing.by, at=closing.at)
    if result.minutes:
        _credit(closing, booking, result)
    else:
        _give_back(closing, booking)


def _credit(closing: _Closing, booking: Booking, result: Attendance) -> None:
    by, at, session = closing.by, closing.at, closing.session
    if booking.allowance_minutes:
        ledger.spend(
            source=booking.source,
            cycle=booking.ledger_cycle,
            portions=result.portions,
            by=by,
            at=at,
            reason=f"Attended: {session.course.title}"[:255],
        )
    learning = _learning(booking, session, result)
    record = records.add(person_id=booking.person_id, learning=learning, by=by, at=at)
    complete = result.outcome == Booking.State.ATTENDED
    if complete:
        certificates.issue(record=record, by=by, at=at)
    facts = closing.correspondence.facts(booking)
    closing.correspondence.send(booking, letters.attended(facts, result.minutes, certificate=complete))


def _learning(booking: Booking, session: Session, result: Attendance) -> Learning:
    """The record's facts; it runs from the first day attended to the last."""
    return Learning(
        source=booking.source,
        title=session.course.title,
        starts_on=result.portions[0].on,
        ends_on=result.portions[-1].on,
        minutes=result.minutes,
        credited_minutes=result.minutes if booking.allowance_minutes else 0,
        weights=session.weights,
        outcome=result.outcome,
        course_code=session.course.code,
    )


def _give_back(closing: _Closing, booking: Booking) -> None:
    ledger.release(
        source=booking.source,
        cycle=booking.ledger_cycle,
        by=closing.by,
        at=closing.at,
        reason=f"Not there: {closing.session.course.title}"[:255],
    )
    facts = closing.correspondence.facts(booking)
    closing.correspondence.send(booking, letters.missed(facts))
    managers = closing.managers.get(booking.person_id, [])
    told = [letters.not_there(facts, manager) for manager in managers]
    closing.correspondence.tell_managers(booking, managers, told)
