"""Loads the learning offer of the demo: courses, venues and sessions ahead."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from academy.demo.courses import courses
from academy.demo.sessions import DemoSession, sessions, venues
from courses.actions.courses import publish_course
from courses.actions.sessions import DateSpan, SessionPlan, Trainer, open_session, plan_session
from courses.models import Budget, Course, Session, Venue
from cpd_records.rules.years import following, year_start

WEIGHTS = ("sos", "rp", "sp")
ROOMS, ONLINE = "ROOMS", "ONLINE"
BUDGETS = {ROOMS: ("Rooms and refreshments", 900_000), ONLINE: ("Learning online", 150_000)}
"""By code: what it is for, and how much there is in a year, in pence."""
A_DAY = {ROOMS: 16_500, ONLINE: 2_400}
"""What one date of a session costs, in pence, trainers left out."""


def load_courses(*, at: datetime) -> int:
    """Publish the 32 courses; again, and nothing changes. The number of courses."""
    offer = list(courses())
    for course in offer:
        publish_course(code=course.code, values=course.values, terms=course.terms, by=None, at=at)
    return len(offer)


def load_sessions(*, at: datetime) -> int:
    """Plan and open the sessions of the next six months; those that are there stay. The number opened."""
    known = {course.code: course for course in Course.objects.published()}
    rooms = _venues()
    _budgets(timezone.localdate(at))
    there = set(Session.objects.values_list("ref", flat=True))
    methodologies = {code: _methodologies(course) for code, course in known.items()}
    ahead = sessions(today=timezone.localdate(at), methodologies=methodologies)
    wanted = [row for row in ahead if row.ref not in there and row.course_code in known]
    for row in wanted:
        session = plan_session(course=known[row.course_code], plan=_plan(row, rooms), by=None, at=at, ref=row.ref)
        open_session(session_id=session.pk, by=None, at=at)
    return len(wanted)


def _methodologies(course: Course) -> list[str]:
    return [code for code in WEIGHTS if getattr(course, f"weight_{code}")]


def _venues() -> dict[str, Venue]:
    return {row["name"]: Venue.objects.get_or_create(name=row["name"], defaults=row)[0] for row in venues()}


def _budgets(today: date) -> None:
    """This allowance year's and the next's; what a coordinator has entered stays."""
    this_year = year_start(today)
    for year in (this_year, following(this_year)):
        for code, (name, pence) in BUDGETS.items():
            Budget.objects.get_or_create(code=code, year_starts_on=year, defaults={"name": name, "amount_pence": pence})


def costs(dates: int, *, in_a_room: bool) -> dict[str, Any]:
    """What so many dates cost, and which budget pays."""
    code = ROOMS if in_a_room else ONLINE
    return {"cost_pence": dates * A_DAY[code], "budget_code": code}


def _plan(row: DemoSession, rooms: dict[str, Venue]) -> SessionPlan:
    return SessionPlan(
        dates=tuple(DateSpan(start, end) for start, end in row.spans),
        capacity=row.capacity,
        venue=rooms.get(row.venue),
        join_link=row.join_link,
        trainers=tuple(Trainer(name) for name in row.trainers),
        booking_closes_at=row.booking_closes_at,
        joining_notes=row.joining_notes,
        **costs(len(row.spans), in_a_room=bool(row.venue)),
    )
