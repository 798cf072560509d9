"""A session that the Academy moves over 31 March asks a head of service to let the days follow (DOMAIN 6, rule 5)."""

from dataclasses import replace

import pytest
from django.utils import timezone

from courses.actions.sessions import DateSpan, change_session, plan_of
from cpd_records.models import CarryOver
from cpd_records.rules.years import following, year_start
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory, local
from tests.factories.cpd_records import DAY, balance

pytestmark = pytest.mark.django_db


@pytest.fixture
def start():
    return year_start(timezone.localdate())


@pytest.fixture
def at(start):
    return local(start.year + 1, 2, 1)


@pytest.fixture
def booking(start, at):
    year = start.year + 1
    return booked(session=SessionFactory(spans=[(local(year, 3, 20), local(year, 3, 20, 16))]), at=at)


def move(session, month, day, at):
    year = session.starts_at.year
    span = DateSpan(local(year, month, day), local(year, month, day, 16))
    session.refresh_from_db()
    return change_session(session_id=session.pk, plan=replace(plan_of(session), dates=(span,)), by=None, at=at)


def test_moved_over_31_march_the_days_are_asked_for(booking, start, at):
    move(booking.session, 4, 20, at)
    asked = CarryOver.objects.get()
    assert (asked.person, asked.from_year, asked.cause) == (booking.person, start, "academy")
    assert asked.minutes == balance(booking.person, following(start)).reserved
    assert balance(booking.person, start).reserved == 0
    assert balance(booking.person, start).available == 15 * DAY


def test_moved_within_the_year_nothing_is_asked(booking, at):
    move(booking.session, 3, 28, at)
    assert not CarryOver.objects.exists()


def test_moved_back_the_question_is_withdrawn(booking, at):
    move(booking.session, 4, 20, at)
    move(booking.session, 3, 27, at)
    assert CarryOver.objects.get().state == "withdrawn"
