"""The pages around a register: walk-ins, corrections, all dates, the sheet."""

import uuid

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.models import AttendanceMark, Booking
from tests.courses.editors import sign_in
from tests.courses.test_register_pages import form, text
from tests.courses.test_registers import close, give, held
from tests.factories.bookings import staff
from tests.factories.workforce import OrganisationFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
OPEN_TAILS = (
    "register/add/",
    "register/add/guest/",
    "register/all/",
    "register/meeting/",
    "sheet/",
    "sheet.pdf",
    "check-in/",
)
CLOSED_TAILS = ("register/correct/", "register/correct/add/", "register/correct/remove/")


def address(session, tail):
    return f"/sessions/{session.public_id}/{tail}"


@pytest.fixture
def coordinator():
    return RoleGrantFactory(role="coordinator").user


def closed():
    session, (booking,), trainer = held()
    give(session, booking, "present", by=trainer)
    close(session, trainer)
    return session, booking, trainer


@pytest.mark.parametrize("tail", [*OPEN_TAILS, *CLOSED_TAILS])
def test_the_ladder(client, tail, coordinator):
    session, booking, trainer = closed() if tail in CLOSED_TAILS else (lambda s, b, t: (s, b[0], t))(*held())
    path = address(session, tail)
    assert client.get(path).status_code == 302
    answers = {}
    for name, user in {"learner": booking.person.user, "stranger": staff().user, "trainer": trainer}.items():
        sign_in(client, user)
        answers[name] = client.get(path).status_code
    sign_in(client, coordinator)
    assert client.get(path).status_code == 200
    assert client.get(address(session, tail).replace(str(session.public_id), str(uuid.uuid4()))).status_code == 404
    assert client.put(path).status_code == 405
    assert answers == {"learner": 403, "stranger": 403, "trainer": 403 if tail in CLOSED_TAILS else 200}


def test_a_trainer_adds_somebody_by_their_exact_address(client):
    session, _, trainer = held()
    person = staff()
    sign_in(client, trainer)
    page = text(client.post(address(session, "register/add/"), {"q": person.work_email}))
    assert person.full_name in page
    data = {"q": person.work_email, "person": str(person.public_id)}
    page = text(client.post(address(session, "register/add/"), data, follow=True))
    assert f"{person.full_name} is on the register" in page
    assert Booking.objects.get(person=person).walk_in


def test_a_trainer_finds_nobody_by_name_whom_they_may_not_see(client):
    session, _, trainer = held()
    person = staff()
    sign_in(client, trainer)
    assert person.work_email not in text(client.post(address(session, "register/add/"), {"q": person.last_name}))


def test_a_coordinator_finds_people_by_name(client, coordinator):
    session, _, _ = held()
    person = staff()
    sign_in(client, coordinator)
    for name in (person.last_name, person.first_name, person.full_name):
        assert person.work_email in text(client.post(address(session, "register/add/"), {"q": name}))


def test_a_person_who_was_not_found_cannot_be_slipped_in(client):
    session, _, trainer = held()
    person = staff()
    sign_in(client, trainer)
    page = text(client.post(address(session, "register/add/"), {"q": "x", "person": str(person.public_id)}))
    assert "Look for them again" in page
    assert not Booking.objects.filter(person=person).exists()


def test_looking_people_up_by_address_has_an_end(client):
    cache.clear()
    session, _, trainer = held()
    sign_in(client, trainer)
    for number in range(61):
        page = text(client.post(address(session, "register/add/"), {"q": f"somebody{number}@example.org"}))
    assert "Too many requests" in page


def test_a_walk_in_is_taken_off_on_the_press_not_the_visit(client):
    session, _, trainer = held()
    person = staff()
    sign_in(client, trainer)
    data = {"q": person.work_email, "person": str(person.public_id)}
    client.post(address(session, "register/add/"), data)
    booking = Booking.objects.get(person=person)
    path = address(session, f"register/take-off/{booking.public_id}/")
    assert "Take them off" in text(client.get(path))
    assert Booking.objects.get(pk=booking.pk).state == "booked"
    client.post(path)
    assert Booking.objects.get(pk=booking.pk).state == "cancelled"


def test_times_of_coming_and_leaving_become_minutes(client):
    session, (booking,), trainer = held()
    date = session.dates.get()
    start = timezone.localtime(date.starts_at).replace(hour=9, minute=0, second=0, microsecond=0)
    date.starts_at, date.ends_at, date.learning_minutes = start, start.replace(hour=16), 420
    date.save()
    sign_in(client, trainer)
    data = form((booking, "partial", "", "")) | {f"came-{booking.public_id}": "10:15"}
    client.post(address(session, "register/"), data)
    assert AttendanceMark.objects.newest().get().minutes == 345
    wrong = form((booking, "partial", "partial:345", "345")) | {f"came-{booking.public_id}": "17:00"}
    assert "lie within the session" in text(client.post(address(session, "register/"), wrong))


