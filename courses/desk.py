"""What courses put on somebody's desk: what they have booked, what their team missed, registers to mark."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from courses.models import Approval, Booking, FormRequest, SelfPacedRun, Session
from courses.permissions import can_answer_requests
from courses.querysets.desk import REGISTER_SOON, own_there, team_there
from foundation.asked_often import AskedOften
from foundation.british_dates import clock_time, long_date, weekday_date
from foundation.slots import DeskCard
from workforce.permissions import coordinates, is_line_manager, scope_paths
from workforce.querysets.access import access_of
from workforce.querysets.reports import own_report_keys
from workforce.roles import COORDINATOR

SHOWN = 5
ABOUT = ("about__first_name", "about__last_name")
PURPOSES = {
    "evaluation": "How was it",
    "impact-learner": "What difference has it made",
    "impact-manager": "What have you seen change",
    "observation": "Observe practice",
    "pulse": "How are things going? Anonymous survey",
}


def _next(people: list[int], at: datetime) -> Any:
    """What somebody has booked: their own rows, whatever else they may see."""
    fields = ("public_id", "session__course__title", "session__starts_at", "session__venue__name")
    return Booking.objects.filter(person__in=people).ahead(at).values(*fields)[:SHOWN]


def _asked_forms(user_id: int, day: date) -> Any:
    """What somebody is asked to fill in, soonest first."""
    fields = ("public_id", "purpose", "due_on", "booking__session__course__title", *ABOUT)
    return FormRequest.objects.filter(person__user=user_id).open_on(day).values(*fields)[:SHOWN]


NEXT = AskedOften(_next, list, datetime)
BEGUN = AskedOften(
    lambda user_id: (
        SelfPacedRun.objects.open()
        .filter(person__user=user_id)
        .order_by("-active_at")
        .values("course__title", "course__slug", "started_at")[:SHOWN]
    ),
    int,
)


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """Nothing for people who have no such business here."""
    day = timezone.localdate(at)
    if access_of(user, day).person_ids:
        yield _next_bookings(user, at)
        yield from _own(user, at, day)
    if can_answer_requests(user, day):
        yield from _approvals(user, at, day)
    if is_line_manager(user, day):
        yield _missed_by_team(user, at)
    due = _registers(user, at)
    if due:
        yield _registers_to_mark(due, at)


FORMS = AskedOften(_asked_forms, int, date)


def _own(user: Any, at: datetime, day: date) -> Iterator[DeskCard]:
    """What they are asked to fill in, and what they have begun."""
    there = own_there(user, at)
    if "forms" in there:
        yield from _forms(user, day)
    begun = BEGUN.rows(user.pk) if "begun" in there else []
    if begun:
        yield _begun_courses(begun)


def _forms(user: Any, day: date) -> Iterator[DeskCard]:
    """Forms that wait for them; no card where none does."""
    rows = FORMS.rows(user.pk, day)
    if not rows:
        return
    yield DeskCard(
        key="forms",
        title="Tell us how it was" if all(row["purpose"] == "evaluation" for row in rows) else "Forms to fill in",
        order=15,
        items=tuple(
            (
                f"{PURPOSES[row['purpose']]}{_about_form(row)}",
                f"/my/forms/{row['public_id']}/",
                f"By {long_date(row['due_on'])}",
            )
            for row in rows
        ),
        more_url="/my/forms/",
        more_text="All your forms",
    )


def _about_form(row: dict[str, Any]) -> str:
    name = " ".join(filter(None, (row["about__first_name"], row["about__last_name"])))
    course = row["booking__session__course__title"] or ""
    said = ", ".join(part for part in (name, course) if part)
    return f": {said}" if said else ""


def _next_bookings(user: Any, at: datetime) -> DeskCard:
    rows = NEXT.rows(list(access_of(user, timezone.localdate(at)).person_ids), at)
    return DeskCard(
        key="bookings",
        title="Your next learning",
        order=20,
        items=tuple(
            (
                row["session__course__title"],
                f"/my/bookings/{row['public_id']}/",
                f"{weekday_date(row['session__starts_at'])}, {clock_time(row['session__starts_at'])}, "
                f"{row['session__venue__name'] or 'online'}",
            )
            for row in rows
        ),
        empty="You have nothing booked.",
        more_url="/my/bookings/",
        more_text="All your bookings",
    )


def _begun_courses(rows: list[dict[str, Any]]) -> DeskCard:
    return DeskCard(
        key="self-paced",
        title="Learning you have begun",
        order=25,
        items=tuple(
            (row["course__title"], f"/learn/{row['course__slug']}/", f"begun {long_date(row['started_at'])}")
            for row in rows
        ),
    )


def _approvals(user: Any, at: datetime, day: date) -> Iterator[DeskCard]:
    """Requests that wait for this user's answer; nothing where there are none."""
    if not (coordinates(user, day) or "asked" in team_there(user, at)):
        return
    waiting = Approval.objects.pending().waiting_for(user, day).with_names()
    rows = list(waiting[:SHOWN])
    if rows:
        yield DeskCard(
            key="approvals",
            title="Approvals waiting",
            order=5,
            urgent=True,
            items=tuple(
                (
                    f"{row.booking.person.full_name}: {row.booking.session.course.title}",
                    f"/team/approvals/{row.public_id}/",
                    f"{weekday_date(row.booking.session.starts_at)}, lapses on {long_date(row.lapses_at)}",
                )
                for row in rows
            ),
            more_url="/team/approvals/",
            more_text="Answer them together",
        )


