"""Planning, opening, changing and cancelling sessions.

Every action locks the session's row first, so it cannot cross a booking (DESIGN 4, lock order:
session, then accounts).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.bookings import announce_change, release_session
from courses.actions.bookings.history import places_taken
from courses.models import AttendanceMark, Course, Session, SessionDate, SessionTrainer, Venue
from courses.permissions import COORDINATORS_ONLY, can_manage_sessions, demand
from courses.rules.session_minutes import minutes_by_date
from foundation import changelog

NEWS = {
    "dates": "The date or time has changed.",
    "venue_id": "The place has changed.",
    "join_link": "The joining link has changed.",
}
"""What people who are booked must be told of, by the field that changed."""


class SessionRefused(ValueError):
    """The session cannot be planned or changed like this; the message says what to do."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date of a session: two aware moments on the same local day, the end after the start."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        """Clock minutes from start to end, the hour's change counted as it passes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Trainer:
    """Who leads: the name learners see, and the key of the Person where it is one of ours."""

    name: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """All that a coordinator decides about a session; the course decides the rest."""

    dates: tuple[DateSpan, ...]
    capacity: int
    venue: Venue | None = None
    join_link: str = ""
    trainers: tuple[Trainer, ...] = ()
    booking_opens_at: datetime | None = None
    booking_closes_at: datetime | None = None
    joining_notes: str = ""


@transaction.atomic
def plan_session(*, course: Course, plan: SessionPlan, by: Any, at: datetime, ref: str = "") -> Session:
    """A planned session, seen by coordinators and its trainers only.

    `ref` is what files and colleagues call it; without one it is made from the course's code and
    the first day. Raises SessionRefused or NotForYou.
    """
    _demand_coordinator(by, at)
    dates = _checked_dates(plan)
    session = Session(course=course, ref=ref or _new_ref(course, dates[0]), state=Session.State.PLANNED)
    _write(session, plan, dates)
    _write_trainers(session, plan.trainers)
    changelog.record(by=by, at=at, verb="planned", subject=session)
    return session


@transaction.atomic
def open_session(*, session_id: int, by: Any, at: datetime) -> Session:
    """Open a planned session for booking, with the minutes and weights the live course has now.

    Later edits of the course change nothing people have booked (DESIGN 2).
    """
    _demand_coordinator(by, at)
    session = _locked(session_id)
    if session.state != Session.State.PLANNED:
        raise SessionRefused(
            f"This session is {session.get_state_display().lower()}: only a planned one can be opened."
        )
    course = Course.objects.get(pk=session.course_id)
    _refuse_unpublished(course, at)
    for name in ("learning_minutes", "weight_sos", "weight_rp", "weight_sp", "weight_general"):
        setattr(session, name, getattr(course, name))
    session.counts_towards_allowance = course.counts_towards_allowance
    session.state = Session.State.OPEN
    session.save()
    _share_minutes(session)
    changelog.record(by=by, at=at, verb="opened", subject=session)
    return session


@transaction.atomic
def change_session(*, session_id: int, plan: SessionPlan, by: Any, at: datetime, reason: str = "") -> Session:
    """Change a planned or open session.

    A date keeps its row, and with it the calendar entry people already have. Everyone booked is told
    when a date, the place or the link changes.
    Raises SessionRefused where it would take a place from somebody who has one, or lose marks.
    """
    _demand_coordinator(by, at)
    session = _locked(session_id)
    if session.state not in (Session.State.PLANNED, Session.State.OPEN):
        raise SessionRefused(f"This session is {session.get_state_display().lower()}, so it cannot be changed.")
    _refuse_fewer_places(session, plan)
    dates = _checked_dates(plan)
    _refuse_losing_marks(session, dates)
    changed, removed = _write(session, plan, dates)
    _write_trainers(session, plan.trainers)
    changelog.record(by=by, at=at, verb="changed", subject=session, fields=changed, reason=reason)
    news = " ".join(words for name, words in NEWS.items() if name in changed)
    if news:
        announce_change(session_id=session.pk, what=news, removed_dates=removed, by=by, at=at)
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: Any, at: datetime) -> Session:
    """Cancel a session; `reason` is what everybody booked is told, and their minutes come back."""
    _demand_coordinator(by, at)
    session = _locked(session_id)
    if session.state not in (Session.State.PLANNED, Session.State.OPEN):
        raise SessionRefused(f"This session is {session.get_state_display().lower()}, so it cannot be cancelled.")
    if not reason.strip():
        raise SessionRefused("Say why: people who are booked will read it.")
    if AttendanceMark.objects.of_sessions([session.pk]).exists():
        raise SessionRefused(
            "People are marked on its register, and cancelling would lose what they attended. "
            "Mark everybody as not there for a date that did not take place, and close the register instead."
        )
    session.state = Session.State.CANCELLED
    session.cancelled_reason = reason.strip()
    session.save(update_fields=["state", "cancelled_reason"])
    changelog.record(by=by, at=at, verb="cancelled", subject=session, reason=reason)
    release_session(session_id=session.pk, by=by, at=at)
    return session


def _demand_coordinator(by: Any, at: datetime) -> None:
    demand(by is None or can_manage_sessions(by, timezone.localdate(at)), COORDINATORS_ONLY)


def _locked(session_id: int) -> Session:
    return Session.objects.select_for_update().get(pk=session_id)


def _refuse_unpublished(course: Course, at: datetime) -> None:
    if not course.live:
        raise SessionRefused(f"{course.title} is not published yet. Publish the course, then open the session.")
    if course.retired_on and course.retired_on <= timezone.localdate(at):
        raise SessionRefused(f"{course.title} is retired, so no new session of it can be opened.")


def _refuse_fewer_places(session: Session, plan: SessionPlan) -> None:
    """Counted from the rows, under the session's lock: the counter is a cache for pages."""
    taken = places_taken(session)
    if plan.capacity < taken:
        have = "1 person has a place" if taken == 1 else f"{taken} people have a place"
        raise SessionRefused(f"{have}. Enter at least {taken}, or cancel bookings first.")


