"""Putting a closed register right (DESIGN rule 4: a correction is a new row with an author and a reason).

Marks are added, never changed. What closing spent is reversed and spent anew under the next cycle of
the ledger; the record is withdrawn, with its certificate, and added as it should have been. The same
correction given again changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence, managers_of
from courses.actions.feedback.evaluations import Asked, withdraw_evaluation
from courses.actions.history import lock_accounts_of, locked_session, move, refresh_counter
from courses.actions.registers.crediting import Marks, Settling, add_record, settle_unreserved
from courses.actions.registers.marking import Given, MarkRefused, differing, marks_that_count
from courses.actions.registers.telling import tell_of_shortage
from courses.actions.retrying import retried
from courses.emails import corrections as letters
from courses.models import AttendanceMark, Booking, Session
from courses.permissions import demand, looks_after
from courses.rules.attendance import Attendance
from courses.rules.conditions.loading import local_day
from cpd_records.actions import ledger, records
from cpd_records.models import CpdRecord, LedgerEntry
from foundation import changelog

COORDINATORS_CORRECT = "Only a learning coordinator can correct a closed register."
REASON_LENGTH = 255


@retried
@transaction.atomic
def correct(*, session_id: int, marks: Iterable[Given], reason: str, by: Any, at: datetime) -> int:
    """Write marks that say otherwise than a closed register, and mend all that followed from it.

    Answers how many marks were new. Raises MarkRefused or NotForYou.
    """
    session = _closed(session_id, reason, by, at)
    dates = {each.pk: each for each in session.dates.all()}
    roster = _roster(session)
    before = marks_that_count(session)
    rows = differing(marks, dates, {booking.pk for booking in roster}, before, at)
    for row in rows:
        row.by, row.source, row.reason = by, AttendanceMark.Source.CORRECTION, reason.strip()
    AttendanceMark.objects.bulk_create(rows)
    touched = {row.booking_id for row in rows}
    settling = _settling(session, [each for each in roster if each.pk in touched], by, at)
    for booking in roster:
        if booking.pk in touched and _complete(settling, booking):
            _mend(settling, booking, before, reason.strip())
    if rows:
        changelog.record(
            by=by, at=at, verb="register corrected", subject=session, fields=["marks"], reason=reason.strip()
        )
    return len(rows)


@retried
@transaction.atomic
def remove(*, booking_id: int, reason: str, by: Any, at: datetime) -> Booking:
    """Take somebody off a closed register who was never on the session: the wrong person was put there.

    Their record, certificate and minutes go back; nothing counts against them. Twice does nothing.
    Raises MarkRefused, NotForYou or Booking.DoesNotExist.
    """
    session = _closed(Booking.objects.values_list("session_id", flat=True).get(pk=booking_id), reason, by, at)
    booking = Booking.objects.select_related("person__user").get(pk=booking_id)
    if booking.reason == "added_wrongly":
        return booking
    if not any(each.pk == booking.pk for each in _roster(session)):
        raise MarkRefused("This booking is not on the register.")
    booking.session = session
    settling = _settling(session, [booking], by, at)
    _undo(settling, booking, reason.strip())
    booking.sequence += 1
    move(booking, Booking.State.CANCELLED, by=by, at=at, reason="added_wrongly", note=reason.strip())
    refresh_counter(session)
    settling.correspondence.send(booking, letters.taken_off(settling.correspondence.facts(booking)))
    changelog.record(by=by, at=at, verb="taken off register", subject=booking, fields=["state"], reason=reason.strip())
    return booking


def settle_added(session: Session, booking: Booking, reason: str, by: Any, at: datetime) -> None:
    """Settle somebody added to a closed register, whose marks are written. The session is locked."""
    settling = _settling(session, [booking], by, at)
    _settle_anew(settling, booking, settling.result_of(booking), reason)


def refuse_without_reason(reason: str) -> None:
    """Raise MarkRefused unless somebody says why, in words that fit."""
    if not reason.strip():
        raise MarkRefused("Say in a few words why the register is corrected.")
    if len(reason.strip()) > REASON_LENGTH:
        raise MarkRefused(f"Say it in at most {REASON_LENGTH} characters.")


def _closed(session_id: int, reason: str, by: Any, at: datetime) -> Session:
    session = locked_session(session_id)
    demand(looks_after(by, session, local_day(at)), COORDINATORS_CORRECT)
    if session.state != Session.State.CLOSED:
        raise MarkRefused("This register is not closed: mark it instead.")
    if session.imported:
        raise MarkRefused("This session came with the training history: correct that file and import it again.")
    refuse_without_reason(reason)
    return session


def _roster(session: Session) -> list[Booking]:
    roster = Booking.objects.filter(session=session).on_the_roster().select_related("person__user")
    found = list(roster.order_by("person_id", "pk"))
    for booking in found:
        booking.session = session
    return found


def _settling(session: Session, bookings: Sequence[Booking], by: Any, at: datetime) -> Settling:
    """Everything the mending needs, with the accounts of all these bookings locked in their order."""
    dates = tuple(session.dates.all())
    lock_accounts_of(bookings)
    return Settling(
        session=session,
        dates=dates,
        marks=marks_that_count(session),
        managers=managers_of([booking.person_id for booking in bookings], local_day(at)),
        correspondence=Correspondence(session, dates, at),
        by=by,
        at=at,
    )


def _complete(settling: Settling, booking: Booking) -> bool:
    return all((booking.pk, day.pk) in settling.marks for day in settling.dates)


def _mend(settling: Settling, booking: Booking, before: Marks, reason: str) -> None:
    """Undo and settle anew, unless the new marks come to the same."""
    earlier = replace(settling, marks=before).result_of(booking) if _had_all(settling, booking, before) else None
    result = settling.result_of(booking)
    if earlier == result:
        return
    _undo(settling, booking, reason)
    _settle_anew(settling, booking, result, reason)


def _had_all(settling: Settling, booking: Booking, before: Marks) -> bool:
    return all((booking.pk, day.pk) in before for day in settling.dates)


def _undo(settling: Settling, booking: Booking, reason: str) -> None:
    """Minutes back, record withdrawn, certificate revoked; the next spending has a cycle of its own."""
    by, at = settling.by, settling.at
    why = f"Corrected: {reason}"[:REASON_LENGTH]
    ledger.reverse(source=booking.source, cycle=booking.ledger_cycle, by=by, at=at, reason=why)
    booking.ledger_cycle = LedgerEntry.objects.next_cycle(booking.source)
    standing = CpdRecord.objects.standing().filter(person_id=booking.person_id, source=booking.source)
    withdraw_evaluation(booking=booking)
    for record in standing:
        records.withdraw(record=record, reason=why, by=by, at=at)


def _settle_anew(settling: Settling, booking: Booking, result: Attendance, reason: str) -> None:
    was = booking.state
    booking.reason = "" if result.minutes else booking.reason
    move(booking, result.outcome, by=settling.by, at=settling.at, note=reason)
    asked = Asked(certificate=False)
    if result.minutes:
        credited = settle_unreserved(settling, booking, result, f"Corrected: {settling.session.course.title}")
        asked = add_record(settling, booking, result, credited.minutes)
        if credited.short:
            tell_of_shortage(settling, booking, result)
    _tell(settling, booking, result, was, asked)


def _tell(settling: Settling, booking: Booking, result: Attendance, was: str, asked: Asked) -> None:
    """The person, always; the managers when they had been told, or must now be told, that somebody missed it."""
    facts = settling.correspondence.facts(booking)
    part = f"{settling.at:%Y%m%d%H%M%S}"
    settling.correspondence.send(
        booking, letters.corrected(facts, result.minutes, asked.certificate, asked.waits, part)
    )
    missed = Booking.State.DID_NOT_ATTEND
    if missed in (was, result.outcome) and was != result.outcome:
        managers = settling.managers.get(booking.person_id, [])
        there = result.outcome != missed
        told = [letters.corrected_for_manager(facts, each, there=there, part=part) for each in managers]
        settling.correspondence.tell_managers(booking, managers, told)
