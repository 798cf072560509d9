"""What a coordinator is shown each morning."""

import pytest
from django.utils import timezone

from courses.coordinating import cards
from tests.courses.editors import coordinator, sign_in
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


def shown(user):
    return {card.key: [text for text, _, _ in card.items] for card in cards(user, timezone.now())}


def titled(title, days=7, **fields):
    span = (days_ahead(days), days_ahead(days, 16))
    return SessionFactory(course=CourseFactory(title=title), spans=[span], **fields)


def test_low_full_and_planned_sessions_and_drafts_each_on_their_card():
    titled("Low", places_taken=7)
    titled("Half", places_taken=8)
    titled("Full", places_taken=16)
    titled("Planned", days=90, state="planned")
    titled("Far off", days=20)
    CourseFactory(title="Unfinished", live=False, has_unpublished_changes=True)
    assert shown(coordinator()) == {
        "low-bookings": ["Low"],
        "full-sessions": ["Full"],
        "planned-sessions": ["Planned"],
        "course-drafts": ["Unfinished"],
    }


def test_nothing_to_do_is_no_card():
    assert shown(coordinator()) == {}


def test_other_people_have_no_such_cards():
    titled("Low")
    assert shown(UserFactory()) == {}


def test_the_first_page_of_the_cms_shows_them_too(client):
    sign_in(client, coordinator())
    session = titled("Nobody yet")
    page = client.get("/cms/").content.decode()
    assert "What needs a coordinator" in page
    assert f"/cms/sessions/edit/{session.pk}/" in page


@pytest.mark.parametrize("size", [1, 9])
def test_queries_do_not_grow(size, django_assert_num_queries):
    user = coordinator()
    for number in range(size):
        titled(f"Low {number}")
        titled(f"Full {number}", places_taken=16)
    list(cards(user, timezone.now()))
    with django_assert_num_queries(6):
        list(cards(user, timezone.now()))
