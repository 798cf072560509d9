"""What a calendar program of another make shows: ical.js reads what icalendar wrote (DESIGN 4, "Calendar").

`calendar_reader.mjs` keeps a diary as such a program does; it knows nothing of ours but the text it is sent.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.actions import bookings, calendar_feeds, sessions
from courses.actions.sessions import DateSpan, SessionPlan
from courses.models import Booking
from foundation.models import OutboxMessage
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, local

pytestmark = pytest.mark.django_db
READER = Path(__file__).with_name("calendar_reader.mjs")
NOW = timezone.now()
SUMMER, WINTER = (2027, 10, 30), (2027, 10, 31)
"""The Saturday before the clocks go back, and the Sunday on which they do."""


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


def node():
    """Node beside the environment's Python, or the machine's."""
    found = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, "Node is not installed: run make setup"
    return found


def diary(*objects):
    """The events another program holds after these objects have arrived, by their start."""
    done = subprocess.run(
        [node(), READER], input=json.dumps(objects), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return sorted(json.loads(done.stdout), key=lambda event: event["moments"])


def invitations():
    """Everything that went out by mail, in order."""
    return list(OutboxMessage.objects.exclude(calendar="").order_by("pk").values_list("calendar", flat=True))


def moments(*when):
    return [each.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") for each in when]


def two_dates(person):
    """Booked on both sides of the night in which the clocks go back."""
    session = SessionFactory(
        course=CourseFactory(title='Child\'s voice, home & school; a "day" of practice'),
        venue=VenueFactory(name="Riverside, room 2", address="1 Main Street\nRotherham"),
        spans=[(local(*day), local(*day, 16)) for day in (SUMMER, WINTER)],
    )
    return booked(person, session)


def read_feed(client, person):
    address = f"/calendar/{calendar_feeds.make(user=person.user, name='my phone', at=NOW)}.ics"
    return lambda: diary(client.get(address).content.decode())


def test_a_booking_is_shown_at_the_right_times_on_both_sides_of_the_clock_change(client):
    person = staff()
    feed = read_feed(client, person)
    two_dates(person)
    for shown in (diary(*invitations()), feed()):
        assert [event["wall"] for event in shown] == [
            ["2027-10-30T09:30:00", "2027-10-30T16:30:00"],
            ["2027-10-31T09:30:00", "2027-10-31T16:30:00"],
        ]
        assert [event["moments"] for event in shown] == [
            moments(local(*SUMMER), local(*SUMMER, 16)),
            moments(local(*WINTER), local(*WINTER, 16)),
        ]
        assert [event["moments"][0][11:16] for event in shown] == ["08:30", "09:30"]
        assert {event["title"] for event in shown} == {'Child\'s voice, home & school; a "day" of practice'}
        assert {event["place"] for event in shown} == {"Riverside, room 2, 1 Main Street, Rotherham"}
        assert {
            (event["zone"], event["minutes"], event["off"], event["free"], event["repeats"]) for event in shown
        } == {("Europe/London", 420, False, False, False)}


def test_a_night_in_which_the_clocks_change_lasts_an_hour_more_or_less(client):
    person = staff()
    nights = [(local(2027, 3, 27, 22), local(2027, 3, 28, 4)), (local(2027, 10, 30, 22), local(2027, 10, 31, 4))]
    for span in nights:
        session = SessionFactory(course=CourseFactory(title=f"Night of {span[0].month}"), spans=[span])
        Booking.objects.create(session=session, person=person, state="booked", created_at=NOW, changed_at=NOW)
    shown = read_feed(client, person)()
    assert [event["moments"] for event in shown] == [moments(*span) for span in nights]
    assert [(event["wall"][0][11:16], event["wall"][1][11:16]) for event in shown] == [("22:30", "04:30")] * 2


def test_a_change_moves_the_event_and_a_cancel_takes_it_away(client):
    person = staff()
    feed = read_feed(client, person)
    moved, given_up = two_dates(person), booked(person, SessionFactory(course=CourseFactory(title="Another course")))
    later = [(local(2027, 11, 6, 13), local(2027, 11, 6, 17))]
    plan = SessionPlan(dates=tuple(DateSpan(*span) for span in later), capacity=16, venue=moved.session.venue)
    sessions.change_session(session_id=moved.session_id, plan=plan, by=None, at=NOW)
    bookings.cancel(booking_id=given_up.pk, by=person.user, at=NOW)
    by_mail = diary(*invitations())
    kept = [event for event in by_mail if not event["off"]]
    assert [event["moments"] for event in kept] == [moments(*span) for span in later]
    assert [event["free"] for event in by_mail if event["off"]] == [True, True]
    assert [event for event in feed() if not event["off"]] == kept
    assert len({event["uid"] for event in by_mail}) == len(by_mail) == 3


def test_a_message_that_comes_late_changes_nothing(client):
    """Mail arrives in any order: the sequence says which is newer."""
    booking = two_dates(staff())
    bookings.announce_change(session_id=booking.session_id, what="Another room.", by=None, at=NOW)
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=NOW)
    assert diary(*reversed(invitations())) == diary(*invitations())
    assert [event["off"] for event in diary(*invitations())] == [True, True]


def test_a_cancelled_session_leaves_no_event(client):
    person = staff()
    feed = read_feed(client, person)
    booking = two_dates(person)
    sessions.cancel_session(session_id=booking.session_id, reason="The trainer is ill", by=None, at=NOW)
    for shown in (diary(*invitations()), feed()):
        assert [(event["off"], event["free"]) for event in shown] == [(True, True)] * 2


def test_the_public_calendar_reads_the_same(client):
    session = SessionFactory(spans=[(local(*day), local(*day, 16)) for day in (SUMMER, WINTER)])
    shown = diary(client.get("/courses/calendar.ics").content.decode())
    assert [event["moments"] for event in shown] == [
        moments(each.starts_at, each.ends_at) for each in session.dates.order_by("starts_at")
    ]
