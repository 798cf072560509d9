"""Bookings as their person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses import reasons
from courses.models import Booking, Session
from courses.presenters.joining import link_now
from courses.presenters.waiting import QueuePlace, queue_places
from courses.rules.conditions.loading import local_day
from courses.rules.notice import is_late, last_day_in_time
from cpd_records.models import LedgerEntry
from foundation import policies
from foundation.british_dates import clock_span, long_date, weekday_date
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook

LEARNED = ("attended", "partial")
NOTHING = "Nothing taken off"
MOVABLE = (Booking.State.REQUESTED, Booking.State.APPROVED, Booking.State.BOOKED)
COLOURS = {
    "booked": "green",
    "attended": "green",
    "partial": "yellow",
    "did_not_attend": "grey",
    "cancelled": "grey",
    "declined": "grey",
}


@dataclass(frozen=True, slots=True)
class BookingView:
    """One booking for its own pages. `join_link` is empty unless the person has a place and the time is near."""

    key: str
    title: str
    dates: tuple[str, ...]
    day: str
    where: str
    address: str
    access: str
    join_link: str
    join_note: str
    asked: bool
    notes: str
    trainers: str
    status: str
    colour: str
    allowance: str
    reason: str
    course_url: str
    can_cancel: bool
    asks_why: bool
    url: str
    closing_note: str
    queue: QueuePlace | None = None
    can_move: bool = False


def booking_view(booking: Booking, at: datetime) -> BookingView:
    """One booking with its session, course, venue, dates and trainers loaded."""
    return booking_views([booking], at)[0]


def booking_views(bookings: Iterable[Booking], at: datetime) -> list[BookingView]:
    """Many of them. What each has used is what the ledger says, as on the allowance page."""
    listed = list(bookings)
    learned = [booking.source for booking in listed if booking.state in LEARNED]
    used = LedgerEntry.objects.used_by_source(learned) if learned else {}
    figures = policies.book() if any(booking.session.join_link for booking in listed) else None
    queues = queue_places(listed)
    return [_view(row, at, used.get(row.source, 0), figures, queues.get(row.pk)) for row in listed]


def _view(
    booking: Booking, at: datetime, used: int, figures: PolicyBook | None, queue: QueuePlace | None
) -> BookingView:
    session = booking.session
    has_place = booking.state == Booking.State.BOOKED
    join, join_note = link_now(session, at, figures) if has_place and figures else ("", "")
    return BookingView(
        key=str(booking.public_id),
        title=session.course.title,
        dates=_dates(session),
        day=long_date(session.starts_at),
        where=_where(session),
        address=session.venue.address if session.venue else "",
        access=session.venue.access if session.venue else "",
        join_link=join,
        join_note=join_note,
        asked=booking.confirm_by is not None and booking.confirmed_at is None and has_place and at < session.starts_at,
        notes=session.joining_notes if has_place else "",
        trainers=", ".join(trainer.name for trainer in session.trainers.all()),
        status=queue.status if queue else _status(booking, at),
        colour=COLOURS.get(booking.state, "yellow"),
        allowance=_allowance(booking, used),
        reason=reasons.label(booking.reason),
        course_url=f"/courses/{session.course.slug}/",
        can_cancel=booking.is_live and at < session.starts_at,
        asks_why=booking.asks_why,
        url=f"/my/bookings/{booking.public_id}/",
        closing_note=session.cancelled_reason if booking.reason == "session_cancelled" else "",
        queue=queue,
        can_move=booking.state in MOVABLE and at < session.starts_at,
    )


@dataclass(frozen=True, slots=True)
class Consequence:
    """What giving up this place means, said beforehand."""

    late: bool
    headline: str
    text: str
    question: str = "Cancel your place?"
    button: str = "Cancel my place"


LEAVING = Consequence(
    False,
    "You give up your number",
    "A place that is kept for you goes to the next person. If you change your mind you can join again, at the end of "
    "the list. Nothing counts against you.",
    "Leave the waiting list?",
    "Leave the waiting list",
)
UNANSWERED = {
    "waiting": LEAVING,
    "offered": LEAVING,
    "requested": Consequence(
        False,
        "Nobody has answered yet",
        "You can withdraw your request at any time without a reason. Somebody else can have the place, and what was "
        "set aside goes back to your allowance.",
        "Withdraw your request?",
        "Withdraw my request",
    ),
}


def consequence(booking: Booking, at: datetime, book: PolicyBook) -> Consequence:
    """In time or late, by the same rule as the action (DOMAIN 6, rule 7)."""
    session = booking.session
    if booking.state in UNANSWERED:
        return UNANSWERED[booking.state]
    back = f" {minutes_as_days(booking.allowance_minutes)} will go back to your allowance."
    given_back = back if booking.allowance_minutes else ""
    last_day = weekday_date(last_day_in_time(local_day(session.starts_at), book))
    if is_late(session.starts_at, at, book):
        return Consequence(
            True,
            "This is later than we ask",
            f"The last day to cancel without a reason was {last_day}. You can still cancel: we ask you for a reason "
            f"and let your manager know. No days are lost.{given_back}",
        )
    return Consequence(
        False,
        "You are in time",
        f"You can cancel without a reason until {last_day}. Somebody else can have the place.{given_back}",
    )


def _dates(session: Session) -> tuple[str, ...]:
    days = session.dates.all()
    return tuple(f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}" for each in days)


def _where(session: Session) -> str:
    if session.venue is not None:
        return session.venue.name
    return "Online"


def _status(booking: Booking, at: datetime) -> str:
    if booking.state == Booking.State.BOOKED and booking.session.ends_at <= at:
        return "Waiting for the register"
    return str(booking.get_state_display())


def _allowance(booking: Booking, used: int) -> str:
    if booking.state in LEARNED:
        return f"{minutes_as_days(used)} used" if used else NOTHING
    if not booking.allowance_minutes:
        return NOTHING
    days = minutes_as_days(booking.allowance_minutes)
    return f"{days} set aside" if booking.is_live else f"{days} given back"
