"""The coordinator's day on one screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Arrangement
from foundation.models import OutboxMessage
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked, past, requested, staff
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.waiting import waits
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


def soon(title, days=7, **fields):
    return SessionFactory(course=CourseFactory(title=title), spans=[(days_ahead(days), days_ahead(days, 16))], **fields)


def failed_letter(number=0):
    return OutboxMessage.objects.create(
        kind="booking-confirmed",
        source=f"booking:{number}:0",
        to_address="nobody@example.org",
        subject="You are booked",
        body="…",
        message_id=f"<{number}@example.org>",
        state="failed",
        queued_at=timezone.now(),
    )


def page(client):
    return client.get("/cms/today/").content.decode()


def test_an_empty_day_says_so(client):
    sign_in(client, coordinator())
    assert "Nothing needs you today." in page(client)


def test_everything_that_needs_somebody_stands_there_with_its_number(client):
    sign_in(client, coordinator())
    soon("Few")
    past(soon("Unmarked"))
    full = soon("Waited for", capacity=1)
    booked(session=full)
    waits(full)
    asked = requested(session=soon("Asked"))
    asked.approvals.update(lapses_at=timezone.now() + timedelta(days=1))
    Arrangement.objects.create(
        booking=asked, kind="diet", words="Nothing with nuts", asked_at=timezone.now(), changed_at=timezone.now()
    )
    failed_letter()
    shown = page(client)
    for title in (
        "Messages that could not be sent (1)",
        "Approvals that will soon lapse (1)",
        "Registers nobody has closed (1)",
        "To arrange for people (1)",
        "Waiting lists (1)",
        "Full sessions soon (1)",
        "Sessions soon with few people booked (2)",
    ):
        assert title in shown
    assert "nuts" not in shown  # the words stand on their own list


def test_the_first_page_of_the_cms_shows_the_same(client):
    sign_in(client, coordinator())
    past(soon("Unmarked"))
    shown = client.get("/cms/").content.decode()
    assert "Registers nobody has closed (1)" in shown
    assert "/cms/today/" in shown


@pytest.mark.parametrize("size", [1, 8])
def test_queries_do_not_grow(size, client, django_assert_num_queries):
    user = sign_in(client, coordinator())
    for number in range(size):
        soon(f"Few {number}")
        past(soon(f"Unmarked {number}"))
        full = soon(f"Full {number}", capacity=1)
        booked(session=full)
        waits(full)
        failed_letter(number)
    from courses.viewsets.today import cards_of

    cards_of(user, timezone.now())
    with django_assert_num_queries(17):
        cards = cards_of(user, timezone.now())
    assert {card.key: card.count for card in cards}["waiting-lists"] == size


@pytest.mark.parametrize("who", [editor_of_pages, UserFactory, lambda: staff().user])
def test_it_is_for_coordinators_only(client, who):
    sign_in(client, who())
    assert client.get("/cms/today/").status_code in (302, 403)


def test_signed_out_and_wrong_method(client):
    assert client.get("/cms/today/").status_code == 302
    sign_in(client, coordinator())
    assert client.post("/cms/today/").status_code == 405
