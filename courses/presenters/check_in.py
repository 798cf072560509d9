"""Checking in, as the screen in the room and the phone in the hand show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from django.utils.safestring import SafeString

from courses.actions.registers.checking_in import CheckInRefused, admitted
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.presenters.register_desk import Desk
from courses.rules import check_in as rules
from foundation.british_dates import clock_span, clock_time, weekday_date
from foundation.policies import book

REFRESH_SECONDS = 10
"""A little shorter than a slot, so that the code on the screen always counts."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the room sees. `code` is empty outside the window, and `said` says when it opens or that it is over."""

    title: str
    when: str
    code: SafeString
    address: str
    said: str
    here: int
    listed: int
    refresh_seconds: int = REFRESH_SECONDS


def screen(desk: Desk, shown: SessionDate, address: str) -> Screen:
    """The screen of one date. The QR code is drawn here and sent nowhere."""
    window = rules.window(shown.starts_at, book())
    opened = window.is_open(desk.now) and desk.session.state == Session.State.OPEN
    marks = [desk.newest.get((booking.pk, shown.pk)) for booking in desk.roster]
    return Screen(
        title=desk.session.course.title,
        when=_when(shown),
        code=_drawn(address) if opened else SafeString(""),
        address=address if opened else "",
        said=_said(desk, window, opened),
        here=sum(mark is not None and mark.mark != AttendanceMark.Mark.ABSENT for mark in marks),
        listed=len(marks),
    )


@dataclass(frozen=True, slots=True)
class SelfCheckIn:
    """What the phone shows: who, for what, and whether it is done."""

    title: str
    when: str
    where: str
    name: str
    done: str
    problem: str


def self_check_in(user: Any, day: SessionDate, scanned_at: datetime | None, at: datetime) -> SelfCheckIn:
    """The page of somebody signed in, from what the register says now."""
    session = day.session
    booking = Booking.objects.for_user(user).filter(session=session).on_the_roster().first()
    mark = AttendanceMark.objects.filter(booking=booking, session_date=day).newest().first() if booking else None
    done = ""
    if mark is not None and mark.mark == AttendanceMark.Mark.PRESENT:
        done = f"at {clock_time(mark.at)}" if mark.source == AttendanceMark.Source.SELF else "by the trainer"
    return SelfCheckIn(
        title=session.course.title,
        when=_when(day),
        where=session.venue.name if session.venue else "Online",
        name=user.get_full_name(),
        done=done,
        problem="" if done else _problem(session, day, booking, mark, scanned_at, at),
    )


def _problem(
    session: Session,
    day: SessionDate,
    booking: Booking | None,
    mark: AttendanceMark | None,
    scanned_at: datetime | None,
    at: datetime,
) -> str:
    """What would be refused, said before anybody presses; the action asks again."""
    try:
        admitted(session, day, booking, mark, scanned_at or at, at)
    except CheckInRefused as refused:
        return str(refused)
    return ""


def _said(desk: Desk, window: rules.Window, opened: bool) -> str:
    if desk.session.state == Session.State.CLOSED:
        return "The register is closed."
    if opened:
        return f"Open until {clock_time(window.closes_at)}"
    if desk.now < window.opens_at:
        return f"Check-in opens at {clock_time(window.opens_at)} on {weekday_date(window.opens_at)}."
    return f"Check-in closed at {clock_time(window.closes_at)}. Please tell the trainer that you are here."


def _when(day: SessionDate) -> str:
    return f"{weekday_date(day.starts_at)}, {clock_span(day.starts_at, day.ends_at)}"


def _drawn(address: str) -> SafeString:
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(scale=1, border=2, omitsize=True, svgclass="academy-check-in__qr", lineclass=None)
    return SafeString(drawn)
