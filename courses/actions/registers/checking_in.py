"""People mark themselves present with the code on the trainer's screen."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses import policies
from courses.actions.history import locked_session
from courses.actions.retrying import retried
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.rules import check_in as rules
from courses.rules.conditions.loading import local_day
from foundation import changelog
from foundation.british_dates import clock_time, weekday_date
from foundation.policies import book


class CheckInRefused(Exception):
    """Nothing was recorded; the message says why and what to do."""


@retried
@transaction.atomic
def check_in(*, date_id: int, scanned_at: datetime, by: Any, at: datetime) -> AttendanceMark:
    """Mark the user present on a date, once. The caller has proved that they held the code at `scanned_at`.

    Pressed again it answers the mark there is. What a trainer or coordinator marked stands: a
    different mark of theirs is never overwritten. Raises CheckInRefused or SessionDate.DoesNotExist.
    """
    session = locked_session(SessionDate.objects.values_list("session_id", flat=True).get(pk=date_id))
    day = next(each for each in session.dates.all() if each.pk == date_id)
    booking = Booking.objects.of_user(by).filter(session=session, state=Booking.State.BOOKED).first()
    earlier = AttendanceMark.objects.filter(booking=booking, session_date=day).newest().first() if booking else None
    if earlier is not None and earlier.mark == AttendanceMark.Mark.PRESENT:
        return earlier
    booking = admitted(session, day, booking, earlier, scanned_at, at)
    made = AttendanceMark.objects.create(
        booking=booking,
        session_date=day,
        mark=AttendanceMark.Mark.PRESENT,
        minutes=day.learning_minutes,
        at=at,
        by=by,
        source=AttendanceMark.Source.SELF,
    )
    changelog.record(by=by, at=at, verb="checked in", subject=booking)
    return made


def admitted(
    session: Session,
    day: SessionDate,
    booking: Booking | None,
    earlier: AttendanceMark | None,
    scanned_at: datetime,
    at: datetime,
) -> Booking:
    """The booking, if somebody with it and that mark could check in now; pages ask it first.

    Raises CheckInRefused.
    """
    if session.state == Session.State.CANCELLED:
        raise CheckInRefused("This session is cancelled, so there is nothing to check in to.")
    if session.state != Session.State.OPEN:
        raise CheckInRefused(
            "The register of this session is closed, so you are not checked in here. If you were there and your "
            "bookings say otherwise, tell the Academy."
        )
    if booking is None:
        raise CheckInRefused(
            "You are not on the list for this session, so you are not checked in. Tell the trainer: they can add you."
        )
    if earlier is not None:
        raise CheckInRefused(
            "Somebody has already marked you on the register, and not as present the whole time. Tell the trainer if "
            "that is wrong: they can change it."
        )
    _refuse_outside_window(day, scanned_at, at)
    return booking


def _refuse_outside_window(day: SessionDate, scanned_at: datetime, at: datetime) -> None:
    """Raise CheckInRefused unless the code was scanned in the date's window, and used soon after."""
    figures = book()
    window = rules.window(day.starts_at, figures)
    if scanned_at < window.opens_at:
        raise CheckInRefused(
            f"Check-in opens at {clock_time(window.opens_at)} on {weekday_date(window.opens_at)}. You are not checked "
            "in yet."
        )
    grace = timedelta(minutes=figures.whole(policies.CHECK_IN_GRACE, local_day(day.starts_at)))
    if scanned_at >= window.closes_at:
        raise CheckInRefused(
            f"Check-in closed at {clock_time(window.closes_at)} on {weekday_date(window.closes_at)}, so you are not "
            "checked in. Tell the trainer, who can mark you."
        )
    if at - scanned_at > grace:
        raise CheckInRefused("That code has run out, so you are not checked in. Scan the code on the screen again.")
