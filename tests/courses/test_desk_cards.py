"""What courses put on each person's desk."""

import datetime

import pytest
from django.utils import timezone

from courses import desk
from courses.actions import bookings
from tests.courses.test_registers import held
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def cards(user, at=None):
    return {card.key: card for card in desk.cards(user, at or timezone.now())}


def test_a_learner_sees_what_is_booked_and_nothing_of_others():
    booking = booked(session=SessionFactory(course__title="Circles"))
    booked()
    found = cards(booking.person.user)
    assert list(found) == ["bookings"]
    ((title, url, note),) = found["bookings"].items
    assert (title, url) == ("Circles", f"/my/bookings/{booking.public_id}/")
    assert "9:30am" in note


def test_nothing_booked_is_said():
    assert cards(staff().user)["bookings"].empty == "You have nothing booked."


def test_somebody_without_a_record_has_no_card():
    assert cards(UserFactory()) == {}


def missed(reason):
    manager = staff()
    tomorrow = days_ahead(1)
    person = staff(line_manager=manager)
    booking = booked(person, SessionFactory(spans=[(tomorrow, tomorrow.replace(hour=16))]))
    bookings.cancel(booking_id=booking.pk, reason=reason, by=person.user, at=timezone.now())
    return manager, person


def test_a_manager_sees_late_cancellations_of_the_team():
    manager, person = missed("court")
    ((who, _, how),) = cards(manager.user)["team-missed"].items
    assert person.full_name in who
    assert "cancelled late" in how
    assert "needed in court" in how


@pytest.mark.parametrize("reason", ["sickness", "caring", "access"])
def test_a_private_reason_shows_only_as_accepted(reason):
    manager, _ = missed(reason)
    ((_, _, how),) = cards(manager.user)["team-missed"].items
    assert how.endswith("reason: accepted")


def test_last_month_is_not_this_month():
    manager, _ = missed("court")
    later = timezone.now() + datetime.timedelta(days=32)
    assert cards(manager.user, later)["team-missed"].items == ()


def test_another_managers_team_is_not_shown():
    missed("court")
    other = staff()
    staff(line_manager=other)
    assert cards(other.user)["team-missed"].items == ()


def test_a_trainer_sees_the_registers_to_mark_and_not_those_of_others():
    session, _, trainer = held()
    held()
    card = cards(trainer)["registers"]
    assert [url for _, url, _ in card.items] == [f"/sessions/{session.public_id}/register/"]
    assert card.urgent


def test_a_coordinator_sees_every_register_to_mark():
    held()
    held()
    assert len(cards(RoleGrantFactory(role="coordinator").user)["registers"].items) == 2


@pytest.mark.parametrize("size", [1, 4])
def test_the_desk_takes_as_many_queries_for_many_bookings_as_for_one(size, django_assert_num_queries):
    person = staff()
    for day in range(14, 14 + size):
        booked(person, SessionFactory(spans=[(days_ahead(day, 9), days_ahead(day, 11))], learning_minutes=120))
    with django_assert_num_queries(3):
        cards(person.user)
