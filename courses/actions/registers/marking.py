"""Marking a register. Every mark is a row; the newest counts, so a correction is a newer row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.history import locked_session
from courses.actions.retrying import retried
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.permissions import can_mark, demand
from courses.rules.attendance import minutes_of
from courses.rules.conditions.loading import local_day
from foundation import changelog

TRAINERS_ONLY = "The register is for the trainers of this session and for coordinators."


class MarkRefused(Exception):
    """The register cannot be marked like this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """One mark somebody gives. `minutes` only for part of the time."""

    booking_id: int
    date_id: int
    mark: str
    minutes: int | None = None


@retried
@transaction.atomic
def mark(
    *,
    session_id: int,
    marks: Iterable[Given],
    by: Any,
    at: datetime,
    source: str = AttendanceMark.Source.REGISTER,
    signed_as: str = "",
) -> int:
    """Write the marks that differ from what the register says; answers how many.

    Given twice they change nothing. Marks are a draft until the register is closed. `signed_as` names
    an outside trainer who marks by their own link and has no account: the caller has proved the link
    and gives `by=None`. Raises MarkRefused or NotForYou.
    """
    session = locked_session(session_id)
    demand(can_mark(by, session, local_day(at)), TRAINERS_ONLY)
    refuse_unless_open(session)
    dates = {each.pk: each for each in session.dates.all()}
    roster = set(Booking.objects.filter(session=session, state=Booking.State.BOOKED).values_list("pk", flat=True))
    rows = differing(marks, dates, roster, marks_that_count(session), at)
    for row in rows:
        row.by, row.source, row.signed_as = by, source, signed_as
    AttendanceMark.objects.bulk_create(rows)
    if rows:
        changelog.record(by=by, at=at, verb="register marked", subject=session, fields=["marks"], label=signed_as[:60])
    return len(rows)


def marks_that_count(session: Session) -> dict[tuple[int, int], tuple[str, int]]:
    """Mark and minutes by booking and date: the newest of each."""
    newest = AttendanceMark.objects.of_sessions([session.pk]).newest()
    return {(row.booking_id, row.session_date_id): (row.mark, row.minutes) for row in newest}


def differing(
    marks: Iterable[Given],
    dates: dict[int, SessionDate],
    roster: set[int],
    newest: dict[tuple[int, int], tuple[str, int]],
    at: datetime,
) -> list[AttendanceMark]:
    """Unsaved rows for the marks that say otherwise than the register. Raises MarkRefused."""
    rows = []
    for given in marks:
        row = _row(given, dates, roster, at)
        if newest.get((given.booking_id, given.date_id)) != (row.mark, row.minutes):
            rows.append(row)
    return rows


def refuse_unless_open(session: Session) -> None:
    """Raise MarkRefused for a register that is closed, or of a session that is not on."""
    if session.state == Session.State.CLOSED:
        raise MarkRefused(
            "This register is closed. If something in it is wrong, tell the Academy: a coordinator will correct it."
        )
    if session.state != Session.State.OPEN:
        raise MarkRefused("This session is not on, so it has no register.")


def _row(given: Given, dates: dict[int, SessionDate], roster: set[int], at: datetime) -> AttendanceMark:
    day = dates.get(given.date_id)
    if day is None or given.booking_id not in roster:
        raise MarkRefused("The list has changed since you opened it. Load the page again and mark what is left.")
    if local_day(day.starts_at) > local_day(at):
        raise MarkRefused("A date can be marked on the day itself or later, not before.")
    if given.mark not in AttendanceMark.Mark.values:
        raise MarkRefused("Choose present, part of the time or not there.")
    minutes = minutes_of(given.mark, day.learning_minutes, given.minutes)
    return AttendanceMark(booking_id=given.booking_id, session_date=day, mark=given.mark, minutes=minutes, at=at)
