"""The private feed of somebody's bookings, and the list of the feeds they made."""

from datetime import datetime
from typing import Any

from django.conf import settings

from courses.actions.correspondence import organiser
from courses.emails.letters import invitation_to
from courses.models import Booking, CalendarFeed
from courses.rules.feeds import Entry, feed_text
from foundation.british_dates import long_date

HELD = (Booking.State.BOOKED, Booking.State.ATTENDED, Booking.State.PARTIAL)


def feed_of(user: Any, at: datetime) -> str:
    """The iCalendar text of the user's own bookings: a fixed number of queries."""
    bookings = Booking.objects.for_user(user).for_calendar(at).with_session().select_related("person")
    return feed_text(entry for booking in bookings for entry in _entries(booking))


def lines(feeds: list[CalendarFeed]) -> list[dict[str, Any]]:
    """The user's feeds as the page lists them."""
    return [
        {
            "key": feed.pk,
            "name": feed.name,
            "made": long_date(feed.made_at),
            "read": f"Last asked for on {long_date(feed.read_on)}" if feed.read_on else "Not asked for yet",
        }
        for feed in feeds
    ]


def _entries(booking: Booking) -> list[Entry]:
    session, site = booking.session, settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    held = booking.state in HELD
    return [
        Entry(invitation_to(booking, session, each, site=site, organiser=organiser()), held, booking.changed_at)
        for each in session.dates.all()
    ]
