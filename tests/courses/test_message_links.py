"""Links in messages never act when opened: a mail scanner that opens them all changes nothing (DESIGN 4)."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from courses.actions import bookings, declines, registers, reminders, waiting
from courses.actions.registers import Given
from courses.models import Booking
from courses.rules.replies import Decline
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, past, requested, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.house.floors import FLOORS

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LOOKING = {"foundation.changelogentry", "courses.calendarfeed"}
"""What a look may leave behind when somebody is signed in: that they looked."""


def session_in(days, **changes):
    start = days_ahead(days)
    return SessionFactory(spans=[(start, start.replace(hour=16))], **changes)


def a_busy_month():
    """Nearly every letter there is about learning; answers the learner all of it is about."""
    person = staff(line_manager=staff())
    changed, late = booked(person, session_in(20)), booked(person, session_in(1))
    bookings.announce_change(session_id=changed.session_id, what="Another room.", by=None, at=NOW)
    declines.ask(Decline(changed.public_id, 9, person.work_email.lower()), at=NOW)
    bookings.cancel(booking_id=late.pk, reason="court", by=person.user, at=NOW)
    off = booked(person, session_in(25))
    bookings.release_session(session_id=off.session_id, by=None, at=NOW)
    requested(person, session_in(40))
    a_place_comes_free(person)
    reminders.send_due(at=days_ahead(19))
    there, missed = booked(person, session_in(30)), booked(staff(line_manager=person), session_in(31))
    for each, mark in ((there, "present"), (missed, "absent")):
        close(each, mark)
    return person


def a_place_comes_free(person):
    full = session_in(35, capacity=1)
    first = booked(None, full)
    waiting.join(session_id=full.pk, person_id=person.pk, by=person.user, at=NOW)
    bookings.cancel(booking_id=first.pk, by=first.person.user, at=NOW)


def close(booking, mark):
    session = past(booking)
    day = session.dates.get()
    registers.mark(session_id=session.pk, marks=[Given(booking.pk, day.pk, mark)], by=None, at=NOW)
    registers.close(session_id=session.pk, by=None, at=NOW)


def links():
    bodies = OutboxMessage.objects.values_list("body", flat=True)
    return sorted({link for body in bodies for link in re.findall(r"https?://\S+", body)})


def everything(*, signed_in):
    """Every row of every table of ours."""
    rows = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label in FLOORS and not (signed_in and label in LOOKING):
            found = list(model._default_manager.order_by("pk").values())
            rows[label] = [{**row, "read_at": None} if signed_in else row for row in found]
    return rows


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_robot_that_opens_every_link_changes_nothing(client, signed_in):
    cache.clear()
    person = a_busy_month()
    kinds = set(OutboxMessage.objects.values_list("kind", flat=True))
    assert len(kinds) >= 12, sorted(kinds)
    if signed_in:
        sign_in(client, person.user)
    before = everything(signed_in=signed_in)
    for link in links():
        assert client.get(link.removeprefix(settings.WAGTAILADMIN_BASE_URL)).status_code < 500
    after = everything(signed_in=signed_in)
    assert {label for label in before if before[label] != after[label]} == set()


def test_every_link_goes_to_this_site(client):
    a_busy_month()
    assert len(links()) > 10
    assert [link for link in links() if not link.startswith(settings.WAGTAILADMIN_BASE_URL)] == []


def test_pressing_what_a_link_leads_to_does_act(client):
    """The check above would pass on links that lead nowhere."""
    booking = booked()
    sign_in(client, booking.person.user)
    (link,) = (link for link in links() if link.endswith("/cancel/"))
    client.post(link.removeprefix(settings.WAGTAILADMIN_BASE_URL))
    assert Booking.objects.get(pk=booking.pk).state == "cancelled"
