"""Checking in on a phone: a button, clear sentences, a code that survives signing in, never a false success."""

import datetime
import uuid

import pytest
from django.utils import timezone

from courses.models import AttendanceMark, Booking
from courses.rules import check_in as rules
from tests.courses.editors import sign_in
from tests.courses.test_registers import lead
from tests.factories.bookings import staff
from tests.factories.courses import SessionFactory

pytestmark = pytest.mark.django_db


def session_now(minutes=5, **changes):
    """A session that begins in so many minutes (before now when negative), somebody booked on it, its date."""
    start = timezone.now() + datetime.timedelta(minutes=minutes)
    session = SessionFactory(spans=[(start, start + datetime.timedelta(hours=5))], **changes)
    now = timezone.now()
    booking = Booking.objects.create(session=session, person=staff(), state="booked", created_at=now, changed_at=now)
    return session, booking, session.dates.get()


def address(day, at=None):
    return f"/check-in/{day.public_id}/{rules.code_for(day.public_id, at or timezone.now())}/"


def old(day, minutes=5):
    return address(day, timezone.now() - datetime.timedelta(minutes=minutes))


def text(response):
    return response.content.decode()


def test_opening_shows_a_button_and_records_nothing(client):
    _, booking, day = session_now()
    sign_in(client, booking.person.user)
    assert "I am here" in text(client.get(address(day)))
    assert not AttendanceMark.objects.exists()


def test_pressing_records_and_then_shows_what_the_register_says(client):
    _, booking, day = session_now()
    sign_in(client, booking.person.user)
    page = text(client.post(address(day), follow=True))
    assert "You are checked in" in page
    assert AttendanceMark.objects.get().source == "self"


def test_pressing_again_says_the_same_and_writes_nothing(client):
    _, booking, day = session_now()
    sign_in(client, booking.person.user)
    for _ in range(2):
        page = text(client.post(address(day), follow=True))
    assert "You are checked in" in page
    assert AttendanceMark.objects.count() == 1


def test_an_old_code_is_no_success(client):
    _, booking, day = session_now()
    sign_in(client, booking.person.user)
    for answer in (client.get(old(day)), client.post(old(day))):
        assert "That code has run out" in text(answer)
        assert "You are checked in" not in text(answer)
    assert not AttendanceMark.objects.exists()


def test_a_code_of_another_date_or_made_up_is_no_success(client):
    _, booking, day = session_now()
    _, _, other = session_now()
    sign_in(client, booking.person.user)
    made_up = f"/check-in/{day.public_id}/{rules.code_for(other.public_id, timezone.now())}/"
    assert client.post(made_up).status_code == 409
    assert not AttendanceMark.objects.exists()


def test_signing_in_midway_returns_to_the_page_and_the_code_still_counts(client):
    _, booking, day = session_now()
    path = address(day)
    answer = client.get(path)
    assert (answer.status_code, "next=/check-in/" in answer.url) == (302, True)
    kept = client.cookies["academy_check_in"]
    sign_in(client, booking.person.user)
    client.cookies["academy_check_in"] = kept.value
    stale = old(day)
    assert "I am here" in text(client.get(stale))
    assert "You are checked in" in text(client.post(stale, follow=True))


def test_the_note_in_the_browser_is_for_that_date_only(client):
    _, booking, day = session_now()
    _, _, other = session_now()
    sign_in(client, booking.person.user)
    client.get(address(other))
    assert "That code has run out" in text(client.get(old(day)))


def test_a_forged_note_is_worth_nothing(client):
    _, booking, day = session_now()
    sign_in(client, booking.person.user)
    client.cookies["academy_check_in"] = f"{day.public_id}:{int(timezone.now().timestamp())}:forged"
    assert "That code has run out" in text(client.get(old(day)))


@pytest.mark.parametrize(("minutes", "says"), [(120, "Check-in opens at"), (-120, "Check-in closed at")])
def test_outside_the_window_the_page_says_when(client, minutes, says):
    _, booking, day = session_now(minutes)
    sign_in(client, booking.person.user)
    assert says in text(client.get(address(day)))
    assert client.post(address(day)).status_code == 409
    assert not AttendanceMark.objects.exists()


def test_somebody_not_booked_is_told_so(client):
    _, _, day = session_now()
    sign_in(client, staff().user)
    assert "You are not on the list" in text(client.get(address(day)))
    assert "You are not on the list" in text(client.post(address(day)))


@pytest.mark.parametrize(("state", "says"), [("cancelled", "is cancelled"), ("closed", "is closed")])
def test_a_session_that_is_not_on(client, state, says):
    session, booking, day = session_now()
    session.state, session.register_closed_at = state, timezone.now()
    session.save()
    sign_in(client, booking.person.user)
    assert says in text(client.post(address(day)))


def test_whom_the_trainer_marked_absent_is_sent_to_the_trainer(client):
    _, booking, day = session_now()
    AttendanceMark.objects.create(booking=booking, session_date=day, mark="absent", minutes=0, at=timezone.now())
    sign_in(client, booking.person.user)
    assert "already marked you" in text(client.post(address(day)))


def test_an_unknown_date_and_a_planned_session_are_not_found(client):
    session, booking, day = session_now()
    sign_in(client, booking.person.user)
    assert client.get(f"/check-in/{uuid.uuid4()}/abc/").status_code == 404
    session.state = "planned"
    session.save()
    assert client.get(address(day)).status_code == 404
    assert client.delete(address(day)).status_code == 405


def test_the_screen_shows_a_code_that_changes_and_how_many_are_here(client):
    session, _, _ = session_now()
    sign_in(client, lead(session))
    page = text(client.get(f"/sessions/{session.public_id}/check-in/"))
    assert "<svg" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "<strong>0</strong> of 1 here" in page
    part = text(client.get(f"/sessions/{session.public_id}/check-in/?part=code"))
    assert "<svg" in part
    assert "<html" not in part


def test_the_screen_has_no_code_outside_the_window(client):
    session, _, _ = session_now(600)
    sign_in(client, lead(session))
    page = text(client.get(f"/sessions/{session.public_id}/check-in/?part=code"))
    assert "<svg" not in page
    assert "Check-in opens at" in page


def test_the_screen_is_not_kept_by_any_cache(client):
    session, _, _ = session_now()
    sign_in(client, lead(session))
    assert "no-store" in client.get(f"/sessions/{session.public_id}/check-in/")["Cache-Control"]
