"""What a settled attendance causes: minutes spent or given back, a record, a certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.actions.correspondence import Correspondence
from courses.actions.feedback.evaluations import Asked, ask_evaluation
from courses.models import Booking, Session, SessionDate
from courses.policies import COMPLETE
from courses.rules.attendance import Attendance, attendance, day_as_marked
from courses.rules.conditions.loading import contexts, local_day
from cpd_records.actions import ledger, records
from cpd_records.rules.learning import Learning
from workforce.models import Person

Marks = dict[tuple[int, int], tuple[str, int]]
"""Mark and minutes by booking and date."""


@dataclass(slots=True)
class Settling:
    """What one closing, or one correction, carries through its steps."""

    session: Session
    dates: tuple[SessionDate, ...]
    marks: Marks
    managers: dict[int, list[Person]]
    correspondence: Correspondence
    by: Any
    at: datetime

    def result_of(self, booking: Booking) -> Attendance:
        """What the marks of one booking come to, by the dates as they stand."""
        days = [
            day_as_marked(local_day(day.starts_at), day.learning_minutes, *self.marks[booking.pk, day.pk])
            for day in self.dates
        ]
        percent = self.correspondence.book.whole(COMPLETE, days[-1].on)
        return attendance(days, self.session.weights, percent)


@dataclass(frozen=True, slots=True)
class Credited:
    """What was written: minutes taken off the allowance, and whether there was too little of it."""

    minutes: int
    short: bool = False


def settle_reserved(settling: Settling, booking: Booking, result: Attendance) -> Credited:
    """Turn what the booking set aside into what was attended."""
    if booking.walk_in:
        return settle_unreserved(settling, booking, result)
    if not booking.allowance_minutes:
        return Credited(0)
    ledger.spend(
        source=booking.source,
        cycle=booking.ledger_cycle,
        portions=result.portions,
        by=settling.by,
        at=settling.at,
        reason=f"Attended: {settling.session.course.title}"[:255],
    )
    return Credited(result.minutes)


def settle_unreserved(settling: Settling, booking: Booking, result: Attendance, reason: str = "") -> Credited:
    """Spend what was never set aside, or is no longer: somebody walked in, or a register is corrected.

    What was attended is a fact (DESIGN 4), so it is always recorded. On a place that had stood it is
    spent in full, as closing would have done. Whoever walked in past their allowance took no place
    that an approval stood behind: they get the record, nothing is taken off, the manager is told.
    """
    stood = not booking.walk_in
    if stood and not booking.allowance_minutes:
        return Credited(0)
    if not stood and not _uses_allowance(settling, booking):
        return Credited(0)
    try:
        spent = ledger.spend_directly(
            person_id=booking.person_id,
            portions=result.portions,
            source=booking.source,
            cycle=booking.ledger_cycle,
            by=settling.by,
            at=settling.at,
            reason=(reason or f"Attended: {settling.session.course.title}")[:255],
            in_full=stood,
        )
    except ledger.AllowanceShort:
        return Credited(0, short=True)
    return Credited(result.minutes if spent else 0)


def add_record(settling: Settling, booking: Booking, result: Attendance, credited: int) -> Asked:
    """The record, the question how it was and, for a completed course, the certificate or its promise."""
    by, at = settling.by, settling.at
    learning = _learning(booking, settling.session, result, credited)
    record = records.add(person_id=booking.person_id, learning=learning, by=by, at=at)
    book = settling.correspondence.book
    return ask_evaluation(booking=booking, record=record, book=book, by=by, at=at)


def _learning(booking: Booking, session: Session, result: Attendance, credited: int) -> Learning:
    """The record's facts; it runs from the first day attended to the last."""
    return Learning(
        source=booking.source,
        title=session.course.title,
        starts_on=result.portions[0].on,
        ends_on=result.portions[-1].on,
        minutes=result.minutes,
        credited_minutes=credited,
        weights=session.weights,
        outcome=result.outcome,
        course_code=session.course.code,
    )


def _uses_allowance(settling: Settling, booking: Booking) -> bool:
    """Whether this person's coming takes anything off an allowance, by the rule bookings use."""
    book = settling.correspondence.book
    sessions: Sequence[Session] = [settling.session]
    found = contexts(sessions=sessions, person=booking.person, at=settling.at, book=book)
    return bool(found[settling.session.pk].years)
