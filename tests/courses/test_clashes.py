"""A room, a trainer or a thing is never in two places at once without a reason."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from courses.actions.sessions import (
    Borrowed,
    DateSpan,
    SessionPlan,
    SessionRefused,
    Trainer,
    change_session,
    plan_of,
    plan_session,
)
from courses.models import Equipment, Session
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, days_ahead
from tests.factories.workforce import PersonFactory

MORNING = DateSpan(days_ahead(14, 9, 0), days_ahead(14, 12, 0))


def planned(**changes):
    given = {"dates": (MORNING,), "capacity": 12} | changes
    return plan_session(course=CourseFactory(), plan=SessionPlan(**given), by=None, at=timezone.now())


@pytest.mark.django_db
class TestRooms:
    def test_one_room_is_not_given_twice_and_the_other_session_is_named(self):
        room = VenueFactory(name="The Unity Centre")
        first = planned(venue=room)
        with pytest.raises(SessionRefused, match=f"The Unity Centre is taken by .*{first.ref}"):
            planned(venue=room)

    def test_time_to_clear_the_room_counts(self):
        room = VenueFactory()
        planned(venue=room)
        soon = DateSpan(days_ahead(14, 12, 15), days_ahead(14, 15, 0))
        with pytest.raises(SessionRefused, match="is taken by"):
            planned(venue=room, dates=(soon,))
        assert planned(venue=room, dates=(DateSpan(days_ahead(14, 12, 30), days_ahead(14, 15, 0)),))

    def test_a_reason_lets_it_stand_and_is_kept(self):
        room = VenueFactory()
        planned(venue=room)
        assert planned(venue=room, clash_reason="The hall is divided").clash_reason == "The hall is divided"

    def test_a_cancelled_session_takes_no_room(self):
        room = VenueFactory()
        SessionFactory(venue=room, state="cancelled", spans=[(MORNING.starts_at, MORNING.ends_at)])
        assert planned(venue=room)

    def test_more_places_than_the_room_holds_are_refused(self):
        with pytest.raises(SessionRefused, match="holds 10 people"):
            planned(venue=VenueFactory(capacity=10))

    def test_a_session_does_not_clash_with_itself(self):
        session = planned(venue=VenueFactory(), trainers=(Trainer("Tom Ellis"),))
        changed = change_session(session_id=session.pk, plan=plan_of(session), by=None, at=timezone.now())
        assert changed.venue == session.venue


@pytest.mark.django_db
class TestTrainers:
    @pytest.mark.parametrize(
        ("first", "second", "clash"),
        [
            (Trainer("Tom Ellis"), Trainer("tom ellis"), True),
            (Trainer("T. Ellis", email="tom@example.org"), Trainer("Tom Ellis", email="TOM@example.org"), True),
            (Trainer("Tom Ellis", email="tom@example.org"), Trainer("Tom Ellis", email="other@example.org"), False),
        ],
    )
    def test_are_known_by_address_else_by_name(self, first, second, clash):
        planned(trainers=(first,))
        if clash:
            with pytest.raises(SessionRefused, match="leads"):
                planned(trainers=(second,))
        else:
            assert planned(trainers=(second,))

    def test_of_ours_are_known_by_their_record(self):
        person = PersonFactory()
        planned(trainers=(Trainer("Priya", person.pk),))
        with pytest.raises(SessionRefused, match="Priya leads"):
            planned(trainers=(Trainer("Priya Shah", person.pk),))

    def test_two_sessions_end_to_end_are_no_clash(self):
        planned(trainers=(Trainer("Tom Ellis"),))
        after = DateSpan(MORNING.ends_at, MORNING.ends_at + datetime.timedelta(hours=2))
        assert planned(trainers=(Trainer("Tom Ellis"),), dates=(after,))


@pytest.mark.django_db
class TestThings:
    def test_are_lent_until_none_is_left(self):
        laptops = Equipment.objects.create(name="Laptop", quantity=10)
        planned(equipment=(Borrowed(laptops.pk, 6),))
        assert planned(equipment=(Borrowed(laptops.pk, 4),))
        with pytest.raises(SessionRefused, match="Laptop: 0 of 10 left then"):
            planned(equipment=(Borrowed(laptops.pk, 1),))

    def test_lent_one_after_the_other_count_once(self):
        laptops = Equipment.objects.create(name="Laptop", quantity=10)
        for start in (9, 11):
            span = DateSpan(days_ahead(14, start, 0), days_ahead(14, start + 2, 0))
            planned(equipment=(Borrowed(laptops.pk, 6),), dates=(span,))
        whole_day = DateSpan(days_ahead(14, 9, 0), days_ahead(14, 13, 0))
        assert planned(equipment=(Borrowed(laptops.pk, 4),), dates=(whole_day,))


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_do_not_take_one_room():
    room, course, outcomes = VenueFactory(), CourseFactory(), []

    def press():
        try:
            plan = SessionPlan(dates=(MORNING,), capacity=5, venue=room)
            plan_session(course=course, plan=plan, by=None, at=timezone.now())
            outcomes.append("planned")
        except SessionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    pressing = [threading.Thread(target=press) for _ in range(4)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    assert sorted(outcomes) == ["planned", "refused", "refused", "refused"]
    assert Session.objects.count() == 1
