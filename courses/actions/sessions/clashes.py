"""A room, a trainer or a thing cannot be in two places at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from courses import policies
from courses.actions.sessions.plans import DateSpan, SessionPlan, SessionRefused, Trainer
from courses.models import Equipment, SessionDate, SessionEquipment, SessionTrainer
from foundation.british_dates import clock_span, weekday_date
from foundation.policies import book
from workforce.models import Absence
from workforce.querysets.recorded import in_force

OVERRIDE = "Choose another, or say below why it may stand."


def lock_planning() -> None:
    """One plan at a time, until the transaction ends: two coordinators cannot take one room at once.

    Taken before any session's row, and by nothing that books a place, so it crosses no booking.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", ["academy planning"])


def refuse_clashes(session_id: int | None, plan: SessionPlan, at: datetime) -> None:
    """Raise SessionRefused with every clash, unless the plan says why it may stand."""
    if plan.clash_reason.strip():
        return
    clashes = find_clashes(session_id, plan, at)
    if clashes:
        raise SessionRefused(" ".join([*clashes, OVERRIDE]))


def find_clashes(session_id: int | None, plan: SessionPlan, at: datetime) -> list[str]:
    """A sentence for each clash of a plan with other sessions; `session_id` is the plan's own, if it has one."""
    turn = timedelta(minutes=book().whole(policies.TURN_AROUND, timezone.localdate(at)))
    rows = list(_others(session_id, plan, turn))
    return list(dict.fromkeys([*_rooms(rows, plan), *_trainers(rows, plan), *_things(rows, plan), *_away(plan)]))


def _others(session_id: int | None, plan: SessionPlan, turn: timedelta) -> Iterable[SessionDate]:
    """Dates of other sessions at these times, the time to clear a room added."""
    spans = (Q(starts_at__lt=span.ends_at + turn, ends_at__gt=span.starts_at - turn) for span in plan.dates)
    rows = SessionDate.objects.filter(reduce(or_, spans), session__state__in=("planned", "open"))
    return rows.exclude(session=session_id).select_related("session__course", "session__venue").order_by("starts_at")


def _rooms(rows: Iterable[SessionDate], plan: SessionPlan) -> Iterator[str]:
    """Turn-around time counts here: `rows` are chosen with it."""
    for row in rows:
        if plan.venue and row.session.venue_id == plan.venue.pk:
            yield f"{plan.venue} is taken by {_said(row)}."


def _trainers(rows: Sequence[SessionDate], plan: SessionPlan) -> Iterator[str]:
    at_once = {row.session_id: row for row in rows if any(_overlaps(row, span) for span in plan.dates)}
    if not plan.trainers or not at_once:
        return
    for other in SessionTrainer.objects.filter(session__in=at_once).order_by("pk"):
        if any(_same(other, trainer) for trainer in plan.trainers):
            yield f"{other.name} leads {_said(at_once[other.session_id])}."


def _same(other: SessionTrainer, trainer: Trainer) -> bool:
    """By our record of them, else by address, else by name."""
    if trainer.person_id and other.person_id:
        return trainer.person_id == other.person_id
    if trainer.email and other.email:
        return trainer.email.casefold() == other.email.casefold()
    return trainer.name.casefold() == other.name.casefold()


def _things(rows: Sequence[SessionDate], plan: SessionPlan) -> Iterator[str]:
    wanted = {each.equipment_id: each.quantity for each in plan.equipment}
    if not wanted:
        return
    uses = list(SessionEquipment.objects.filter(equipment__in=wanted, session__in=[row.session_id for row in rows]))
    for thing in Equipment.objects.filter(pk__in=wanted):
        taken = {use.session_id: use.quantity for use in uses if use.equipment_id == thing.pk}
        peak, row = _peak([row for row in rows if row.session_id in taken], taken, plan.dates)
        left = max(thing.quantity - peak, 0)
        if wanted[thing.pk] > left:
            others = f", as {_said(row)} needs {taken[row.session_id]}" if row else ""
            yield f"{thing.name}: {left} of {thing.quantity} left then{others}."


def _peak(rows: list[SessionDate], taken: dict[int, int], dates: Sequence[DateSpan]) -> tuple[int, SessionDate | None]:
    """The most in use at one moment of these dates, and one session that uses them then."""
    best: tuple[int, SessionDate | None] = (0, None)
    for span in dates:
        during = [row for row in rows if _overlaps(row, span)]
        for moment in {span.starts_at, *(row.starts_at for row in during if row.starts_at > span.starts_at)}:
            used = [row for row in during if row.starts_at <= moment < row.ends_at]
            total = sum(taken[row.session_id] for row in used)
            best = (total, used[0]) if total > best[0] else best
    return best


def _away(plan: SessionPlan) -> Iterator[str]:
    """Trainers of ours who are away on one of the days; others never read why."""
    people = [trainer.person_id for trainer in plan.trainers if trainer.person_id]
    if not people:
        return
    days = sorted({timezone.localdate(span.starts_at) for span in plan.dates})
    spells = reduce(or_, (in_force(day) for day in days))
    rows = Absence.objects.current().filter(spells, person__in=people).select_related("person")
    for absence in rows:
        yield f"{absence.person.full_name} is unavailable on one of the days."


def _overlaps(row: SessionDate, span: DateSpan) -> bool:
    return row.starts_at < span.ends_at and row.ends_at > span.starts_at


def _said(row: SessionDate) -> str:
    when = f"{weekday_date(row.starts_at)}, {clock_span(row.starts_at, row.ends_at)}"
    return f"{row.session.course.title} ({row.session.ref}) on {when}"
