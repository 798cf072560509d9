"""The register in the browser: marking, closing, two people at once, the roster as a file."""

import uuid

import pytest

from courses.models import AttendanceMark, Booking
from foundation.models import ChangeLogEntry
from tests.courses.editors import sign_in
from tests.courses.test_registers import held
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import SessionFactory
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db


def address(session, tail=""):
    return f"/sessions/{session.public_id}/register/{tail}"


def text(response):
    return response.content.decode()


def form(*marks, do="save"):
    """Each mark is (booking, mark, was[, minutes])."""
    data = {"do": do}
    for booking, mark, was, *minutes in marks:
        key = booking.public_id
        data |= {f"mark-{key}": mark, f"was-{key}": was, f"minutes-{key}": minutes[0] if minutes else ""}
    return data


def newest(booking):
    return AttendanceMark.objects.filter(booking=booking).newest().get()


def test_a_trainer_marks_and_sees_who_marked(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    page = client.post(address(session), form((booking, "present", "")), follow=True)
    assert "1 mark saved." in text(page)
    assert f"Marked by {trainer.get_full_name()}" in text(page)


def test_everybody_else_present_leaves_the_marks_there_are(client):
    session, (first, second), trainer = held(people=2)
    sign_in(client, trainer)
    client.post(address(session), form((first, "absent", "")))
    client.post(address(session), form((first, "absent", "absent"), do="all_present"))
    assert (newest(first).mark, newest(second).mark) == ("absent", "present")


def test_an_old_page_does_not_overwrite_what_somebody_else_marked(client):
    session, (first, second), trainer = held(people=2)
    sign_in(client, RoleGrantFactory(role="coordinator").user)
    client.post(address(session), form((first, "present", "")))
    sign_in(client, trainer)
    client.post(address(session), form((first, "", ""), (second, "absent", "")))
    assert (newest(first).mark, newest(second).mark) == ("present", "absent")


def test_the_last_of_two_who_differ_counts_and_the_first_is_kept(client):
    session, (booking,), trainer = held()
    for user, mark in ((RoleGrantFactory(role="coordinator").user, "present"), (trainer, "absent")):
        sign_in(client, user)
        client.post(address(session), form((booking, mark, "")))
    assert (AttendanceMark.objects.count(), newest(booking).mark, newest(booking).by) == (2, "absent", trainer)


def test_sending_twice_writes_once(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    for _ in range(2):
        client.post(address(session), form((booking, "partial", "", "120")))
    assert (AttendanceMark.objects.count(), newest(booking).minutes) == (1, 120)


@pytest.mark.parametrize("minutes", ["", "0", "444", "many", "-5"])
def test_part_of_the_time_needs_its_minutes(client, minutes):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    page = client.post(address(session), form((booking, "partial", "", minutes)))
    assert f"Enter the minutes {booking.person.full_name} was there, from 1 to 443" in text(page)
    assert f'href="#minutes-{booking.public_id}"' in text(page)
    assert not AttendanceMark.objects.exists()


def test_one_bad_line_does_not_lose_the_others(client):
    session, (first, second), trainer = held(people=2)
    sign_in(client, trainer)
    client.post(address(session), form((first, "partial", "", "x"), (second, "present", "")))
    assert newest(second).mark == "present"


def test_closing_shows_what_it_will_do_and_then_does_it(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    client.post(address(session), form((booking, "present", "")))
    check = text(client.get(address(session, "close/")))
    assert "Attended: 1" in check
    assert booking.person.full_name in check
    booking.refresh_from_db()
    assert booking.state == "booked"
    page = client.post(address(session, "close/"), follow=True)
    booking.refresh_from_db()
    assert booking.state == "attended"
    assert "Closed by" in text(page)
    assert "tell the Academy" in text(page)


def test_closing_with_marks_missing_says_which_date(client):
    session, _, trainer = held(dates=2)
    sign_in(client, trainer)
    page = text(client.post(address(session, "close/")))
    assert "2 marks are missing" in page
    assert f"?date={session.dates.first().public_id}" in page


def test_closing_twice_shows_the_closed_register(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    client.post(address(session), form((booking, "present", "")))
    for _ in range(2):
        page = client.post(address(session, "close/"), follow=True)
    assert page.status_code == 200
    assert "Closed by" in text(page)


def test_marking_a_closed_register_says_whom_to_tell(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    client.post(address(session), form((booking, "present", "")))
    client.post(address(session, "close/"))
    page = client.post(address(session), form((booking, "absent", "present")))
    assert "tell the Academy" in text(page)


@pytest.mark.parametrize("tail", ["", "close/"])
@pytest.mark.parametrize("who", ["learner", "stranger", "manager"])
def test_nobody_but_trainers_and_coordinators_opens_a_register(client, who, tail):
    manager = staff()
    person = staff(line_manager=manager)
    session = SessionFactory()
    booked(person, session)
    past(session)
    sign_in(client, {"learner": person.user, "stranger": staff().user, "manager": manager.user}[who])
    assert client.get(address(session, tail)).status_code == 403


@pytest.mark.parametrize("tail", ["", "close/"])
def test_signed_out_people_are_asked_to_sign_in(client, tail):
    session, _, _ = held()
    assert client.get(address(session, tail)).status_code == 302


def test_an_unknown_session_is_not_found(client):
    sign_in(client, RoleGrantFactory(role="coordinator").user)
    assert client.get(f"/sessions/{uuid.uuid4()}/register/").status_code == 404


def test_a_trainer_of_another_session_is_refused(client):
    session, _, _ = held()
    _, _, other = held()
    sign_in(client, other)
    assert client.get(address(session)).status_code == 403


def test_the_roster_as_a_file_is_for_coordinators(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    assert client.get(f"/sessions/{session.public_id}/roster.csv").status_code == 403
    sign_in(client, RoleGrantFactory(role="coordinator").user)
    page = client.get(f"/sessions/{session.public_id}/roster.csv")
    content = b"".join(page.streaming_content).decode("utf-8-sig")
    assert content.splitlines()[0] == "Name,Employee number,E-mail,State,Booked at"
    assert booking.person.work_email in content


def test_taking_the_roster_away_is_logged(client):
    session, _, trainer = held()
    coordinator = RoleGrantFactory(role="coordinator").user
    for user in (trainer, coordinator):
        sign_in(client, user)
        client.get(f"/sessions/{session.public_id}/roster.csv")
    assert ChangeLogEntry.objects.get(verb="exported roster").actor == coordinator


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(client):
    session, (booking,), _ = held()
    booking.person.first_name = "=1+1"
    booking.person.save()
    sign_in(client, RoleGrantFactory(role="coordinator").user)
    content = b"".join(client.get(f"/sessions/{session.public_id}/roster.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in content


def test_a_name_is_text_on_the_page_whatever_it_holds(client):
    session, (booking,), trainer = held()
    booking.person.first_name = '<b onclick="x">{key}'
    booking.person.save()
    sign_in(client, trainer)
    page = text(client.get(address(session)))
    assert "&lt;b onclick=&quot;x&quot;&gt;{key}" in page
    assert "<b onclick" not in page


@pytest.mark.parametrize("more", [1, 12])
def test_a_long_register_takes_as_many_queries_as_one_of_three(client, more, django_assert_num_queries):
    session, bookings, trainer = held(people=2, capacity=40)
    rows = [
        Booking(session=session, person=person, state="booked", created_at=b.created_at, changed_at=b.created_at)
        for b in bookings[:1]
        for person in [staff() for _ in range(more)]
    ]
    Booking.objects.bulk_create(rows)
    sign_in(client, trainer)
    client.get(address(session))
    with django_assert_num_queries(8):
        page = client.get(address(session))
    assert f"{2 + more}</strong> of {2 + more} still to mark" in text(page)
