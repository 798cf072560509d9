"""Taking back what was done to a session by mistake, while nobody has been told anything."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.sessions.planning import locked
from courses.actions.sessions.plans import SessionRefused
from courses.models import Booking, PlaceHold, Session
from foundation import changelog


@transaction.atomic
def undo_opening(*, session_id: int, by: Any, at: datetime) -> Session:
    """Back to planned: off the site. Only while nobody has asked for a place. Raises SessionRefused or NotForYou."""
    session = locked(session_id, by=by, at=at)
    if session.state != Session.State.OPEN:
        raise SessionRefused(f"This session is {session.get_state_display().lower()}: only an open one can go back.")
    kept = PlaceHold.objects.running().filter(session=session)
    _refuse_people(session, kept.exists(), "cancel it instead, so that they are told")
    return _back_to_planned(session, "took back opening", by, at)


@transaction.atomic
def undo_cancelling(*, session_id: int, by: Any, at: datetime) -> Session:
    """A cancelled session nobody had asked for is planned again. Raises SessionRefused or NotForYou."""
    session = locked(session_id, by=by, at=at)
    if session.state != Session.State.CANCELLED:
        raise SessionRefused(f"This session is {session.get_state_display().lower()}: there is nothing to take back.")
    kept = PlaceHold.objects.filter(session=session)  # cancelling ended them, and told whoever kept them
    _refuse_people(session, kept.exists(), "they have been told that it is cancelled. Plan a new one instead")
    session.cancelled_reason = ""
    return _back_to_planned(session, "took back cancelling", by, at)


def _refuse_people(session: Session, kept: bool, instead: str) -> None:
    """Counted under the session's lock: whoever books takes the same lock."""
    if kept or Booking.objects.filter(session=session).exists():
        raise SessionRefused(f"People have asked for places or have some kept, so {instead}.")


def _back_to_planned(session: Session, verb: str, by: Any, at: datetime) -> Session:
    session.state = Session.State.PLANNED
    session.save(update_fields=["state", "cancelled_reason"])
    changelog.record(by=by, at=at, verb=verb, subject=session, fields=["state"])
    return session
