"""Drafting next term's sessions from what people need."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.sessions import DateSpan, SessionPlan, find_clashes, plan_of, plan_session
from courses.models import Course, Session
from courses.permissions import COORDINATORS_ONLY, can_manage_sessions, demand, teams_to_look_after
from courses.rules.demand import moved, spread

MOST = 40
"""Sessions of one press: a term has no more, and a slip of the finger no worse."""
TOO_MANY = f"That is {{wanted}} sessions. Draft at most {MOST} at a time."
WEEKS_TRIED = 4
NOTE = "Drafted from demand: room or trainer is taken, choose another before opening"
NO_PATTERN = "{course} has not run yet, so there is nothing to copy: plan its first session by hand."


class DraftsRefused(Exception):
    """These sessions cannot be drafted; the message says what to do."""


@transaction.atomic
def draft_sessions(*, wanted: Mapping[int, int], first: date, last: date, by: Any, at: datetime) -> list[Session]:
    """Plan so many sessions of each course (by key), spread over the term; all of them, or none.

    Each is the course's latest session moved by whole weeks: its times, room, trainers and places, in a
    week in which these are free where there is one near. Drafts are planned sessions, seen by coordinators
    only, until somebody has looked at them and opens them. Raises DraftsRefused or NotForYou. None is
    drafted of a course that is retired or not on the site.
    """
    demand(can_manage_sessions(by, timezone.localdate(at)), COORDINATORS_ONLY)
    counts = {course: number for course, number in wanted.items() if number > 0}
    if not counts:
        raise DraftsRefused("Choose at least one course, and how many sessions of it.")
    if sum(counts.values()) > MOST:
        raise DraftsRefused(TOO_MANY.format(wanted=sum(counts.values())))
    if first <= timezone.localdate(at) or last < first:
        raise DraftsRefused("The term begins tomorrow or later, and ends after it begins.")
    courses = Course.objects.to_plan().filter(pk__in=counts)
    return [
        plan_session(course=course, plan=plan, by=by, at=at)
        for course in courses.order_by("title")
        for plan in _plans(course, counts[course.pk], first, last, by, at)
    ]


def _plans(course: Course, number: int, first: date, last: date, by: Any, at: datetime) -> Iterator[SessionPlan]:
    """One plan after the other, so that each sees the rooms that the ones before it take."""
    pattern = Session.objects.filter(course=course, imported=False).exclude(state="cancelled").order_by("-starts_at")
    latest = pattern.prefetch_related("dates").first()
    if latest is None:
        raise DraftsRefused(NO_PATTERN.format(course=course.title))
    owner = _owner(latest, by, at)
    like = replace(plan_of(latest), booking_opens_at=None, booking_closes_at=None, clash_reason="", owner_team_id=owner)
    for day in spread(first, last, number):
        yield _without_clash(like, day, at)


def _owner(latest: Session, by: Any, at: datetime) -> int | None:
    """Who looks after the draft: whoever did last, unless the coordinator's own teams are others (ADR 12)."""
    teams = teams_to_look_after(by, timezone.localdate(at))
    return latest.owner_team_id if teams is None or latest.owner_team_id in teams else None


def _without_clash(like: SessionPlan, day: date, at: datetime) -> SessionPlan:
    """The plan on the first of a few weeks in which nothing is taken; else on the first, with a note."""
    spans = [(timezone.localtime(each.starts_at), timezone.localtime(each.ends_at)) for each in like.dates]
    plans = [
        replace(like, dates=tuple(DateSpan(*span) for span in moved(spans, day + timedelta(weeks=weeks))))
        for weeks in range(WEEKS_TRIED)
    ]
    free = next((plan for plan in plans if not find_clashes(None, plan, at)), None)
    return free or replace(plans[0], clash_reason=NOTE)
