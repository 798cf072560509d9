"""The private feed: what an independent calendar reads, and who gets at it."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from icalendar import Calendar

from courses.actions import bookings, calendar_feeds
from courses.actions.calendar_feeds import FeedRefused
from courses.models import Booking, CalendarFeed
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, local
from workforce.models import Post

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


def feed_for(person, name="my phone"):
    return f"/calendar/{calendar_feeds.make(user=person.user, name=name, at=NOW)}.ics"


def events(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert calendar["METHOD"] == "PUBLISH"
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def invited():
    """The newest event of each UID that went out by mail."""
    found = {}
    for message in OutboxMessage.objects.exclude(calendar="").order_by("pk"):
        (event,) = Calendar.from_ical(message.calendar).walk("VEVENT")
        found[str(event["UID"])] = event
    return found


def said(event):
    return (
        event["SEQUENCE"],
        event["DTSTART"].dt,
        event["DTEND"].dt,
        str(event["STATUS"]),
        str(event["SUMMARY"]),
        str(event["LOCATION"]),
    )


def test_feed_and_invitations_say_the_same_after_booking_change_and_cancel(client):
    person = staff()
    address = feed_for(person)
    first = booked(person, SessionFactory(spans=[(local(2027, 6, 17), local(2027, 6, 17, 16))]))
    second = booked(person, SessionFactory(spans=[(local(2027, 7, d), local(2027, 7, d, 16)) for d in (1, 8)]))
    for change in (
        lambda: bookings.announce_change(session_id=first.session_id, what="Later.", by=None, at=timezone.now()),
        lambda: bookings.cancel(booking_id=second.pk, by=person.user, at=timezone.now()),
        lambda: None,
    ):
        assert {uid: said(event) for uid, event in events(client, address).items()} == {
            uid: said(event) for uid, event in invited().items()
        }
        change()
    assert sorted(str(event["STATUS"]) for event in events(client, address).values()) == [
        "CANCELLED",
        "CANCELLED",
        "CONFIRMED",
    ]


def test_a_date_taken_away_leaves_the_feed(client):
    person = staff()
    booking = booked(person, SessionFactory(spans=[(local(2027, 7, d), local(2027, 7, d, 16)) for d in (1, 8)]))
    address = feed_for(person)
    removed = booking.session.dates.last()
    removed.delete()
    assert len(events(client, address)) == 1


def test_waiting_and_requested_are_not_in_it_nor_what_was_never_held(client):
    person = staff()
    address = feed_for(person)
    for number, state in enumerate(("waiting", "requested", "approved", "cancelled")):
        session, queue = SessionFactory(), None if number else 1
        Booking.objects.create(
            session=session, person=person, state=state, queue_number=queue, created_at=NOW, changed_at=NOW
        )
    assert events(client, address) == {}


def test_nobody_elses_bookings_and_nobodys_names(client):
    mine, other = booked(), booked()
    answer = client.get(feed_for(mine.person)).content.decode()
    assert str(mine.public_id) in answer
    assert str(other.public_id) not in answer
    assert "ATTENDEE" not in answer
    assert mine.person.last_name not in answer


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    person = staff()
    address = feed_for(person)
    booked(person)
    client.get(address)
    for days in range(3):
        start = local(2027, 7, 1 + days)
        booked(person, SessionFactory(spans=[(start, start.replace(hour=16))]))
    with django_assert_num_queries(5):
        client.get(address)


@pytest.mark.parametrize(
    ("start", "end", "offset"),
    [
        (local(2027, 3, 27, 22), local(2027, 3, 28, 4), (0, 1)),  # clocks go forward in the night
        (local(2026, 10, 24, 22), local(2026, 10, 25, 4), (1, 0)),  # and back
        (local(2028, 2, 29, 9), local(2028, 2, 29, 16), (0, 0)),  # leap day
        (local(2027, 3, 31, 9), local(2027, 3, 31, 16), (1, 1)),
        (local(2027, 4, 1, 9), local(2027, 4, 1, 16), (1, 1)),
        (local(2027, 6, 17, 20), local(2027, 6, 18, 1), (1, 1)),  # over midnight
    ],
)
def test_every_moment_is_right_by_the_clock_on_the_wall(client, start, end, offset):
    person = staff()
    Booking.objects.create(
        session=SessionFactory(spans=[(start, end)]), person=person, state="booked", created_at=NOW, changed_at=NOW
    )
    (event,) = events(client, feed_for(person)).values()
    found = event["DTSTART"].dt, event["DTEND"].dt
    assert found == (start, end)
    assert [moment.replace(tzinfo=None) for moment in found] == [each.replace(tzinfo=None) for each in (start, end)]
    assert tuple(moment.utcoffset() // datetime.timedelta(hours=1) for moment in found) == offset


class TestTheAddress:
    def test_only_a_digest_is_kept(self):
        address = feed_for(staff())
        token = address.removeprefix("/calendar/").removesuffix(".ics")
        assert len(token) >= 43
        assert token not in str(CalendarFeed.objects.values())

    def test_one_taken_back_and_one_never_made_look_alike(self, client):
        person = staff()
        address = feed_for(person)
        calendar_feeds.revoke(user=person.user, feed_id=CalendarFeed.objects.get().pk, at=NOW)
        for each in (address, "/calendar/nobody.ics"):
            assert client.get(each).status_code == 404

    def test_taking_one_back_leaves_the_others(self, client):
        person = staff()
        first, second = feed_for(person), feed_for(person, "my tablet")
        calendar_feeds.revoke(user=person.user, feed_id=CalendarFeed.objects.first().pk, at=NOW)
        assert [client.get(each).status_code for each in (first, second)] == [404, 200]

    def test_it_ends_with_the_persons_access(self, client):
        person = staff()
        address = feed_for(person)
        Post.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
        assert client.get(address).status_code == 404

    def test_a_sixth_is_refused(self):
        person = staff()
        for number in range(5):
            feed_for(person, f"device {number}")
        with pytest.raises(FeedRefused, match="Take one back first"):
            feed_for(person)

    def test_guessing_is_stopped(self, client):
        answers = [client.get(f"/calendar/guess{number}.ics").status_code for number in range(22)]
        assert answers[-1] == 429
        assert client.get(feed_for(staff())).status_code == 200

    def test_asking_all_the_time_is_stopped(self, client):
        address = feed_for(staff())
        assert [client.get(address).status_code for _ in range(31)][-1] == 429

    def test_posting_to_it_is_no_use(self, client):
        assert client.post(feed_for(staff())).status_code == 405


class TestThePage:
    def test_an_address_is_shown_once(self, client):
        person = staff()
        sign_in(client, person.user)
        made = client.post("/my/calendar/", {"name": "my phone"}).content.decode()
        assert "/calendar/" in made
        assert "webcal://testserver/calendar/" in made
        later = client.get("/my/calendar/").content.decode()
        assert "my phone" in later
        assert "webcal:" not in later

    def test_it_is_taken_back_by_a_button(self, client):
        person = staff()
        sign_in(client, person.user)
        client.post("/my/calendar/", {"name": "my phone"})
        key = CalendarFeed.objects.get().pk
        assert client.get(f"/my/calendar/{key}/revoke/").status_code == 405
        assert "no longer works" in client.post(f"/my/calendar/{key}/revoke/", follow=True).content.decode()
        assert CalendarFeed.objects.get().revoked_at is not None

    def test_a_name_is_asked_for(self, client):
        sign_in(client, staff().user)
        page = client.post("/my/calendar/", {"name": ""})
        assert (page.status_code, "Say what it is for" in page.content.decode()) == (422, True)

    def test_somebody_elses_cannot_be_taken_back(self, client):
        feed_for(staff())
        sign_in(client, staff().user)
        assert client.post(f"/my/calendar/{CalendarFeed.objects.get().pk}/revoke/").status_code == 404

    def test_signed_out_leads_to_sign_in(self, client):
        assert client.get("/my/calendar/").status_code == 302
        assert client.post("/my/calendar/1/revoke/").url.startswith("/accounts/login/")
