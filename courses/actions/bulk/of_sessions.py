"""What may be done to many sessions at once: each verb is one call of the action for a single one."""

from dataclasses import replace
from datetime import datetime, timedelta

from courses.actions.bulk.wishes import Step
from courses.actions.correspondence import Correspondence
from courses.actions.history import locked_session
from courses.actions.sessions import cancel_session, open_session, plan_of, plan_session
from courses.actions.sessions.series import moved
from courses.emails.notes import note
from courses.models import Booking, BulkRun, Session
from courses.permissions import NOT_YOUR_SESSION, can_manage_session, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog

WEEK = timedelta(weeks=1)


def _open(session_id: int, run: BulkRun, at: datetime) -> object:
    return open_session(session_id=session_id, by=run.by, at=at)


def _copy(session_id: int, run: BulkRun, at: datetime) -> object:
    """The same session a week later, planned."""
    session = Session.objects.select_related("course", "venue").get(pk=session_id)
    plan = moved(replace(plan_of(session), clash_reason=""), WEEK)
    return plan_session(course=session.course, plan=plan, by=run.by, at=at)


def _cancel(session_id: int, run: BulkRun, at: datetime) -> object:
    return cancel_session(session_id=session_id, reason=run.words, by=run.by, at=at)


def _write(session_id: int, run: BulkRun, at: datetime) -> object:
    """One letter to everybody booked, under the session's lock: nobody who has just left is written to."""
    session = locked_session(session_id)
    demand(can_manage_session(run.by, session, local_day(at)), NOT_YOUR_SESSION)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    rows = Booking.objects.filter(session=session, state=Booking.State.BOOKED).select_related("person__user")
    for booking in rows.order_by("person_id"):
        booking.session = session
        letter = note(correspondence.facts(booking), run.words, part=str(run.public_id))
        correspondence.send(booking, [letter])
    changelog.record(by=run.by, at=at, verb="wrote to everybody booked", subject=session)
    return correspondence


OF_SESSIONS: dict[str, Step] = {"open": _open, "copy": _copy, "cancel": _cancel, "write": _write}
