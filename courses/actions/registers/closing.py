"""Closing a register: attendance becomes time spent, a CPD record and a certificate (DOMAIN 6, rule 6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.correspondence import Correspondence, managers_of
from courses.actions.history import lock_accounts_of, locked_session, move
from courses.actions.registers.crediting import Settling, add_record, settle_reserved
from courses.actions.registers.marking import TRAINERS_ONLY, MarkRefused, marks_that_count, refuse_unless_open
from courses.actions.registers.telling import tell_of_shortage
from courses.actions.retrying import retried
from courses.emails import attendance as letters
from courses.models import Booking, Session, SessionDate
from courses.permissions import can_mark, demand
from courses.rules.attendance import Attendance
from courses.rules.conditions.loading import local_day
from cpd_records.actions import ledger
from foundation import changelog


class RegisterIncomplete(MarkRefused):
    """Somebody is not marked for some date. `missing` is how many marks are."""

    def __init__(self, missing: int) -> None:
        self.missing = missing
        what = "1 mark is" if missing == 1 else f"{missing} marks are"
        super().__init__(f"{what} missing. Mark everybody for every date, then close the register.")


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
) -> Settling:
    marks = marks_that_count(session)
    missing = sum((booking.pk, day.pk) not in marks for booking in roster for day in dates)
    if missing:
        raise RegisterIncomplete(missing)
    lock_accounts_of(roster)
    told = [b.person_id for b in roster if b.walk_in or not any(marks[b.pk, day.pk][1] for day in dates)]
    return Settling(
        session=session,
        dates=dates,
        marks=marks,
        managers=managers_of(told, local_day(at)),
        correspondence=Correspondence(session, dates, at),
        by=by,
        at=at,
    )


def _settle(closing: Settling, booking: Booking) -> None:
    """One booking: state and history, minutes, record, certificate, letters."""
    booking.session = closing.session
    result = closing.result_of(booking)
    move(booking, result.outcome, by=closing.by, at=closing.at)
    if result.minutes:
        _credit(closing, booking, result)
    else:
        _give_back(closing, booking)


def _credit(closing: Settling, booking: Booking, result: Attendance) -> None:
    credited = settle_reserved(closing, booking, result)
    asked = add_record(closing, booking, result, credited.minutes)
    facts = closing.correspondence.facts(booking)
    told = letters.attended(
        facts, result.minutes, certificate=asked.certificate, waits=asked.waits, form_path=asked.form_path
    )
    closing.correspondence.send(booking, told)
    if credited.short:
        tell_of_shortage(closing, booking, result)


def _give_back(closing: Settling, booking: Booking) -> None:
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
