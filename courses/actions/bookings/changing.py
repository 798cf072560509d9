"""Telling everyone that the session they are booked on, or hope for, has changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.asking import approved_excess
from courses.actions.bookings.hoping import set_clocks_again, tell_the_hopeful, tell_who_was_asked
from courses.actions.correspondence import Correspondence
from courses.actions.history import lock_accounts_of, locked_session, write_event
from courses.actions.minutes import set_aside
from courses.actions.retrying import retried
from courses.emails import bookings as letters
from courses.models import Booking, Session, SessionDate
from courses.rules.conditions.loading import portions_of
from courses.rules.confirming import confirm_by
from cpd_records.actions import carry_over, ledger, posting
from cpd_records.rules.portions import needs_by_year
from foundation import changelog


@retried
@transaction.atomic
def announce_change(
    *,
    session_id: int,
    what: str = "",
    removed_dates: Sequence[SessionDate] = (),
    ask: bool = False,
    by: Any,
    at: datetime,
) -> list[Booking]:
    """Raise every invitation's sequence and send it again, as the session now stands.

    `what` is a sentence on what changed; `removed_dates` are dates taken away, whose rows may be
    gone from the database but whose calendar entries must go too. With `ask` everyone is asked to say
    by a moment whether it still suits. Minutes follow the dates: where a date moves into another
    allowance year the reservation moves with it, and stays where it was when that year lacks the time
    (bookings stand). Requests that wait for a manager move their minutes too, and carry no invitation;
    whoever asked, waits or is offered a place is told, and their clocks follow; so are managers who have
    not answered.
    `actions.sessions.change_session` calls this in its own transaction.
    """
    session = locked_session(session_id)
    dates = tuple(session.dates.all())
    correspondence = Correspondence(session, dates, at)
    kept = _with_minutes(session)
    lock_accounts_of(kept)
    booked = [booking for booking in kept if booking.state == Booking.State.BOOKED]
    deadline = confirm_by(session.starts_at, at, correspondence.book) if ask else None
    for booking in kept:
        booking.session = session
        _move_minutes(booking, session, dates, by=by, at=at)
        booking.save(update_fields=["allowance_minutes", "ledger_cycle"])
    for booking in booked:
        _note_change(booking, what, deadline, by=by, at=at)
        correspondence.send(booking, letters.change(correspondence.facts(booking), what, removed_dates, at))
    tell_the_hopeful(correspondence, what)
    set_clocks_again(session, correspondence.book)
    tell_who_was_asked(correspondence, what)
    changelog.record_many(
        changelog.entry(by=by, at=at, verb="session changed", subject=booking, fields=["sequence"])
        for booking in booked
    )
    return booked


def _with_minutes(session: Session) -> list[Booking]:
    """Everybody who has a place, or a place kept until a manager answers."""
    states = (Booking.State.BOOKED, Booking.State.REQUESTED, Booking.State.APPROVED)
    rows = Booking.objects.filter(session=session, state__in=states).select_related("person__user")
    return list(rows.order_by("person_id", "pk"))


def _note_change(booking: Booking, what: str, deadline: datetime | None, *, by: Any, at: datetime) -> None:
    """A higher sequence, the question where one is asked, and a row of history."""
    booking.sequence += 1
    booking.changed_at = at
    if deadline is not None:
        booking.confirm_by, booking.confirmed_at = deadline, None
    booking.save(update_fields=["sequence", "changed_at", "confirm_by", "confirmed_at"])
    write_event(booking, booking.state, by=by, at=at, note=what or "The session changed.")


def _move_minutes(booking: Booking, session: Session, dates: Sequence[SessionDate], *, by: Any, at: datetime) -> None:
    """Reserve anew, under the next cycle, where the minutes of some allowance year differ."""
    needed = {start: need.minutes for start, need in needs_by_year(portions_of(dates, session)).items()}
    held = posting.history(booking.source, booking.ledger_cycle).reserved
    if not booking.allowance_minutes or needed == held:
        return
    try:
        with transaction.atomic():
            reason = f"The dates changed: {session.course.title}"[:255]
            ledger.release(source=booking.source, cycle=booking.ledger_cycle, by=by, at=at, reason=reason)
            set_aside(
                booking,
                session,
                dates,
                why="The dates changed",
                excess_minutes=approved_excess(booking),
                cycle=booking.ledger_cycle + 1,
                by=by,
                at=at,
            )
    except ledger.AllowanceShort:
        return
    booking.ledger_cycle += 1
    booking.allowance_minutes = sum(needed.values())
    # where the Academy moved it over 31 March, a head of service is asked to let the days follow (DOMAIN 6, rule 5)
    carry_over.draft_for_move(
        person_id=booking.person_id, source=booking.source, before=held, after=needed, by=by, at=at
    )
