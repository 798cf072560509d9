import uuid
from datetime import UTC, datetime

import pytest

from foundation import outbox
from foundation.models import OutboxMessage
from tests.factories.workforce import RoleGrantFactory, TeamFactory, UserFactory, staff
from tests.signing_in import sign_in
from workforce import roles

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def message():
    made = outbox.queue(
        kind="booking.confirmed",
        source="booking:1:0",
        to="learner@example.org",
        recipient=None,
        subject="You are booked",
        body="Secret joining code 4711",
        at=AT,
    )
    OutboxMessage.objects.filter(pk=made.pk).update(state="failed", attempts=10, error="550 no such person")
    return made


def as_role(client, role):
    sign_in(client, RoleGrantFactory(role=role).user)
    return client


@pytest.fixture(params=[roles.COORDINATOR, roles.SYSTEM_ADMINISTRATOR])
def reader(client, request):
    return as_role(client, request.param)


def addresses(message):
    return ["/messages/", f"/messages/{message.public_id}/"]


def test_coordinators_and_administrators_see_what_became_of_a_message(reader, message):
    for address in addresses(message):
        page = reader.get(address).content.decode()
        assert "You are booked" in page
        assert "550 no such person" in page


def test_only_administrators_read_the_text(client, message):
    address = f"/messages/{message.public_id}/"
    assert "4711" in as_role(client, roles.SYSTEM_ADMINISTRATOR).get(address).content.decode()
    assert "4711" not in as_role(client, roles.COORDINATOR).get(address).content.decode()


def test_sending_again_queues_the_same_message(reader, message):
    page = reader.post(f"/messages/{message.public_id}/resend/", follow=True).content.decode()
    assert "on its way again" in page
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)


def test_a_message_on_its_way_is_left_alone(reader, message):
    OutboxMessage.objects.filter(pk=message.pk).update(state="attempting", attempted_at=datetime.now(UTC))
    assert "being sent just now" in reader.post(f"/messages/{message.public_id}/resend/", follow=True).content.decode()


def test_messages_are_found_by_state_and_address(reader, message):
    assert "You are booked" in reader.get("/messages/?state=failed&to=LEARNER@").content.decode()
    assert "No messages found" in reader.get("/messages/?state=sent").content.decode()
    assert "No messages found" in reader.get("/messages/?to=somebody.else").content.decode()


@pytest.mark.parametrize("role", [roles.LEADER, roles.AUDITOR, None])
def test_colleagues_are_turned_away(client, message, role):
    sign_in(client, RoleGrantFactory(role=role).user if role else UserFactory())
    for address in addresses(message):
        assert client.get(address).status_code == 403
    assert client.post(f"/messages/{message.public_id}/resend/").status_code == 403


def test_signed_out_people_are_sent_to_sign_in(client, message):
    for address in addresses(message):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_a_wrong_number_is_not_found_and_a_wrong_method_refused(reader, message):
    assert reader.get(f"/messages/{uuid.uuid4()}/").status_code == 404
    assert reader.post(f"/messages/{uuid.uuid4()}/resend/").status_code == 404
    assert reader.get(f"/messages/{message.public_id}/resend/").status_code == 405
    assert reader.post("/messages/").status_code == 405


def test_the_list_does_not_ask_more_as_it_grows(reader, message, django_assert_num_queries):
    reader.get("/messages/")
    with django_assert_num_queries(6):
        reader.get("/messages/")
    for number in range(4):
        outbox.queue(kind="k", source=f"s:{number}", to="a@example.org", recipient=None, subject="S", body="B", at=AT)
    with django_assert_num_queries(6):
        reader.get("/messages/")


def a_letter(to, source="booking:2:0", subject="About a booking"):
    return outbox.queue(kind="k", source=source, to=to, recipient=None, subject=subject, body="", at=AT)


def test_a_coordinator_sees_no_message_about_anything_but_learning(client):
    answer = a_letter("learner@example.org", "dispute:1", "About your absence")
    as_role(client, roles.COORDINATOR)
    assert "About your absence" not in client.get("/messages/").content.decode()
    assert client.get(f"/messages/{answer.public_id}/").status_code == 404
    assert client.post(f"/messages/{answer.public_id}/resend/").status_code == 404


