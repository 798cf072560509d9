"""Too few people booked: a coordinator is asked in time, once."""

import pytest
from django.utils import timezone

from courses.actions.sessions import needs, numbers
from courses.coordinating import cards
from courses.models import SessionNeed
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def soon(**given):
    return SessionFactory(spans=[(days_ahead(2), days_ahead(2, 16))], **given)


def ask():
    return numbers.ask_about_few(by=None, at=timezone.now())


def test_a_near_session_with_too_few_is_asked_about_once():
    session = soon(minimum_places=2)
    booked(session=session)
    assert (ask(), ask()) == (1, 0)
    assert SessionNeed.objects.get().kind == "numbers"


def test_enough_people_no_minimum_and_a_far_session_are_left_alone():
    booked(session=soon(minimum_places=1))
    soon()
    SessionFactory(minimum_places=9, spans=[(days_ahead(60), days_ahead(60, 16))])
    assert ask() == 0


def test_once_decided_it_is_not_asked_about_again():
    soon(minimum_places=2)
    ask()
    needs.go_ahead(need_id=SessionNeed.objects.get().pk, by=None, at=timezone.now())
    assert ask() == 0


def test_it_stands_on_the_coordinators_desk_and_on_nobody_elses():
    soon(minimum_places=2)
    ask()
    shown = list(cards(RoleGrantFactory(role="coordinator").user, timezone.now()))
    assert shown[0].key == "sessions-to-decide"
    assert shown[0].urgent
    assert not list(cards(UserFactory(), timezone.now()))
