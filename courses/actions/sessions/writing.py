"""Bringing a session's rows in line with its plan."""

from collections.abc import Sequence

from django.utils import timezone

from courses.actions.sessions.plans import COPIED, Borrowed, DateSpan, SessionPlan, Trainer
from courses.models import Course, Session, SessionDate, SessionEquipment, SessionTrainer, TrainerLink
from courses.rules.session_minutes import minutes_by_date


def write(session: Session, plan: SessionPlan, dates: Sequence[DateSpan]) -> tuple[list[str], list[SessionDate]]:
    """Save the plan onto the session and its dates: the names of what differs, and dates taken away."""
    new = {name: getattr(plan, name) for name in COPIED} | {
        "venue_id": plan.venue.pk if plan.venue else None,
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


def share_minutes(session: Session) -> None:
    """Share the session's learning minutes over its dates."""
    rows = list(session.dates.all())
    clock = [DateSpan(row.starts_at, row.ends_at).minutes for row in rows]
    for row, minutes in zip(rows, minutes_by_date(session.learning_minutes, clock), strict=True):
        row.learning_minutes = minutes
    SessionDate.objects.bulk_update(rows, ["learning_minutes"])


def write_trainers(session: Session, trainers: Sequence[Trainer]) -> bool:
    """Whether anything differed. A trainer who stays keeps the row, and with it the link to their page.

    A link goes to one address: where that changes, it opens nothing any more.
    """
    rows = {row.name: row for row in session.trainers.all()}
    kept = {trainer.name for trainer in trainers}
    gone = [row.pk for name, row in rows.items() if name not in kept]
    SessionTrainer.objects.filter(pk__in=gone).delete()
    changed = [trainer for trainer in trainers if _write_trainer(session, rows.get(trainer.name), trainer)]
    return bool(gone or changed)


def _write_trainer(session: Session, row: SessionTrainer | None, trainer: Trainer) -> bool:
    row = row or SessionTrainer(session=session)
    names = ("name", "person_id", "email", "phone", "kind", "fee_pence")
    differs = [name for name in names if getattr(row, name) != getattr(trainer, name)]
    if row.pk and "email" in differs:
        TrainerLink.objects.filter(trainer=row).delete()
    for name in differs:
        setattr(row, name, getattr(trainer, name))
    if differs:
        row.save()
    return bool(differs)


def write_equipment(session: Session, borrowed: Sequence[Borrowed]) -> bool:
    """Whether anything differed."""
    now = {(row.equipment_id, row.quantity) for row in session.equipment.all()}
    if now == {(each.equipment_id, each.quantity) for each in borrowed}:
        return False
    session.equipment.all().delete()
    SessionEquipment.objects.bulk_create(
        SessionEquipment(session=session, equipment_id=each.equipment_id, quantity=each.quantity) for each in borrowed
    )
    return True


def new_ref(course: Course, first: DateSpan) -> str:
    """The course's code and the first day; a number follows where that day has one already."""
    stem = f"{course.code}-{timezone.localtime(first.starts_at):%Y%m%d}"
    taken = set(Session.objects.filter(ref__startswith=stem).values_list("ref", flat=True))
    return next(ref for ref in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if ref not in taken)
