"""An organisation asks for more places, and a coordinator answers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from courses import hold_permissions
from courses.actions.history import locked_session
from courses.actions.holds.keeping import KeptFor, keep
from courses.actions.holds.letters import number
from courses.actions.retrying import retried
from courses.models import PlaceHold, PlaceRequest, Session
from courses.permissions import demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, outbox, wordings
from foundation.british_dates import weekday_date
from workforce.models import Organisation


class RequestRefused(ValueError):
    """The request cannot be made or answered; the message says why and what to do."""


@transaction.atomic
def ask(*, session_id: int, organisation: Organisation, places: int, note: str, by: Any, at: datetime) -> PlaceRequest:
    """Ask for places of a session for one's organisation. Raises RequestRefused, NotForYou."""
    session = locked_session(session_id)
    mine = Organisation.objects.administered_by(by, local_day(at)).running(local_day(at))
    demand(mine.filter(pk=organisation.pk).exists(), "Only your organisation's administrator can ask for places.")
    if session.state not in (Session.State.PLANNED, Session.State.OPEN) or at >= session.starts_at:
        raise RequestRefused("This session has begun or is over. Choose another date.")
    if not 0 < places <= session.capacity:
        raise RequestRefused(f"Enter a number from 1 to {session.capacity}: so many places the session has.")
    if PlaceRequest.objects.pending().filter(session=session, organisation=organisation).exists():
        raise RequestRefused("You have asked for places of this session already. The Academy will answer soon.")
    request = PlaceRequest.objects.create(
        session=session, organisation=organisation, places=places, note=note.strip(), asked_by=by, asked_at=at
    )
    changelog.record(by=by, at=at, verb="places asked for", subject=request)
    return request


@retried
@transaction.atomic
def answer(
    *, request_id: int, grant: bool, places: int = 0, until: date | None = None, reason: str = "", by: Any, at: datetime
) -> PlaceHold | None:
    """Keep the places, or say why not; whoever asked is told. Raises RequestRefused, HoldRefused, NotForYou."""
    locked_session(PlaceRequest.objects.values_list("session_id", flat=True).get(pk=request_id))
    request = PlaceRequest.objects.select_related("session__course", "organisation", "asked_by").get(pk=request_id)
    may = hold_permissions.can_keep_for_others(by, local_day(at), team=None, organisation=request.organisation)
    demand(may, "Only a learning coordinator answers requests for places.")
    if request.state != PlaceRequest.State.PENDING:
        raise RequestRefused("This request has been answered already.")
    if not grant and not reason.strip():
        raise RequestRefused("Say in a sentence why not, so that they can plan.")
    if not grant:
        decline(request, reason.strip(), by=by, at=at)
        return None
    hold = _keep(request, places, until, by, at)
    _settle(request, PlaceRequest.State.GRANTED, reason.strip(), hold, by, at)
    return hold


def decline(request: PlaceRequest, why: str, *, by: Any, at: datetime) -> None:
    """Say no to a pending request, and tell whoever asked. The caller holds the session's lock."""
    _settle(request, PlaceRequest.State.DECLINED, why[:255], None, by, at)
    _tell(request, at)


def _settle(request: PlaceRequest, state: str, answer: str, hold: PlaceHold | None, by: Any, at: datetime) -> None:
    request.state, request.answer, request.hold = state, answer, hold
    request.answered_by, request.answered_at = by, at
    request.save(update_fields=["state", "answered_by", "answered_at", "answer", "hold"])
    changelog.record(by=by, at=at, verb="request answered", subject=request, fields=["state"])


def _keep(request: PlaceRequest, places: int, until: date | None, by: Any, at: datetime) -> PlaceHold:
    """The keepers get the letter of every new hold, which is the answer."""
    return keep(
        session_id=request.session_id,
        whom=KeptFor(organisation=request.organisation),
        places=places or request.places,
        until=until or local_day(request.session.starts_at),
        by=by,
        at=at,
    )


def _tell(request: PlaceRequest, at: datetime) -> None:
    values = {
        "first_name": request.asked_by.get_short_name(),
        "course": request.session.course.title,
        "date": weekday_date(request.session.starts_at),
        "places": number(request.places),
        "reason": request.answer,
    }
    subject, body = wordings.book().compose("places-not-possible", values)
    outbox.queue(
        kind="places-not-possible",
        source=f"place-request:{request.public_id}",
        to=request.asked_by.email,
        recipient=request.asked_by,
        subject=subject,
        body=body,
        at=at,
    )
