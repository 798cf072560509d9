"""What the pages of one session and of one booking read, written once and answered as models."""

from typing import Any
from uuid import UUID

from django.apps import apps

from courses.querysets.sessions import SHOWN_STATES
from foundation.asked_often import AskedOften


def _manager(model: str) -> Any:
    return apps.get_model("courses", model)._default_manager


def _public(public_id: UUID) -> Any:
    """One that everybody may know of (`SessionQuerySet.visible_to`)."""
    return _manager("Session").filter(state__in=SHOWN_STATES, course__live=True, public_id=public_id)


PUBLIC_KEY = AskedOften(lambda public_id: _public(public_id).order_by().values("pk"), UUID)
PUBLIC = AskedOften(lambda public_id: _public(public_id).select_related("course", "venue"), UUID)
OWN_BOOKING = AskedOften(
    lambda user_id, public_id: (
        _manager("Booking")
        .of_user(user_id)
        .filter(public_id=public_id)
        .select_related("session__course", "session__venue")
    ),
    int,
    UUID,
)
DATES = AskedOften(lambda session_id: _manager("SessionDate").filter(session=session_id), int)
TRAINERS = AskedOften(lambda session_id: _manager("SessionTrainer").filter(session=session_id).order_by("pk"), int)


def public_key(user: Any, public_id: UUID) -> int | None:
    """The key of a session this user may know of; None where there is none. One query, for nearly everybody."""
    for (found,) in PUBLIC_KEY.tuples(public_id):
        return int(found)
    hidden: int | None = _hidden(user, public_id).values_list("pk", flat=True).first()
    return hidden


def session_for(user: Any, public_id: UUID) -> Any:
    """A session this user may know of, with course, venue, dates and trainers; None where there is none."""
    found = PUBLIC.instances(public_id) or list(_hidden(user, public_id).select_related("course", "venue"))
    return _with_dates(found[0]) if found else None


def own_booking(user: Any, public_id: UUID) -> Any:
    """A booking of the user's own, its session with course, venue, dates and trainers; None where it is nobody's
    or another's. Three queries."""
    for found in OWN_BOOKING.instances(user.pk, public_id) if user.is_authenticated else ():
        _with_dates(found.session)
        return found
    return None


def _hidden(user: Any, public_id: UUID) -> Any:
    """Sessions that are not public may be known to coordinators and to whoever leads them."""
    return _manager("Session").visible_to(user).filter(public_id=public_id)


def _with_dates(session: Any) -> Any:
    """Dates and trainers as a list, for reading. Two queries."""
    kept = {"dates": DATES.instances(session.pk), "trainers": TRAINERS.instances(session.pk)}
    session._prefetched_objects_cache = kept
    return session
