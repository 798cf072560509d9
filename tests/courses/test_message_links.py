"""Links in messages never act when opened: a mail scanner that opens them all changes nothing (DESIGN 4)."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from courses.actions import bookings
from courses.models import Booking, BookingEvent
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead

pytestmark = pytest.mark.django_db


def test_a_robot_that_opens_every_link_changes_nothing(client):
    manager = staff()
    person = staff(line_manager=manager)
    first = booked(person)
    tomorrow = days_ahead(1)
    second = booked(person, SessionFactory(spans=[(tomorrow, tomorrow.replace(hour=16))]))
    bookings.announce_change(session_id=first.session_id, by=None, at=timezone.now())
    bookings.cancel(booking_id=second.pk, reason="court", by=person.user, at=timezone.now())
    before = (list(Booking.objects.values()), BookingEvent.objects.count(), OutboxMessage.objects.count())
    links = {link for message in OutboxMessage.objects.all() for link in re.findall(r"https?://\S+", message.body)}
    assert len(links) > 4
    sign_in(client, person.user)
    for link in links:
        client.get(link.removeprefix(settings.WAGTAILADMIN_BASE_URL))
    assert (list(Booking.objects.values()), BookingEvent.objects.count(), OutboxMessage.objects.count()) == before


def test_every_link_goes_to_this_site(client):
    booked()
    for message in OutboxMessage.objects.all():
        for link in re.findall(r"https?://\S+", message.body):
            assert link.startswith(settings.WAGTAILADMIN_BASE_URL)
