"""Letting places go without anybody asking: the session is cancelled, or the person has left."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.actions.bookings.giving_up import way_out
from courses.actions.correspondence import Correspondence
from courses.actions.history import lock_accounts_of, locked_session, refresh_counter
from courses.actions.retrying import retried
from courses.actions.waiting.filling import fill
from courses.emails import bookings as letters
from courses.emails import waiting as waiting_letters
from courses.models import Booking, Session
from courses.rules.conditions.loading import local_day
from foundation import changelog
from workforce.models import Post


@retried
@transaction.atomic
def release_session(*, session_id: int, by: Any, at: datetime) -> list[Booking]:
    """Release every live booking of a cancelled session and write to everyone (DOMAIN 6, rule 8).

    `actions.sessions.cancel_session` calls this in its own transaction.
    """
    session = locked_session(session_id)
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    released = list(_live(session).order_by("person_id", "pk"))
    lock_accounts_of(released)
    for booking in released:
        booking.session = session
        queued = booking.state in (Booking.State.WAITING, Booking.State.OFFERED)
        way_out(booking, reason="session_cancelled", note=session.cancelled_reason, by=by, at=at)
        facts = correspondence.facts(booking)
        said = waiting_letters.session_gone(facts) if queued else letters.session_cancelled(facts, at)
        correspondence.send(booking, said)
    refresh_counter(session)
    changelog.record_many(
        changelog.entry(by=by, at=at, verb="cancelled", subject=booking, fields=["state"]) for booking in released
    )
    return released


def release_leaver(*, person_id: int, by: Any, at: datetime) -> int:
    """Release what somebody who has left still had ahead: one transaction per session (DESIGN 4).

    Answers how many. Only sessions that end after the last day in post are released, which is what
    `bookings ahead` means on the day after it.
    """
    ahead = Booking.objects.filter(person_id=person_id).ahead(at)
    pairs = list(ahead.values_list("session_id", "pk"))
    return sum(_release_one(session_id, booking_id, by, at) for session_id, booking_id in pairs)


def release_leavers(*, by: Any, at: datetime) -> int:
    """Release the bookings ahead of everybody whose last post has ended. Answers how many. Repeatable."""
    posts = Post.objects.current().filter(person=OuterRef("person"))
    gone = Booking.objects.ahead(at).filter(Exists(posts), ~Exists(posts.running_or_ahead(local_day(at))))
    people = sorted(set(gone.values_list("person_id", flat=True)))
    return sum(release_leaver(person_id=person_id, by=by, at=at) for person_id in people)


@retried
@transaction.atomic
def _release_one(session_id: int, booking_id: int, by: Any, at: datetime) -> int:
    session = locked_session(session_id)
    booking = _live(session).filter(pk=booking_id).first()
    if booking is None or local_day(session.starts_at) < local_day(at):
        return 0
    booking.session = session
    way_out(booking, reason="left", note="", by=by, at=at)
    fill(session, by=by, at=at)
    refresh_counter(session)
    changelog.record(by=by, at=at, verb="released", subject=booking, fields=["state"], label="leavers")
    correspondence = Correspondence(session, tuple(session.dates.all()), at)
    correspondence.send(booking, letters.leaver_released(correspondence.facts(booking), at))
    return 1


def _live(session: Session) -> Any:
    return Booking.objects.filter(session=session).live().select_related("person__user")