def _refuse_losing_marks(session: Session, dates: Sequence[DateSpan]) -> None:
    """A date that was marked took place: it stays when it was, and no date is taken away beside it."""
    marked = set(AttendanceMark.objects.of_sessions([session.pk]).values_list("session_date__starts_at", flat=True))
    if marked and (marked - {span.starts_at for span in dates} or len(dates) < session.dates.count()):
        raise SessionRefused(
            "This session has marks in the register, so a date that was marked cannot be moved and none taken away. "
            "If a date did not take place, mark everybody as not there for it."
        )


def _checked_dates(plan: SessionPlan) -> list[DateSpan]:
    """The dates in order; refuses none, upside-down or overlapping ones, and no places."""
    if not plan.dates:
        raise SessionRefused("Enter at least one date.")
    if plan.capacity < 1:
        raise SessionRefused("Enter how many places there are: at least 1.")
    dates = sorted(plan.dates, key=lambda span: span.starts_at)
    for span in dates:
        if span.minutes <= 0:
            raise SessionRefused("A date must end after it starts.")
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(dates)):
        raise SessionRefused("Two of the dates overlap. Change one of them.")
    return dates


def _write(session: Session, plan: SessionPlan, dates: Sequence[DateSpan]) -> tuple[list[str], list[SessionDate]]:
    """Save the plan onto the session and its dates: the names of what differs, and dates taken away."""
    new = {
        "venue_id": plan.venue.pk if plan.venue else None,
        "join_link": plan.join_link,
        "capacity": plan.capacity,
        "booking_opens_at": plan.booking_opens_at,
        "booking_closes_at": plan.booking_closes_at,
        "joining_notes": plan.joining_notes,
        "starts_at": dates[0].starts_at,
        "ends_at": dates[-1].ends_at,
    }
    changed = [name for name, value in new.items() if getattr(session, name) != value]
    for name in changed:
        setattr(session, name, new[name])
    session.save()
    before = list(session.dates.values_list("starts_at", "ends_at"))
    if before == [(span.starts_at, span.ends_at) for span in dates]:
        return changed, []
    return [*changed, "dates"], _write_dates(session, dates)


def _write_dates(session: Session, dates: Sequence[DateSpan]) -> list[SessionDate]:
    """Bring the rows to these dates; answers the rows taken away.

    A date that stays keeps its row; one that moves takes a freed row.
    """
    rows = {row.starts_at: row for row in session.dates.all()}
    starts = {span.starts_at for span in dates}
    free = [row for start, row in rows.items() if start not in starts]
    shares = minutes_by_date(session.learning_minutes, [span.minutes for span in dates])
    for span, minutes in zip(dates, shares, strict=True):
        row = rows.get(span.starts_at) or (free.pop(0) if free else SessionDate(session=session))
        row.starts_at, row.ends_at, row.learning_minutes = span.starts_at, span.ends_at, minutes
        row.save()
    SessionDate.objects.filter(pk__in=[row.pk for row in free]).delete()
    return free


def _share_minutes(session: Session) -> None:
    rows = list(session.dates.all())
    clock = [DateSpan(row.starts_at, row.ends_at).minutes for row in rows]
    for row, minutes in zip(rows, minutes_by_date(session.learning_minutes, clock), strict=True):
        row.learning_minutes = minutes
    SessionDate.objects.bulk_update(rows, ["learning_minutes"])


def _write_trainers(session: Session, trainers: Sequence[Trainer]) -> None:
    session.trainers.all().delete()
    SessionTrainer.objects.bulk_create(
        SessionTrainer(session=session, name=trainer.name, person_id=trainer.person_id) for trainer in trainers
    )


def _new_ref(course: Course, first: DateSpan) -> str:
    """The course's code and the first day; a number follows where that day has one already."""
    stem = f"{course.code}-{timezone.localtime(first.starts_at):%Y%m%d}"
    taken = set(Session.objects.filter(ref__startswith=stem).values_list("ref", flat=True))
    return next(ref for ref in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if ref not in taken)
