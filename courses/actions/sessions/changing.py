"""Changing and cancelling a session, and telling everyone who has a place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.bookings import announce_change, release_session
from courses.actions.history import locked_session, places_taken
from courses.actions.holds import end_with_session, tell_of_change
from courses.actions.sessions.clashes import lock_planning, refuse_clashes
from courses.actions.sessions.planning import locked, with_owner
from courses.actions.sessions.plans import DateSpan, SessionPlan, SessionRefused, checked_dates, plan_of
from courses.actions.sessions.writing import write, write_equipment, write_trainers
from courses.actions.waiting.filling import fill
from courses.models import AttendanceMark, Session, SessionDate
from courses.rules.confirming import needs_confirming
from foundation import changelog, policies

NEWS = {
    "dates": "The date or time has changed.",
    "venue_id": "The place has changed.",
    "join_link": "It can be joined online by a new link.",
}
"""What people who are booked must be told of, by the field that changed."""


@transaction.atomic
def change_session(
    *, session_id: int, plan: SessionPlan, by: Any, at: datetime, reason: str = "", news: str = ""
) -> Session:
    """Change a planned or open session.

    A date keeps its row, and with it the calendar entry people already have. Everyone booked is told
    when a date, the place or the link changes, and asked whether it still suits unless only the times
    moved a little; `news` is told besides, whatever changed.
    Raises SessionRefused where it would take a place from somebody who has one, or lose marks.
    """
    lock_planning()
    session = locked(session_id, by=by, at=at)
    if session.state not in (Session.State.PLANNED, Session.State.OPEN):
        raise SessionRefused(f"This session is {session.get_state_display().lower()}, so it cannot be changed.")
    before = plan_of(session)
    if plan.owner_team_id != before.owner_team_id:
        plan = with_owner(plan, by, at)
    dates = checked_dates(plan)
    _refuse_losses(session, plan, dates)
    refuse_clashes(session.pk, plan, at)
    changed, removed = _write_all(session, plan, dates)
    changelog.record(by=by, at=at, verb="changed", subject=session, fields=changed, reason=reason)
    told = " ".join([news, *(words for name, words in NEWS.items() if name in changed)]).strip()
    if told:
        ask = needs_confirming(before, plan, policies.book(), at)
        announce_change(session_id=session.pk, what=told, removed_dates=removed, ask=ask, by=by, at=at)
        tell_of_change(session, told, at)
    if plan.capacity > before.capacity and session.state == Session.State.OPEN:
        fill(locked_session(session.pk), by=by, at=at)
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: Any, at: datetime) -> Session:
    """Cancel a session; `reason` is what everybody booked is told, and their minutes come back.

    Places kept on it end too, and whoever kept them is told.
    """
    session = locked(session_id, by=by, at=at)
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
    end_with_session(session, by=by, at=at)
    release_session(session_id=session.pk, by=by, at=at)
    return session


def _write_all(session: Session, plan: SessionPlan, dates: Sequence[DateSpan]) -> tuple[list[str], list[SessionDate]]:
    """Everything the plan holds: the names of what differs, and dates taken away."""
    changed, removed = write(session, plan, dates)
    if write_trainers(session, plan.trainers):
        changed.append("trainers")
    if write_equipment(session, plan.equipment):
        changed.append("equipment")
    return changed, removed


def _refuse_losses(session: Session, plan: SessionPlan, dates: Sequence[DateSpan]) -> None:
    """Counted from the rows, under the session's lock: the counter is a cache for pages."""
    taken = places_taken(session)
    if plan.capacity < taken:
        have = "1 person has a place" if taken == 1 else f"{taken} people have a place"
        raise SessionRefused(f"{have}. Enter at least {taken}, or cancel bookings first.")
    _refuse_losing_marks(session, dates)


def _refuse_losing_marks(session: Session, dates: Sequence[DateSpan]) -> None:
    """A date that was marked took place: it stays when it was, and no date is taken away beside it."""
    marked = set(AttendanceMark.objects.of_sessions([session.pk]).values_list("session_date__starts_at", flat=True))
    if marked and (marked - {span.starts_at for span in dates} or len(dates) < session.dates.count()):
        raise SessionRefused(
            "This session has marks in the register, so a date that was marked cannot be moved and none taken away. "
            "If a date did not take place, mark everybody as not there for it."
        )
