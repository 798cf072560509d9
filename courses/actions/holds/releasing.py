"""Giving kept places back: by hand, by the clock, and where the session is cancelled."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses import hold_permissions, place_policies
from courses.actions import waiting
from courses.actions.history import locked_session, refresh_counter
from courses.actions.holds.asking import decline
from courses.actions.holds.keeping import NOT_YOURS
from courses.actions.holds.letters import left_of, number, tell_keepers
from courses.actions.retrying import retried
from courses.models import PlaceHold, PlaceRequest, Session
from courses.permissions import demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, policies

WITH_ALL = ("session__course", "manager__user")
ASKED_WITH = ("session__course", "asked_by")


@retried
@transaction.atomic
def release(*, hold_id: int, by: Any, at: datetime) -> int:
    """Give back the places nobody is named for; named people keep theirs. Answers how many went back.

    Releasing again does nothing. Raises NotForYou, PlaceHold.DoesNotExist.
    """
    session = locked_session(PlaceHold.objects.values_list("session_id", flat=True).get(pk=hold_id))
    hold = PlaceHold.objects.select_related(*WITH_ALL).get(pk=hold_id)
    demand(hold_permissions.can_use(by, hold, local_day(at)), NOT_YOURS)
    if hold.released_at is not None:
        return 0
    left = left_of(hold)
    hold.released_at = at
    hold.save(update_fields=["released_at"])
    waiting.fill(session, by=by, at=at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="places released", subject=hold, fields=["released_at"])
    if left:
        tell_keepers("places-released", hold, at, left=number(left))
    return left


def end_with_session(session: Session, *, by: Any, at: datetime) -> int:
    """A cancelled session keeps nothing: its holds end, whoever kept places there or asked for some is told.

    The caller holds the session's lock and writes to the people named. Answers how many holds ended.
    """
    ended = list(PlaceHold.objects.running().filter(session=session).select_related(*WITH_ALL).order_by("pk"))
    reason = session.cancelled_reason
    for hold in ended:
        hold.released_at = at
        hold.save(update_fields=["released_at"])
        changelog.record(by=by, at=at, verb="places released", subject=hold, fields=["released_at"], reason=reason)
        tell_keepers("places-session-cancelled", hold, at, reason=reason)
    for asked in PlaceRequest.objects.pending().filter(session=session).select_related(*ASKED_WITH).order_by("pk"):
        decline(asked, f"The session does not take place. {reason}", by=by, at=at)
    return len(ended)


def release_due(*, by: Any, at: datetime) -> int:
    """Release every hold whose day has come, one transaction each. Answers how many holds. Repeatable."""
    due = list(PlaceHold.objects.due(local_day(at)).order_by("pk").values_list("pk", flat=True))
    for hold_id in due:
        release(hold_id=hold_id, by=by, at=at)
    return len(due)


def warn(*, at: datetime) -> int:
    """Remind those who keep places that unnamed ones go back soon. Repeatable: one letter for each hold."""
    today = local_day(at)
    days = policies.book().whole(place_policies.HOLD_WARNING, today)
    soon = PlaceHold.objects.running().filter(until__gt=today, until__lte=today + timedelta(days=days))
    told = 0
    for hold in soon.select_related(*WITH_ALL).order_by("pk"):
        if left_of(hold):
            with transaction.atomic():
                tell_keepers("places-go-back-soon", hold, at)
            told += 1
    return told
