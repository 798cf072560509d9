"""`/my/messages/` and the page with the button "I have read this"."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from foundation import outbox, preferences
from foundation.models import MessagePreferences, OutboxMessage
from foundation.reading import READ_LINK, link_of, news
from tests.factories.bookings import booked, staff
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
CHOICES = {
    "reminders": "no",
    "pace": "daily",
    "hour": "7",
    "quiet": "yes",
    "quiet_from": "8pm",
    "quiet_until": "7:30am",
}


@pytest.fixture(autouse=True)
def nobody_has_tried_links_before():
    cache.clear()


@pytest.fixture
def user(client):
    user = staff().user
    sign_in(client, user)
    return user


@pytest.fixture
def gateway(settings):
    settings.TEXT_GATEWAY_URL = "http://127.0.0.1:9/texts"


def text(response):
    return response.content.decode()


def test_choices_are_kept_and_shown(client, user):
    assert "Your choices are saved" in text(client.post("/my/messages/", CHOICES, follow=True))
    found = preferences.of(user)
    assert (found.reminders, found.digest_hour, found.quiet_from.hour, found.quiet_until.minute) == (False, 7, 20, 30)
    page = text(client.get("/my/messages/"))
    assert "8pm" in page
    assert "7:30am" in page


def test_half_of_the_quiet_hours_is_asked_for_and_nothing_typed_is_lost(client, user):
    page = client.post("/my/messages/", CHOICES | {"quiet_until": ""})
    assert page.status_code == 422
    assert "Enter the time until which it is quiet" in text(page)
    assert "8pm" in text(page)
    assert not MessagePreferences.objects.filter(digest_hour=7).exists()


def test_a_number_is_proved_by_its_code_and_can_be_forgotten(client, user, gateway):
    assert client.post("/my/messages/mobile/", {"number": "07700 900123"}).url == "/my/messages/mobile/code/"
    assert "+447700900123" in text(client.get("/my/messages/mobile/code/"))
    code = OutboxMessage.objects.get().body[:6]
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert client.post("/my/messages/mobile/code/", {"code": wrong}).status_code == 422
    assert "text message" in text(client.post("/my/messages/mobile/code/", {"code": code}, follow=True))
    assert preferences.of(user).takes_texts
    client.post("/my/messages/mobile/forget/")
    assert preferences.of(user).mobile == ""


def test_a_bad_number_is_refused_in_words_and_codes_are_not_sent_for_ever(client, user, gateway):
    page = client.post("/my/messages/mobile/", {"number": "01709 382121"})
    assert (page.status_code, "British mobile number" in text(page)) == (422, True)
    for _ in range(5):
        page = client.post("/my/messages/mobile/", {"number": "07700900123"})
    assert (page.status_code, "Too many requests" in text(page)) == (422, True)


def test_without_a_gateway_no_number_is_asked_for(client, user):
    assert "mobile number" not in text(client.get("/my/messages/"))
    assert client.get("/my/messages/mobile/").url == "/my/messages/"


@pytest.mark.parametrize("address", ["", "mobile/", "mobile/code/", "mobile/forget/"])
def test_signed_out_leads_to_sign_in(client, address):
    assert client.post(f"/my/messages/{address}").url.startswith("/accounts/login/")


def test_forgetting_is_a_press(client, user):
    assert client.get("/my/messages/mobile/forget/").status_code == 405


def written(recipient=None, to="school@example.org", source="booking:1:2"):
    return outbox.queue(
        kind="session-cancelled",
        source=source,
        to=to,
        recipient=recipient,
        subject="Will not take place: Three Houses",
        body=f"Please tell us:\n{READ_LINK}\n",
        at=timezone.now(),
    )


def path_of(message):
    return link_of(message.public_id).partition("8000")[2]


class TestReading:
    def test_the_letter_holds_its_own_link(self):
        message = written()
        assert link_of(message.public_id) in message.body
        assert message.asks_reading

    def test_opening_counts_for_nothing_and_pressing_does(self, client):
        message = written()
        assert "Will not take place" in text(client.get(path_of(message)))
        assert news(["booking:1"])["booking:1"][0].read_at is None
        assert "Thank you" in text(client.post(path_of(message), follow=True))
        assert news(["booking:1"])["booking:1"][0].read_at is not None

    def test_another_letter_of_the_same_thing_to_somebody_else_stays_unread(self, client):
        message, other = written(), written(to="other@example.org")
        client.post(path_of(message))
        other.refresh_from_db()
        assert other.read_at is None

    @pytest.mark.parametrize("change", [lambda path: path.replace("-", "-x", 1), lambda path: "/read/nonsense/"])
    def test_a_link_nobody_was_sent_is_not_found(self, client, change):
        assert client.get(change(path_of(written()))).status_code == 404

    def test_after_many_made_up_links_they_are_refused_and_a_real_one_still_works(self, client):
        cache.clear()
        answers = [client.get(f"/read/nonsense-{number}/").status_code for number in range(31)]
        assert answers == [404] * 30 + [429]
        assert client.get(path_of(written())).status_code == 200

    def test_opening_the_booking_signed_in_counts(self, client):
        booking = booked()
        message = written(booking.person.user, booking.person.work_email, f"{booking.source}:2")
        client.get(f"/my/bookings/{booking.public_id}/")
        message.refresh_from_db()
        assert message.read_at is None
        sign_in(client, booking.person.user)
        client.get(f"/my/bookings/{booking.public_id}/")
        message.refresh_from_db()
        assert message.read_at is not None

    def test_the_newest_news_is_what_must_be_read(self):
        written()
        newer = written(source="booking:1:3")
        (found,) = news(["booking:1"])["booking:1"]
        assert (found.queued_at, found.to_address, found.texted) == (newer.queued_at, "school@example.org", False)

    def test_a_colleague_opening_their_own_page_marks_nothing(self, client):
        booking = booked()
        message = written(booking.person.user, booking.person.work_email, f"{booking.source}:2")
        sign_in(client, UserFactory())
        client.get(f"/my/bookings/{booking.public_id}/")
        message.refresh_from_db()
        assert message.read_at is None