def _missed_by_team(user: Any, at: datetime) -> DeskCard:
    """Late cancellations and no-shows this month among direct reports; a private reason shows as accepted."""
    day = timezone.localdate(at)
    team = own_report_keys(user, day) if "missed" in team_there(user, at) else []
    keys = [key for (key,) in MISSED.tuples(team, day.replace(day=1), day)] if team else []
    found = Booking.objects.filter(pk__in=keys) if keys else Booking.objects.none()
    rows = found.select_related("person", "session__course").order_by("-changed_at")
    return DeskCard(
        key="team-missed",
        title="Learning your team missed this month",
        order=60,
        items=tuple((f"{row.person.full_name}: {row.session.course.title}", "", _how(row)) for row in rows),
        empty="Nobody in your team missed learning this month.",
    )


MISSED = AskedOften(
    lambda people, first, last: (
        Booking.objects.filter(person__in=people)
        .missed_between(first, last)
        .order_by("-changed_at")
        .values("pk")[:SHOWN]
    ),
    list,
    date,
    date,
)


def _how(booking: Booking) -> str:
    what = "cancelled late" if booking.state == Booking.State.CANCELLED else "was not there"
    reason = booking.reason_for_others
    said = f" · reason: {reason.lower()}" if reason else ""
    return f"{long_date(booking.session.starts_at)}, {what}{said}"


def _registers(user: Any, at: datetime) -> list[dict[str, Any]]:
    """Open registers that have begun, or begin today: those a coordinator looks after, their own for a trainer."""
    day = timezone.localdate(at)
    paths = scope_paths(user, COORDINATOR, day)
    if paths:
        mine = Session.objects.managed_by(user, day)
        if "" not in paths:
            own = Q(pk__in=mine.values("pk")) | Q(pk__in=Session.objects.led_by(user).values("pk"))
            mine = Session.objects.filter(own)
        return list(_begun(mine, at + REGISTER_SOON))
    return LED.rows(user.pk, at + REGISTER_SOON) if "leads" in own_there(user, at) else []


def _begun(sessions: Any, until: datetime) -> Any:
    begun = sessions.filter(state=Session.State.OPEN, starts_at__lte=until).order_by("starts_at", "pk")
    return begun.values("public_id", "course__title", "starts_at", "ends_at")[:SHOWN]


LED = AskedOften(
    lambda user_id, until: _begun(Session.objects.filter(trainers__person__user=user_id), until), int, datetime
)


def _registers_to_mark(due: list[dict[str, Any]], at: datetime) -> DeskCard:
    late = [row for row in due if row["ends_at"] <= at]
    return DeskCard(
        key="registers",
        title="Registers to mark",
        order=10,
        urgent=bool(late),
        items=tuple(
            (row["course__title"], f"/sessions/{row['public_id']}/register/", weekday_date(row["starts_at"]))
            for row in due
        ),
    )