@pytest.mark.parametrize("minutes", ["9" * 5000, "٣", "1e3", "12345"])
def test_minutes_nobody_could_mean_are_asked_again(client, minutes):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    page = client.post(address(session, "register/"), form((booking, "partial", "", minutes)))
    assert page.status_code == 200
    assert "from 1 to 443" in text(page)


def test_all_dates_are_marked_in_one_table(client):
    session, (first, second), trainer = held(people=2, dates=2)
    sign_in(client, trainer)
    data = {"do": "save", f"mark-{first.public_id}-0": "present", f"mark-{second.public_id}-1": "absent"}
    client.post(address(session, "register/all/"), data)
    marks = {(mark.booking_id, mark.mark) for mark in AttendanceMark.objects.newest()}
    assert marks == {(first.pk, "present"), (second.pk, "absent")}


def test_a_coordinator_corrects_on_the_page(client, coordinator):
    session, booking, _ = closed()
    sign_in(client, coordinator)
    data = form((booking, "absent", "present")) | {"reason": "Somebody else signed for them"}
    page = text(client.post(address(session, "register/correct/"), data, follow=True))
    booking.refresh_from_db()
    assert booking.state == "did_not_attend"
    assert "The register is corrected" in page
    assert "Somebody else signed for them" in page


def test_a_correction_without_a_reason_keeps_what_was_chosen(client, coordinator):
    session, booking, _ = closed()
    sign_in(client, coordinator)
    page = text(client.post(address(session, "register/correct/"), form((booking, "partial", "present", "77"))))
    assert "Say in a few words why" in page
    assert 'value="77"' in page
    booking.refresh_from_db()
    assert booking.state == "attended"


def test_somebody_forgotten_is_found_and_added(client, coordinator):
    session, _, _ = closed()
    person = staff()
    sign_in(client, coordinator)
    path = address(session, "register/correct/add/")
    assert str(person.public_id) in text(client.post(path, {"q": person.work_email}))
    data = {"q": person.work_email, "person": str(person.public_id), "reason": "Came late", "mark_0": "partial"}
    assert "Enter the minutes" in text(client.post(path, data | {"minutes_0": "9999"}))
    page = text(client.post(path, data | {"minutes_0": "200"}, follow=True))
    assert "has been added, and told" in page
    assert Booking.objects.get(person=person).state == "partial"


def test_the_wrong_person_is_taken_off_on_the_page(client, coordinator):
    session, booking, _ = closed()
    sign_in(client, coordinator)
    data = {"booking": str(booking.public_id), "reason": "Never booked"}
    assert "is off the register" in text(client.post(address(session, "register/correct/remove/"), data, follow=True))


@pytest.mark.parametrize("tail", CLOSED_TAILS)
def test_an_open_register_sends_a_coordinator_to_its_page(client, coordinator, tail):
    session, _, _ = held()
    sign_in(client, coordinator)
    assert client.get(address(session, tail)).url == f"/sessions/{session.public_id}/register/"


def test_the_sheet_has_names_and_lines_and_nothing_else_about_anybody(client):
    session, (booking,), trainer = held()
    sign_in(client, trainer)
    page = text(client.get(address(session, "sheet/")))
    assert booking.person.full_name in page
    assert booking.person.work_email not in page
    assert page.count("<td") == 1 + 5 * 2


def test_the_sheet_is_a_pdf_to_take_away(client):
    session, _, trainer = held(dates=6)
    sign_in(client, trainer)
    page = client.get(address(session, "sheet.pdf"))
    assert b"".join(page.streaming_content)[:5] == b"%PDF-"
    assert page["Content-Disposition"].startswith("attachment")


def guest(organisation, **changes):
    return {
        "first_name": "Femi",
        "last_name": "Ade",
        "email": "femi@partner.example",
        "organisation": organisation.pk,
    } | changes


def test_somebody_of_a_partner_organisation_is_entered_at_the_door(client):
    session, _, trainer = held()
    organisation = OrganisationFactory(code="barnardine", kind="voluntary")
    sign_in(client, trainer)
    page = text(client.post(address(session, "register/add/guest/"), guest(organisation), follow=True))
    assert "Femi Ade is on the register" in page
    person = Booking.objects.get(walk_in=True).person
    assert (person.standing, person.organisation, person.user) == ("external", organisation, None)


def test_an_address_of_somebody_else_is_not_taken_for_a_guest(client):
    session, _, trainer = held()
    organisation = OrganisationFactory(code="barnardine", kind="voluntary")
    sign_in(client, trainer)
    wrong = guest(organisation, email=staff().work_email)
    assert "cannot be entered" in text(client.post(address(session, "register/add/guest/"), wrong))
    assert not Booking.objects.filter(walk_in=True).exists()


def test_whom_one_looks_for_stands_in_no_address(client, coordinator):
    session, _, _ = held()
    person = staff()
    sign_in(client, coordinator)
    page = text(client.post(address(session, "register/add/"), {"q": person.work_email}))
    assert person.full_name in page
    assert f"={person.work_email}" not in page
    assert person.full_name not in text(client.get(address(session, "register/add/"), {"q": person.work_email}))
