"""Keeping places of a session."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Sum

from courses import hold_permissions, place_policies
from courses.actions import waiting
from courses.actions.history import locked_session, places_taken, refresh_counter
from courses.actions.holds.letters import tell_keepers
from courses.actions.retrying import retried
from courses.models import Booking, PlaceHold, Session
from courses.permissions import demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, policies
from foundation.british_dates import long_date
from foundation.policies import PolicyBook
from workforce.models import Organisation, Person, Team


class HoldRefused(ValueError):
    """These places cannot be kept or used like this; the message says what to do, `field` what to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class KeptFor:
    """Whom places are kept for: exactly one of the three."""

    team: Team | None = None
    organisation: Organisation | None = None
    manager: Person | None = None


@retried
@transaction.atomic
def keep(
    *,
    session_id: int,
    whom: KeptFor,
    places: int,
    until: date | None = None,
    note: str = "",
    by: Any,
    at: datetime,
) -> PlaceHold:
    """Keep places for a team, an organisation or a manager's people.

    `until` is the first day on which unnamed places go back; for a manager policy decides it. Raises
    HoldRefused, NotForYou.
    """
    session, today = locked_session(session_id), local_day(at)
    _demand(whom, by, today)
    book = policies.book()
    _refuse_what_is_over(session, at)
    if whom.manager is not None:
        until = last_day_to_name(session, book)
        _refuse_beyond_cap(session, whom.manager, places, book)
    if until is None or not today < until <= local_day(session.starts_at):
        raise HoldRefused(_why_not_until(session, whom, until), "until")
    _refuse_without_places(session, places, by, at)
    hold = PlaceHold.objects.create(
        session=session,
        team=whom.team,
        organisation=whom.organisation,
        manager=whom.manager,
        places=places,
        until=until,
        note=note,
        created_by=by,
        created_at=at,
    )
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="places kept", subject=hold, fields=["places", "until"])
    tell_keepers("places-kept", hold, at)
    return hold


@transaction.atomic
def note_purchase_order(*, hold_id: int, number: str, by: Any, at: datetime) -> None:
    """Write down the organisation's own number for finance. Raises NotForYou."""
    hold = PlaceHold.objects.select_for_update().get(pk=hold_id)
    demand(hold_permissions.can_use(by, hold, local_day(at)), NOT_YOURS)
    hold.purchase_order = number.strip()
    hold.save(update_fields=["purchase_order"])
    changelog.record(by=by, at=at, verb="purchase order noted", subject=hold, fields=["purchase_order"])


def last_day_to_name(session: Session, book: PolicyBook) -> date:
    """The first day on which places a manager keeps go back."""
    day = local_day(session.starts_at)
    return day - timedelta(days=book.whole(place_policies.HOLD_ENDS, day))


def without_window(session: Session) -> None:
    """Forget when booking opens and closes, on this object only: whoever takes a kept place, or one
    that was booked in time, is bound by the hold's day or the session's start. Never saved."""
    session.booking_opens_at = session.booking_closes_at = None


NOT_YOURS = "Only whoever these places are kept for, or a coordinator, can use them."


def _demand(whom: KeptFor, by: Any, today: date) -> None:
    if whom.manager is not None:
        allowed = by is None or hold_permissions.can_keep_own(by, whom.manager, today)
        demand(allowed, "Managers keep places for their own people.")
        return
    allowed = hold_permissions.can_keep_for_others(by, today, team=whom.team, organisation=whom.organisation)
    demand(allowed, "Only a learning coordinator keeps places for a team or an organisation.")


def _refuse_what_is_over(session: Session, at: datetime) -> None:
    if session.state not in (Session.State.PLANNED, Session.State.OPEN) or at >= session.starts_at:
        raise HoldRefused(
            "This session is over, cancelled or has begun, so no places can be kept. Choose another date."
        )


def _refuse_beyond_cap(session: Session, manager: Person, places: int, book: PolicyBook) -> None:
    cap = book.whole(place_policies.HOLD_CAP, local_day(session.starts_at))
    mine = PlaceHold.objects.running().filter(session=session, manager=manager)
    kept = mine.aggregate(total=Sum("places"))["total"] or 0
    if kept + places > cap:
        said = f"You keep {kept} already. " if kept else ""
        raise HoldRefused(f"{said}A manager can keep up to {cap} places of one session.", "places")
    if Booking.objects.filter(session=session, state__in=("waiting", "offered")).exists():
        raise HoldRefused("People are waiting for this session, so its places cannot be kept. Choose another date.")


def _why_not_until(session: Session, whom: KeptFor, until: date | None) -> str:
    starts = long_date(local_day(session.starts_at))
    if whom.manager is not None and until is not None:
        return (
            f"Places can be kept without names until {long_date(until)}, and that day has come. "
            f"Book your people by name instead: the session is on {starts}."
        )
    return f"Choose a day after today and no later than the session, which is on {starts}."


def _refuse_without_places(session: Session, places: int, by: Any, at: datetime) -> None:
    """A free place that somebody waits for is theirs first."""
    waiting.fill(session, by=by, at=at)
    free = session.capacity - places_taken(session)
    if 0 < places <= free:
        return
    if free <= 0:
        raise HoldRefused("This session has no free place to keep. Choose another date.", "places")
    raise HoldRefused(f"Enter a number from 1 to {free}: so many places are free.", "places")