def test_a_coordinator_of_one_service_sees_the_messages_to_its_people_only(client):
    north, south = TeamFactory(code="N"), TeamFactory(code="S")
    near, far = staff("near@example.org", team=north), staff("far@example.org", team=south)
    there, elsewhere = a_letter(near.work_email), a_letter(far.work_email)
    sign_in(client, RoleGrantFactory(role=roles.COORDINATOR, team=north).user)
    page = client.get("/messages/").content.decode()
    assert "near@example.org" in page
    assert "far@example.org" not in page
    assert client.get(f"/messages/{there.public_id}/").status_code == 200
    assert client.get(f"/messages/{elsewhere.public_id}/").status_code == 404


def test_messages_are_found_by_way_letter_and_what_holds_them_back(reader, message):
    held = a_letter("held@example.org", "booking:3:0", "Held back")
    OutboxMessage.objects.filter(pk=held.pk).update(not_before=AT, kind="booking-cancelled", asks_reading=True)
    text = a_letter("text@example.org", "booking:4:0", "A text")
    OutboxMessage.objects.filter(pk=text.pk).update(channel="text")
    for query, shown in [
        ("state=held", "Held back"),
        ("state=unread", "Held back"),
        ("kind=booking-cancelled", "Held back"),
        ("channel=text", "A text"),
    ]:
        page = reader.get(f"/messages/?{query}").content.decode()
        others = {">You are booked<", ">Held back<", ">A text<"} - {f">{shown}<"}
        assert shown in page
        assert not [each for each in others if each in page]
    assert "Quiet hours, until 22 November 2026 at 9:30am" in reader.get("/messages/?state=held").content.decode()
    assert "You are booked" in reader.get("/messages/?kind=nonsense").content.decode()


def test_the_page_of_a_bundled_message_names_its_daily_mail(reader):
    letter, digest = a_letter("a@example.org"), a_letter("a@example.org", "digest:1")
    OutboxMessage.objects.filter(pk=letter.pk).update(state="bundled", digest=digest)
    page = reader.get(f"/messages/{letter.public_id}/").content.decode()
    assert "In the daily mail of" in page


class TestSendingWhatFailed:
    ADDRESS = "/messages/resend/"

    def failed(self, *addresses):
        for address in addresses:
            made = a_letter(address, source=f"booking:9:{address}")
            OutboxMessage.objects.filter(pk=made.pk).update(state="failed", error="550")

    def test_it_asks_once_and_sends_all_with_one_press(self, reader, message):
        self.failed("a@example.org", "b@example.org")
        page = reader.get(self.ADDRESS).content.decode()
        assert "3 messages could not be sent" in page
        assert OutboxMessage.objects.filter(state="failed").count() == 3
        assert "3 are on their way again" in reader.post(self.ADDRESS, follow=True).content.decode()
        assert not OutboxMessage.objects.filter(state="failed").exists()

    def test_only_those_that_the_filter_finds(self, reader, message):
        self.failed("a@example.org")
        reader.post(f"{self.ADDRESS}?to=a@example")
        assert list(OutboxMessage.objects.filter(state="failed")) == [message]

    def test_a_message_that_was_sent_is_left_alone(self, reader, message):
        OutboxMessage.objects.update(state="sent", sent_at=AT)
        assert "Nothing here has failed" in reader.get(self.ADDRESS).content.decode()
        reader.post(self.ADDRESS)
        assert OutboxMessage.objects.get().state == "sent"

    def test_a_coordinator_sends_only_what_they_may_read(self, client, message):
        other = a_letter("x@example.org", source="dispute:1:0")
        OutboxMessage.objects.filter(pk=other.pk).update(state="failed")
        as_role(client, roles.COORDINATOR).post(self.ADDRESS)
        assert list(OutboxMessage.objects.filter(state="failed")) == [other]

    def test_colleagues_and_the_signed_out_are_turned_away(self, client, message):
        for method in (client.get, client.post):
            assert method(self.ADDRESS).status_code == 302
        sign_in(client, staff("colleague@example.org").user)
        for method in (client.get, client.post):
            assert method(self.ADDRESS).status_code == 403
        assert OutboxMessage.objects.get().state == "failed"
