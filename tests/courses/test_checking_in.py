"""Checking oneself in: the code, its window, and never a false success."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import registers
from courses.actions.registers import CheckInRefused
from courses.models import AttendanceMark, Booking
from courses.rules import check_in as rules
from foundation.policies import book
from tests.courses.test_registers import give, lead
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory, local
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db
START = local(2027, 2, 4)


def minutes(number):
    return datetime.timedelta(minutes=number)


@pytest.fixture
def place():
    session = SessionFactory(spans=[(START, local(2027, 2, 4, 16))])
    return session, booked(session=session)


def check_in(session, user, at, scanned_at=None):
    day = session.dates.first()
    return registers.check_in(date_id=day.pk, scanned_at=scanned_at or at, by=user, at=at)


def test_a_code_counts_for_its_slot_and_a_breath_more():
    key = SessionFactory().dates.get().public_id
    begun = datetime.datetime.fromtimestamp(int(START.timestamp()) // 15 * 15, tz=datetime.UTC)
    code = rules.code_for(key, begun)
    after = [rules.is_current(key, code, begun + datetime.timedelta(seconds=s)) for s in (0, 14, 29, 30, 3600)]
    assert after == [True, True, True, False, False]
    assert not rules.is_current(key, code, begun - datetime.timedelta(seconds=1))


def test_a_code_belongs_to_one_date_and_moves_on():
    first, second = (SessionFactory().dates.get().public_id for _ in range(2))
    codes = {rules.code_for(key, START + minutes(n)) for key in (first, second) for n in range(3)}
    assert len(codes) == 6
    assert not rules.is_current(second, rules.code_for(first, START), START)


def test_the_window_follows_the_policies():
    window = rules.window(START, book())
    assert (window.opens_at, window.closes_at) == (START - minutes(30), START + minutes(30))


def test_somebody_booked_is_present_from_their_own_press(place):
    session, booking = place
    mark = check_in(session, booking.person.user, START)
    assert (mark.mark, mark.source, mark.minutes, mark.by) == ("present", "self", 444, booking.person.user)


def test_pressed_twice_it_is_one_mark(place):
    session, booking = place
    assert check_in(session, booking.person.user, START) == check_in(session, booking.person.user, START + minutes(1))
    assert AttendanceMark.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "says"),
    [(START - minutes(31), "opens at 9am"), (START + minutes(30), "closed at 10am"), (START + minutes(999), "closed")],
)
def test_outside_the_window_nothing_is_recorded(place, at, says):
    session, booking = place
    with pytest.raises(CheckInRefused, match=says):
        check_in(session, booking.person.user, at)
    assert not AttendanceMark.objects.exists()


def test_signing_in_takes_its_time_but_not_for_ever(place):
    session, booking = place
    scanned = START + minutes(29)
    with pytest.raises(CheckInRefused, match="run out"):
        check_in(session, booking.person.user, scanned + minutes(11), scanned)
    assert check_in(session, booking.person.user, scanned + minutes(9), scanned).mark == "present"


def test_somebody_who_is_not_booked_is_told_so(place):
    session, _ = place
    other = booked().person.user
    with pytest.raises(CheckInRefused, match="not on the list"):
        check_in(session, other, START)


def test_a_cancelled_session_has_no_check_in(place):
    session, booking = place
    session.state = "cancelled"
    session.save()
    with pytest.raises(CheckInRefused, match="cancelled"):
        check_in(session, booking.person.user, START)


def test_a_closed_register_has_no_check_in(place):
    session, booking = place
    session.state, session.register_closed_at = "closed", timezone.now()
    session.save()
    with pytest.raises(CheckInRefused, match="closed"):
        check_in(session, booking.person.user, START)


def test_what_the_trainer_marked_stands(place):
    session, booking = place
    AttendanceMark.objects.create(booking=booking, session_date=session.dates.get(), mark="absent", minutes=0, at=START)
    with pytest.raises(CheckInRefused, match="already marked"):
        check_in(session, booking.person.user, START)


def test_a_coordinators_mark_wins_over_ones_own():
    session = SessionFactory(spans=[(timezone.now(), timezone.now() + minutes(300))])
    booking = Booking.objects.get(pk=booked(session=session, at=timezone.now() - minutes(60)).pk)
    check_in(session, booking.person.user, timezone.now())
    give(session, booking, "partial", 30, by=RoleGrantFactory(role="coordinator").user)
    with pytest.raises(CheckInRefused):
        check_in(session, booking.person.user, timezone.now())
    assert AttendanceMark.objects.newest().get().minutes == 30


def test_a_trainers_present_needs_no_press(place):
    session, booking = place
    lead(session)
    AttendanceMark.objects.create(
        booking=booking, session_date=session.dates.get(), mark="present", minutes=444, at=START
    )
    assert check_in(session, booking.person.user, START).source == "register"
