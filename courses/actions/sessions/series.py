"""More sessions like one that stands: previewed with their clashes, then planned in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.sessions.clashes import find_clashes
from courses.actions.sessions.planning import plan_session
from courses.actions.sessions.plans import DateSpan, SessionPlan, SessionRefused, plan_of
from courses.models import Session
from courses.rules.series import Pattern, shifted, shifts


@dataclass(frozen=True, slots=True)
class Proposed:
    """One session of a series, not yet planned; `day` is its first day and its key."""

    day: date
    plan: SessionPlan
    clashes: tuple[str, ...]


def preview_series(session: Session, pattern: Pattern, at: datetime) -> list[Proposed]:
    """What a series would plan, in order. Nothing is written."""
    like = replace(plan_of(session), clash_reason="")
    days = {timezone.localdate(span.starts_at) for span in like.dates}
    plans = [moved(like, by) for by in shifts(days, pattern)]
    return [
        Proposed(timezone.localdate(plan.dates[0].starts_at), plan, tuple(find_clashes(None, plan, at)))
        for plan in plans
    ]


@transaction.atomic
def plan_series(
    *, session_id: int, pattern: Pattern, days: Collection[date], clash_reason: str = "", by: Any, at: datetime
) -> list[Session]:
    """Plan those of a series that were chosen by their first day; all of them, or none.

    Raises SessionRefused where a chosen one clashes and no reason is given, and NotForYou.
    """
    session = Session.objects.select_related("course", "venue").get(pk=session_id)
    chosen = [each for each in preview_series(session, pattern, at) if each.day in days]
    if not chosen:
        raise SessionRefused("Choose at least one date.")
    return [
        plan_session(course=session.course, plan=replace(each.plan, clash_reason=clash_reason.strip()), by=by, at=at)
        for each in chosen
    ]


def moved(plan: SessionPlan, by: timedelta) -> SessionPlan:
    """The same plan some days later, by the clock on the wall; its booking window moves with it."""
    opens, closes = plan.booking_opens_at, plan.booking_closes_at
    return replace(
        plan,
        dates=tuple(DateSpan(shifted(span.starts_at, by), shifted(span.ends_at, by)) for span in plan.dates),
        booking_opens_at=shifted(opens, by) if opens else None,
        booking_closes_at=shifted(closes, by) if closes else None,
    )
