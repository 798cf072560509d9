"""Telling those who keep places: the manager, or the organisation's administrators."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from courses.models import Booking, PlaceHold, Session
from courses.rules.conditions.loading import local_day
from foundation import outbox, wordings
from foundation.british_dates import long_date, weekday_date
from workforce import roles
from workforce.models import RoleGrant


def tell_keepers(kind: str, hold: PlaceHold, at: datetime, *, part: str = "", **more: str) -> None:
    """Queue one letter to each who keeps the places; a team's have nobody to write to."""
    words = None
    for name, address, user in _keepers(hold, at):
        words = words or wordings.book()
        subject, body = words.compose(kind, _values(hold, name) | more)
        outbox.queue(
            kind=kind,
            source=f"hold:{hold.public_id}:{part}" if part else f"hold:{hold.public_id}",
            to=address,
            recipient=user,
            subject=subject,
            body=body,
            at=at,
        )


def tell_of_change(session: Session, what: str, at: datetime) -> int:
    """Tell everybody who keeps places on a session that it has changed; answers of how many holds.

    In the transaction of the change, after the day on which places go back has been brought forward.
    """
    rows = PlaceHold.objects.running().filter(session=session).select_related("session__course", "manager__user")
    holds = list(rows.order_by("pk"))
    for hold in holds:
        tell_keepers("places-session-changed", hold, at, part=f"changed-{at:%Y%m%d%H%M%S}", what=what)
    return len(holds)


def page_of(hold: PlaceHold) -> str:
    """The path of the page on which these places are used."""
    if hold.organisation_id is not None:
        return f"/partner/places/{hold.public_id}/"
    return f"/team/places/{hold.public_id}/"


def left_of(hold: PlaceHold) -> int:
    """Places nobody is named for, counted from the rows."""
    used = hold.bookings.filter(state__in=Booking.PLACE_STATES).count()
    return max(hold.places - used, 0)


def number(places: int) -> str:
    """ "1 place", "3 places"."""
    return "1 place" if places == 1 else f"{places} places"


def _values(hold: PlaceHold, name: str) -> dict[str, str]:
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    session = hold.session
    return {
        "first_name": name,
        "course": session.course.title,
        "date": weekday_date(session.starts_at),
        "places": number(hold.places),
        "left": number(left_of(hold)),
        "until": long_date(hold.until),
        "places_link": f"{site}{page_of(hold)}",
        "course_link": f"{site}/courses/{session.course.slug}/",
    }


def _keepers(hold: PlaceHold, at: datetime) -> Iterator[tuple[str, str, Any]]:
    if hold.manager is not None and hold.manager.work_email:
        yield hold.manager.first_name, hold.manager.work_email, hold.manager.user
    if hold.organisation_id is None:
        return
    grants = RoleGrant.objects.running(local_day(at)).filter(
        role=roles.PARTNER_ADMINISTRATOR, organisation=hold.organisation_id, user__is_active=True
    )
    for grant in grants.select_related("user").order_by("pk"):
        yield grant.user.get_short_name(), grant.user.email, grant.user
