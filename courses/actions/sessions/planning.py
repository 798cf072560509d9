"""Planning a session, and opening it for booking."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.sessions.clashes import lock_planning, refuse_clashes
from courses.actions.sessions.plans import SessionPlan, SessionRefused, checked_dates
from courses.actions.sessions.writing import new_ref, share_minutes, write, write_equipment, write_trainers
from courses.models import Course, Session
from courses.permissions import (
    COORDINATORS_ONLY,
    NOT_YOUR_SESSION,
    can_manage_session,
    can_manage_sessions,
    demand,
    stands_in_for_coordinator,
    teams_to_look_after,
)
from foundation import changelog


@transaction.atomic
def plan_session(*, course: Course, plan: SessionPlan, by: Any, at: datetime, ref: str = "") -> Session:
    """A planned session, seen by coordinators and its trainers only.

    `ref` is what files and colleagues call it; without one it is made from the course's code and
    the first day. Raises SessionRefused or NotForYou.
    """
    demand(by is None or can_manage_sessions(by, timezone.localdate(at)), COORDINATORS_ONLY)
    plan = with_owner(plan, by, at)
    dates = checked_dates(plan)
    lock_planning()
    refuse_clashes(None, plan, at)
    session = Session(course=course, ref=ref or new_ref(course, dates[0]), state=Session.State.PLANNED)
    write(session, plan, dates)
    write_trainers(session, plan.trainers)
    write_equipment(session, plan.equipment)
    changelog.record(by=by, at=at, verb="planned", subject=session)
    return session


@transaction.atomic
def open_session(*, session_id: int, by: Any, at: datetime) -> Session:
    """Open a planned session for booking, with the minutes and weights the live course has now.

    Later edits of the course change nothing people have booked (DESIGN 2).
    """
    session = locked(session_id, by=by, at=at)
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
    share_minutes(session)
    changelog.record(by=by, at=at, verb="opened", subject=session)
    return session


def locked(session_id: int, *, by: Any, at: datetime) -> Session:
    """The session with its row locked, for somebody who may change it. Raises NotForYou."""
    day = timezone.localdate(at)
    deputy = by is not None and stands_in_for_coordinator(by, day)
    demand(by is None or deputy or can_manage_sessions(by, day), COORDINATORS_ONLY)
    session = Session.objects.select_for_update().get(pk=session_id)
    demand(can_manage_session(by, session, day), NOT_YOUR_SESSION)
    return session


def with_owner(plan: SessionPlan, by: Any, at: datetime) -> SessionPlan:
    """The plan with the team that looks after it: a coordinator of some teams chooses among those."""
    teams = teams_to_look_after(by, timezone.localdate(at))
    if teams is None or plan.owner_team_id in teams:
        return plan
    if plan.owner_team_id is not None or not teams:
        raise SessionRefused("Choose one of the teams you coordinate learning for.")
    return replace(plan, owner_team_id=teams[0])


def _refuse_unpublished(course: Course, at: datetime) -> None:
    if not course.live:
        raise SessionRefused(f"{course.title} is not published yet. Publish the course, then open the session.")
    if course.retired_on and course.retired_on <= timezone.localdate(at):
        raise SessionRefused(f"{course.title} is retired, so no new session of it can be opened.")
