"""Sessions ahead of the demo: plausible, without clashes, the same every time."""

import datetime

import pytest

from academy.demo.courses import courses
from academy.demo.sessions import sessions, venues
from foundation.working_days import is_working_day

TODAYS = [datetime.date(2026, 11, 22), datetime.date(2027, 3, 1), datetime.date(2027, 7, 30)]


def ahead(today, seed=1):
    tags = {course.code: [m for m in ("sos", "rp", "sp") if course.values[f"weight_{m}"]] for course in courses()}
    return list(sessions(today=today, methodologies=tags, seed=seed))


@pytest.fixture(params=TODAYS, ids=str)
def planned(request):
    return request.param, ahead(request.param)


def test_about_seventy_within_half_a_year(planned):
    today, rows = planned
    assert 65 <= len(rows) <= 80
    starts = [row.spans[0][0].date() for row in rows]
    assert min(starts) > today
    assert max(starts) < today + datetime.timedelta(days=200)


def test_every_course_with_dates_has_a_session_and_the_self_paced_have_none(planned):
    _, rows = planned
    dated = {course.code for course in courses() if course.values["mode"] != "self_paced"}
    assert {row.course_code for row in rows} == dated


def test_every_date_is_a_working_day_outside_the_christmas_weeks(planned):
    _, rows = planned
    days = {start.date() for row in rows for start, _ in row.spans}
    assert all(is_working_day(day) for day in days)
    assert not [day for day in days if (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3)]


def test_the_clock_holds_the_learning_time(planned):
    _, rows = planned
    minutes = {course.code: course.values["learning_minutes"] for course in courses()}
    for row in rows:
        clock = sum((end - start).total_seconds() for start, end in row.spans) / 60
        assert clock >= minutes[row.course_code], row.ref


def test_no_trainer_and_no_venue_is_in_two_places(planned):
    _, rows = planned
    taken = [(name, start.date()) for row in rows for start, _ in row.spans for name in row.trainers]
    rooms = [(row.venue, start.date()) for row in rows for start, _ in row.spans if row.venue]
    assert len(taken) == len(set(taken))
    assert len(rooms) == len(set(rooms))


def test_a_venue_holds_its_session(planned):
    _, rows = planned
    places = {row["name"]: row["capacity"] for row in venues()}
    assert all(row.capacity <= places[row.venue] for row in rows if row.venue)
    assert all(row.venue or row.join_link for row in rows)


def test_booking_closes_before_the_first_date(planned):
    _, rows = planned
    assert all(row.booking_closes_at < row.spans[0][0] for row in rows)


def test_references_are_unique(planned):
    _, rows = planned
    assert len({row.ref for row in rows}) == len(rows)


def test_the_same_day_and_seed_give_the_same_sessions():
    assert ahead(TODAYS[0]) == ahead(TODAYS[0])


def test_every_venue_says_what_access_it_has():
    assert all(row["access"] and row["address"] for row in venues())
    assert len(venues()) == 8
