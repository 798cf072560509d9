"""The public calendar of open sessions: the page and the file."""

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.forms.course import CourseForm
from courses.models import Session
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead

pytestmark = pytest.mark.django_db


def month_of(session):
    return f"{timezone.localtime(session.starts_at):%Y-%m}"


def test_the_month_lists_what_is_open(client):
    session = SessionFactory(course__title="Circles")
    page = client.get(f"/courses/calendar/?month={month_of(session)}").content.decode()
    assert "Circles" in page
    assert session.course.get_absolute_url() in page


def test_planned_cancelled_and_unpublished_sessions_are_left_out(client):
    hidden = [
        SessionFactory(course__title="Hidden one", state=Session.State.PLANNED),
        SessionFactory(course__title="Hidden two", state=Session.State.CANCELLED),
        SessionFactory(course=CourseFactory(title="Hidden three", live=False)),
    ]
    page = client.get(f"/courses/calendar/?month={month_of(hidden[0])}").content.decode()
    assert "Hidden" not in page
    assert "Hidden" not in client.get("/courses/calendar.ics").content.decode()


def test_unasked_it_opens_on_the_first_month_in_which_something_is_on(client):
    far = days_ahead(100)
    SessionFactory(course__title="Circles", spans=[(far, days_ahead(100, 16))])
    page = client.get("/courses/calendar/").content.decode()
    assert f"{timezone.localtime(far):%B %Y}" in page
    assert "Circles" in page


@pytest.mark.parametrize("asked", ["", "nonsense", "2026-13", "1999-01", "9999-12"])
def test_any_address_gives_a_month(client, asked):
    assert client.get("/courses/calendar/", {"month": asked}).status_code == 200


def test_an_independent_reader_reads_the_file(client):
    session = SessionFactory(course__title="Circles", join_link="https://meet.example/secret")
    answer = client.get("/courses/calendar.ics")
    calendar = icalendar.Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert event["SUMMARY"] == "Circles"
    assert event["DTSTART"].dt == timezone.localtime(session.starts_at)
    assert "secret" not in answer.content.decode()
    assert "ATTENDEE" not in event


def test_queries_do_not_grow(client, django_assert_num_queries):
    session = SessionFactory()
    url = f"/courses/calendar/?month={month_of(session)}"
    client.get(url)
    with django_assert_num_queries(3):
        client.get(url)
    for _ in range(4):
        SessionFactory()
    with django_assert_num_queries(3):
        client.get(url)


def test_it_only_reads(client):
    assert client.post("/courses/calendar/").status_code == 405
    assert client.post("/courses/calendar.ics").status_code == 405


def test_a_session_of_two_dates_shows_which_is_which(client):
    first = days_ahead(14)
    session = SessionFactory(spans=[(first, days_ahead(14, 12)), (days_ahead(15), days_ahead(15, 12))])
    page = client.get(f"/courses/calendar/?month={month_of(session)}").content.decode()
    assert "Date 1 of 2" in page


def test_a_course_cannot_take_the_calendars_address(client):
    form = CourseForm.clean_slug
    holder = type("Form", (), {"cleaned_data": {"slug": "calendar", "title": "Calendar"}, "instance": CourseFactory()})
    with pytest.raises(ValidationError, match="address is taken"):
        form(holder())
