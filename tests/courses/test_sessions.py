"""Planning, opening, changing and cancelling sessions."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import bookings, registers
from courses.actions.sessions import (
    DateSpan,
    SessionPlan,
    SessionRefused,
    Trainer,
    cancel_session,
    change_session,
    open_session,
    plan_session,
)
from courses.models import PlaceHold, Session
from courses.permissions import NotForYou
from courses.rules.session_minutes import minutes_by_date
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.factories.bookings import booked as place_for
from tests.factories.bookings import past, requested
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, days_ahead, local
from tests.factories.waiting import full_session, open_offer, waits
from tests.factories.workforce import RoleGrantFactory, TeamFactory
from workforce.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return RoleGrantFactory(role="coordinator").user


@pytest.fixture
def now():
    return timezone.now()


def one_day(days=14):
    return DateSpan(days_ahead(days), days_ahead(days, 16))


def plan(*dates, **changes):
    return SessionPlan(**{"dates": dates or (one_day(),), "capacity": 12} | changes)


class TestMinutesByDate:
    def test_shares_follow_how_long_each_date_lasts_and_add_up(self):
        assert minutes_by_date(888, [420, 420]) == [444, 444]
        assert minutes_by_date(444, [420, 180]) == [311, 133]

    def test_odd_minutes_go_to_the_largest_remainder_then_the_earlier_date(self):
        assert minutes_by_date(100, [1, 1, 1]) == [34, 33, 33]
        assert sum(minutes_by_date(1000, [400, 390, 180, 17])) == 1000


def test_a_planned_session_is_seen_by_coordinators_only(coordinator, now):
    stranger = User.objects.create_user("someone@example.org")
    session = plan_session(course=CourseFactory(), plan=plan(), by=coordinator, at=now)
    assert session.state == Session.State.PLANNED
    assert session in Session.objects.visible_to(coordinator)
    assert session not in Session.objects.visible_to(stranger)


def test_planning_names_the_session_after_course_and_day(coordinator, now):
    course = CourseFactory(code="SOS2")
    spans = plan(DateSpan(local(2027, 6, 10), local(2027, 6, 10, 16)))
    first = plan_session(course=course, plan=spans, by=coordinator, at=now)
    second = plan_session(course=course, plan=spans, by=coordinator, at=now)
    assert (first.ref, second.ref) == ("SOS2-20270610", "SOS2-20270610-2")


def test_opening_copies_minutes_and_weights_from_the_live_course(coordinator, now):
    course = CourseFactory(learning_minutes=888, weight_sos=60, weight_rp=40, weight_general=0)
    session = plan_session(course=course, plan=plan(one_day(14), one_day(21)), by=coordinator, at=now)
    opened = open_session(session_id=session.pk, by=coordinator, at=now)
    course.learning_minutes = 1
    course.save()
    opened.refresh_from_db()
    assert (opened.state, opened.learning_minutes, opened.weights.parts()) == ("open", 888, (60, 40, 0, 0))
    assert [row.learning_minutes for row in opened.dates.all()] == [444, 444]


def test_a_session_of_an_unpublished_course_cannot_be_opened(coordinator, now):
    session = plan_session(course=CourseFactory(live=False), plan=plan(), by=coordinator, at=now)
    with pytest.raises(SessionRefused, match="Publish the course"):
        open_session(session_id=session.pk, by=coordinator, at=now)


def test_a_session_of_a_retired_course_cannot_be_opened(coordinator, now):
    course = CourseFactory(retired_on=timezone.localdate())
    session = plan_session(course=course, plan=plan(), by=coordinator, at=now)
    with pytest.raises(SessionRefused, match="is retired"):
        open_session(session_id=session.pk, by=coordinator, at=now)


def test_an_open_session_cannot_be_opened_again(coordinator, now):
    with pytest.raises(SessionRefused, match="only a planned one"):
        open_session(session_id=SessionFactory().pk, by=coordinator, at=now)


def test_a_date_that_stays_keeps_its_row_and_its_calendar_entry(coordinator, now):
    session = SessionFactory(spans=[(days_ahead(d), days_ahead(d, 16)) for d in (14, 21, 28)], learning_minutes=900)
    before = {row.starts_at: row.public_id for row in session.dates.all()}
    change_session(session_id=session.pk, plan=plan(one_day(21), one_day(30)), by=coordinator, at=now)
    after = {row.starts_at: row for row in session.dates.all()}
    assert after[days_ahead(21)].public_id == before[days_ahead(21)]
    assert after[days_ahead(30)].public_id in before.values()
    assert [row.learning_minutes for row in after.values()] == [450, 450]


def test_changing_moves_the_first_and_last_moment_with_the_dates(coordinator, now):
    session = SessionFactory()
    changed = change_session(session_id=session.pk, plan=plan(one_day(40), one_day(41)), by=coordinator, at=now)
    assert (changed.starts_at, changed.ends_at) == (days_ahead(40), days_ahead(41, 16))


@pytest.mark.parametrize("state", ["cancelled", "closed"])
def test_what_is_over_cannot_be_changed(coordinator, now, state):
    session = SessionFactory(state=state, register_closed_at=now if state == "closed" else None)
    with pytest.raises(SessionRefused, match="cannot be changed"):
        change_session(session_id=session.pk, plan=plan(), by=coordinator, at=now)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"dates": ()}, "at least one date"),
        ({"dates": (DateSpan(days_ahead(3, 16), days_ahead(3, 9)),)}, "end after it starts"),
        ({"dates": (one_day(), DateSpan(days_ahead(14, 12), days_ahead(14, 17)))}, "overlap"),
        ({"capacity": 0}, "at least 1"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(coordinator, now, wrong, message):
    course = CourseFactory()
    with pytest.raises(SessionRefused, match=message):
        plan_session(course=course, plan=SessionPlan(**{"dates": (one_day(),), "capacity": 5} | wrong), by=None, at=now)
    assert not Session.objects.exists()


def test_cancelling_needs_a_reason(coordinator, now):
    with pytest.raises(SessionRefused, match="Say why"):
        cancel_session(session_id=SessionFactory().pk, reason="  ", by=coordinator, at=now)


def test_cancelling_keeps_the_reason_and_logs_it(coordinator, now):
    session = cancel_session(session_id=SessionFactory().pk, reason="The trainer is ill", by=coordinator, at=now)
    entry = ChangeLogEntry.objects.get(subject_type="courses.session", subject_key=str(session.pk))
    assert (session.state, session.cancelled_reason) == ("cancelled", "The trainer is ill")
    assert (entry.verb, entry.actor) == ("cancelled", coordinator)


def test_only_coordinators_plan_change_and_cancel(now):
    stranger, session = User.objects.create_user("someone@example.org"), SessionFactory()
    with pytest.raises(NotForYou):
        plan_session(course=session.course, plan=plan(), by=stranger, at=now)
    with pytest.raises(NotForYou):
        change_session(session_id=session.pk, plan=plan(), by=stranger, at=now)
    with pytest.raises(NotForYou):
        cancel_session(session_id=session.pk, reason="no", by=stranger, at=now)
    with pytest.raises(NotForYou):
        open_session(session_id=session.pk, by=stranger, at=now)


def test_trainers_are_replaced_as_a_whole(coordinator, now):
    session = SessionFactory(trainers=["Old Hand"])
    change_session(session_id=session.pk, plan=plan(trainers=(Trainer("New Hand"),)), by=coordinator, at=now)
    assert list(session.trainers.values_list("name", flat=True)) == ["New Hand"]


def test_the_log_names_what_changed(coordinator, now):
    session = SessionFactory()
    dates = tuple(DateSpan(row.starts_at, row.ends_at) for row in session.dates.all())
    change_session(session_id=session.pk, plan=plan(*dates, capacity=16, venue=VenueFactory()), by=coordinator, at=now)
    assert ChangeLogEntry.objects.get().fields == ["venue_id"]


def test_low_full_and_bookable_sessions(now):
    low, full = SessionFactory(places_taken=2), SessionFactory(places_taken=16)
    later = SessionFactory(booking_opens_at=now + datetime.timedelta(days=1))
    assert set(Session.objects.ahead(now).low_on_bookings(50)) == {low, later}
    assert set(Session.objects.ahead(now).full()) == {full}
    assert set(Session.objects.bookable(now)) == {low, full}


class TestPeopleBooked:
    @pytest.fixture
    def booked(self, now):
        return place_for(session=SessionFactory())

    def test_are_told_when_the_date_or_the_place_changes(self, coordinator, booked, now):
        change_session(
            session_id=booked.session_id, plan=plan(one_day(20), venue=VenueFactory()), by=coordinator, at=now
        )
        booked.refresh_from_db()
        assert booked.sequence == 1
        assert booked.events.filter(note__contains="place has changed").exists()

    def test_are_left_alone_when_only_the_number_of_places_changes(self, coordinator, booked, now):
        dates = tuple(DateSpan(row.starts_at, row.ends_at) for row in booked.session.dates.all())
        same = plan(*dates, capacity=30, venue=booked.session.venue)
        change_session(session_id=booked.session_id, plan=same, by=coordinator, at=now)
        booked.refresh_from_db()
        assert booked.sequence == 0

    def test_lose_the_place_and_get_their_minutes_back_when_it_is_cancelled(self, coordinator, booked, now):
        cancel_session(session_id=booked.session_id, reason="The trainer is ill", by=coordinator, at=now)
        booked.refresh_from_db()
        assert (booked.state, booked.session.places_taken) == ("cancelled", 0)

    def test_keep_their_places_whatever_the_counter_says(self, coordinator, booked, now):
        place_for(session=booked.session)
        Session.objects.filter(pk=booked.session_id).update(places_taken=0)
        with pytest.raises(SessionRefused, match="2 people have a place"):
            change_session(session_id=booked.session_id, plan=plan(capacity=1), by=coordinator, at=now)


class TestPeopleWhoHope:
    def test_are_told_when_the_date_changes_and_keep_their_number(self, coordinator, now):
        session = full_session()
        waiting = waits(session)
        change_session(session_id=session.pk, plan=plan(one_day(20), capacity=1), by=coordinator, at=now)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.queue_number) == ("waiting", 1)
        letter = OutboxMessage.objects.get(kind="hoped-session-changed")
        assert letter.to_address == waiting.person.work_email
        assert "The date or time has changed." in letter.body

    def test_have_until_the_new_date_when_it_comes_earlier(self, coordinator, now):
        session = SessionFactory(spans=[(days_ahead(60), days_ahead(60, 16))], capacity=5)
        asked = requested(session=session).approvals.get()
        change_session(session_id=session.pk, plan=plan(one_day(9), capacity=5), by=coordinator, at=now)
        before = asked.lapses_at
        asked.refresh_from_db()
        session.refresh_from_db()
        assert asked.lapses_at < before
        assert asked.lapses_at <= session.starts_at

    def test_have_an_offer_no_longer_than_the_session_is_ahead(self, coordinator, now):
        session = full_session(spans=[(days_ahead(60), days_ahead(60, 16))])
        waiting = waits(session)
        bookings.cancel(booking_id=session.bookings.get(state="booked").pk, by=None, at=now)
        before = open_offer(waiting).expires_at
        change_session(session_id=session.pk, plan=plan(one_day(1), capacity=1), by=coordinator, at=now)
        session.refresh_from_db()
        assert open_offer(waiting).expires_at <= session.starts_at < before

    def test_have_places_kept_no_longer_than_the_session_is_ahead(self, coordinator, now):
        session = SessionFactory(spans=[(days_ahead(60), days_ahead(60, 16))], capacity=5)
        hold = PlaceHold.objects.create(
            session=session, team=TeamFactory(), places=1, until=days_ahead(50).date(), created_at=now
        )
        change_session(session_id=session.pk, plan=plan(one_day(9), capacity=5), by=coordinator, at=now)
        hold.refresh_from_db()
        assert hold.until == days_ahead(9).date()


class TestWhenTheRegisterIsMarked:
    @pytest.fixture
    def marked(self, coordinator, now):
        """A session of two dates, of which the first was yesterday and is marked."""
        spans = [(days_ahead(14), days_ahead(14, 16)), (days_ahead(16), days_ahead(16, 16))]
        booking = place_for(session=SessionFactory(spans=spans))
        session = past(booking, days=-1)
        first = session.dates.first()
        given = registers.Given(booking.pk, first.pk, "present")
        registers.mark(session_id=session.pk, marks=[given], by=coordinator, at=now)
        return session

    def test_a_marked_date_cannot_be_moved_or_taken_away(self, coordinator, marked, now):
        second = marked.dates.last()
        with pytest.raises(SessionRefused, match="has marks in the register"):
            change_session(
                session_id=marked.pk, plan=plan(DateSpan(second.starts_at, second.ends_at)), by=coordinator, at=now
            )

    def test_a_date_ahead_can_still_be_moved(self, coordinator, marked, now):
        first = marked.dates.first()
        dates = (DateSpan(first.starts_at, first.ends_at), one_day(30))
        change_session(session_id=marked.pk, plan=plan(*dates), by=coordinator, at=now)
        assert marked.dates.last().starts_at == days_ahead(30)

    def test_it_cannot_be_cancelled_and_what_was_learned_lost(self, coordinator, marked, now):
        with pytest.raises(SessionRefused, match="close the register instead"):
            cancel_session(session_id=marked.pk, reason="The trainer is ill", by=coordinator, at=now)
