"""A year of attendances as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import AttendanceMark
from foundation.models import ChangeLogEntry
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked, past, requested
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


def rows(client, **asked):
    today = timezone.localdate()
    asked = {"from": today - timedelta(60), "to": today + timedelta(60)} | asked
    response = client.get("/cms/attendances.csv", asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_for_each_booking_and_date_with_the_newest_mark(client, editor):
    days = [(days_ahead(day), days_ahead(day, 16)) for day in (3, 4)]
    place = booked(session=SessionFactory(spans=days))
    past(place)
    first = place.session.dates.all()[0]
    for mark, minutes in (("absent", 0), ("present", 222)):
        AttendanceMark.objects.create(booking=place, session_date=first, mark=mark, minutes=minutes, at=timezone.now())
    found = rows(client)
    assert [(row["Attendance"], row["Minutes attended"]) for row in found] == [("present", "222"), ("", "")]
    assert found[0]["Begins"] == f"{timezone.localtime(first.starts_at):%Y-%m-%d %H:%M}"
    assert found[0]["Last name"] == place.person.last_name


def test_requests_and_places_given_up_are_no_attendances(client, editor):
    requested()
    assert rows(client) == []


def test_both_days_are_included_and_nothing_beyond(client, editor):
    place = booked()
    day = timezone.localdate(place.session.starts_at)
    assert len(rows(client, **{"from": day, "to": day})) == 1
    assert rows(client, **{"from": day + timedelta(1), "to": day + timedelta(9)}) == []


def test_formulas_are_kept_from_running(client, editor):
    booked(session=SessionFactory(course=CourseFactory(title="=cmd()")))
    assert rows(client)[0]["Course"] == "'=cmd()"


def test_that_somebody_took_it_away_is_written_down(client, editor):
    rows(client)
    assert ChangeLogEntry.objects.get(verb="exported attendances").actor == editor


@pytest.mark.parametrize(
    "asked", [{"from": "yesterday"}, {"to": "2026-02-31"}, {"from": "2027-01-01", "to": "2026-01-01"}]
)
def test_days_that_make_no_sense_are_refused_in_words(client, editor, asked):
    response = client.get("/cms/attendances.csv", asked)
    assert response.status_code == 400
    assert b"day" in response.content


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_is_fixed(client, editor, size, django_assert_num_queries):
    for _ in range(size):
        booked()
    rows(client)
    with django_assert_num_queries(8):
        assert len(rows(client)) == size


def test_it_is_for_coordinators(client):
    assert client.get("/cms/attendances.csv").status_code == 302
    for who in (editor_of_pages(), UserFactory()):
        sign_in(client, who)
        assert client.get("/cms/attendances.csv").status_code in (302, 403)
    assert not ChangeLogEntry.objects.filter(verb="exported attendances").exists()


def test_it_is_only_read(client, editor):
    assert client.post("/cms/attendances.csv").status_code == 405
