"""What courses put on somebody's desk: what they have booked, what their team missed, registers to mark."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.models import Booking, Session
from foundation.british_dates import clock_time, long_date, weekday_date
from foundation.slots import DeskCard
from workforce.models import Person
from workforce.permissions import coordinates, is_line_manager

SHOWN = 5
REGISTER_SOON = timedelta(hours=12)


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """Nothing for people who have no such business here."""
    if Person.objects.for_user(user).exists():
        yield _next_bookings(user, at)
    day = timezone.localdate(at)
    if is_line_manager(user, day):
        yield _missed_by_team(user, at)
    due = list(_registers(user, at)[:SHOWN])
    if due:
        yield _registers_to_mark(due, at)


def _next_bookings(user: Any, at: datetime) -> DeskCard:
    mine = Booking.objects.visible_to(user, timezone.localdate(at)).of_user(user).ahead(at)
    rows = mine.select_related("session__course", "session__venue")[:SHOWN]
    return DeskCard(
        key="bookings",
        title="Your next learning",
        order=20,
        items=tuple(
            (
                row.session.course.title,
                f"/my/bookings/{row.public_id}/",
                f"{weekday_date(row.session.starts_at)}, {clock_time(row.session.starts_at)}, "
                f"{row.session.venue.name if row.session.venue else 'online'}",
            )
            for row in rows
        ),
        empty="You have nothing booked.",
        more_url="/my/bookings/",
        more_text="All your bookings",
    )


def _missed_by_team(user: Any, at: datetime) -> DeskCard:
    """Late cancellations and no-shows this month among direct reports; a private reason shows as accepted."""
    day = timezone.localdate(at)
    manager = Person.objects.for_user(user).first()
    team = Person.objects.reporting_to(manager, day) if manager else Person.objects.none()
    rows = (
        Booking.objects.visible_to(user, day)
        .filter(person__in=team.values("pk"))
        .missed_between(day.replace(day=1), day)
        .select_related("person", "session__course")
        .order_by("-changed_at")[:SHOWN]
    )
    return DeskCard(
        key="team-missed",
        title="Learning your team missed this month",
        order=60,
        items=tuple((f"{row.person.full_name}: {row.session.course.title}", "", _how(row)) for row in rows),
        empty="Nobody in your team missed learning this month.",
    )


def _how(booking: Booking) -> str:
    what = "cancelled late" if booking.state == Booking.State.CANCELLED else "was not there"
    reason = booking.reason_for_others
    said = f" · reason: {reason.lower()}" if reason else ""
    return f"{long_date(booking.session.starts_at)}, {what}{said}"


def _registers(user: Any, at: datetime) -> Any:
    """Open registers that have begun, or begin today: every one for a coordinator, their own for a trainer."""
    sessions = Session.objects.visible_to(user).filter(state=Session.State.OPEN, starts_at__lte=at + REGISTER_SOON)
    if not coordinates(user, timezone.localdate(at)):
        sessions = sessions.filter(trainers__person__user=user)
    return sessions.select_related("course").order_by("starts_at", "pk")


def _registers_to_mark(due: list[Session], at: datetime) -> DeskCard:
    late = [session for session in due if session.ends_at <= at]
    return DeskCard(
        key="registers",
        title="Registers to mark",
        order=10,
        urgent=bool(late),
        items=tuple(
            (session.course.title, f"/sessions/{session.public_id}/register/", weekday_date(session.starts_at))
            for session in due
        ),
    )
