"""What kept places put on the desk: of a manager, a partner's administrator, a coordinator."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from courses import place_policies
from courses.models import Booking, PlaceHold, PlaceRequest
from courses.querysets.desk import team_there
from foundation import policies
from foundation.british_dates import long_date
from foundation.slots import DeskCard
from workforce import roles
from workforce.permissions import has_role, has_team

SHOWN = 5


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """Nothing for people who keep no places and answer no requests."""
    day = timezone.localdate(at)
    if has_team(user, day):
        yield from _kept(user, at, day, partner=False)
    if has_role(user, roles.PARTNER_ADMINISTRATOR, day):
        yield from _kept(user, at, day, partner=True)
    if has_role(user, roles.COORDINATOR, day):
        yield from _requests(user, day)


def _kept(user: Any, at: datetime, day: date, *, partner: bool) -> Iterator[DeskCard]:
    """Places without a name, those that go back first on top; urgent when that is soon."""
    if not partner and not _keeps_any(user, at, day):
        return
    held = PlaceHold.objects.visible_to(user, day).running().filter(session__starts_at__gt=at)
    held = held.filter(organisation__isnull=not partner, manager__isnull=partner).with_left(Booking.PLACE_STATES)
    rows = list(held.filter(left__gt=0).select_related("session__course").order_by("until", "pk")[:SHOWN])
    if not rows and not partner:
        return
    soon = day + timedelta(days=policies.book().whole(place_policies.HOLD_WARNING, day)) if rows else day
    url = "/partner/" if partner else "/team/places/"
    yield DeskCard(
        key="partner-places" if partner else "kept-places",
        title="Our places" if partner else "Places you are keeping",
        order=15,
        urgent=any(row.until <= soon for row in rows),
        items=tuple(
            (row.session.course.title, f"{url.replace('/partner/', '/partner/places/')}{row.public_id}/", _note(row))
            for row in rows
        ),
        empty="No places are waiting for a name.",
        more_url=url,
        more_text="All our places" if partner else "All of them",
    )


def _keeps_any(user: Any, at: datetime, day: date) -> bool:
    """Whether any places are kept for a manager they are or stand in for, or they coordinate and may see others'."""
    return has_role(user, roles.COORDINATOR, day) or "kept" in team_there(user, at)


def _note(row: Any) -> str:
    places = "1 place" if row.left == 1 else f"{row.left} places"
    return f"{places} without a name until {long_date(row.until)}"


def _requests(user: Any, day: date) -> Iterator[DeskCard]:
    asked = PlaceRequest.objects.visible_to(user, day).pending().filter(session__starts_at__date__gte=day)
    rows = list(asked.select_related("session__course", "organisation")[:SHOWN])
    if not rows:
        return
    yield DeskCard(
        key="place-requests",
        title="Requests for places",
        order=12,
        urgent=True,
        items=tuple(
            (
                f"{row.organisation.name}: {row.session.course.title}",
                f"/coordinate/place-requests/{row.public_id}/",
                f"{row.places} places, {long_date(row.session.starts_at)}",
            )
            for row in rows
        ),
        more_url="/coordinate/place-requests/",
        more_text="All requests",
    )
