"""A sheet to sign on paper. Names only: what somebody needs is never on it, because everybody reads it."""

from collections.abc import Sequence

from courses.models import Session, SessionDate
from courses.pdf.sign_in_sheet import Sheet
from courses.rules.rosters import OnRegister
from foundation.british_dates import clock_span, weekday_date

MOST_BOXES = 4
"""Dates side by side on one sheet; a session with more has further sheets."""


def sheet(session: Session, dates: Sequence[SessionDate], roster: Sequence[OnRegister]) -> Sheet:
    """The sheet of a session, in the order of the register."""
    days = [f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}" for each in dates]
    return Sheet(
        title=session.course.title,
        where=session.venue.name if session.venue else "Online",
        trainers=", ".join(trainer.name for trainer in session.trainers.all()),
        parts=[days[start : start + MOST_BOXES] for start in range(0, len(days), MOST_BOXES)],
        names=[booking.name for booking in roster],
    )
