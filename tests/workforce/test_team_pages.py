"""A manager's team, a person's page, and what managers enter."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.workforce import (
    AbsenceFactory,
    DeputyFactory,
    RoleGrantFactory,
    TeamFactory,
    staff,
)
from tests.signing_in import sign_in
from tests.workforce.pages import dates, status, text
from workforce import roles
from workforce.models import ActingManager, Deputy, Person, ReadLog

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_the_team_page_says_away_and_never_why(client, manager, worker, today):
    AbsenceFactory(person=worker, starts_on=today)
    sign_in(client, manager.user)
    page = text(client.get(reverse("team")))
    assert "Wes Worker" in page
    assert "Away" in page
    assert "Sick" not in page


def test_the_team_page_costs_the_same_for_many_people(client, manager, worker, north, django_assert_max_num_queries):
    for number in range(12):
        staff(f"w{number}@example.org", team=north, manager=manager)
    sign_in(client, manager.user)
    with django_assert_max_num_queries(16):
        client.get(reverse("team"))


def test_a_deputy_finds_the_managers_people(client, manager, worker, today):
    deputy = staff("dee@example.org")
    DeputyFactory(principal=manager, deputy=deputy, starts_on=today, ends_on=today + DAY)
    sign_in(client, deputy.user)
    page = text(client.get(reverse("team")))
    assert "People of Mia Manager" in page
    assert "Wes Worker" in page


def test_a_manager_sees_no_number_or_registration_and_hr_does(client, manager, worker, hr):
    url = reverse("person", args=[worker.public_id])
    sign_in(client, manager.user)
    assert worker.employee_number not in text(client.get(url))
    sign_in(client, hr)
    assert worker.employee_number in text(client.get(url))


STARTER = {
    "first_name": "Nia",
    "last_name": "New",
    "work_email": "nia.new@example.org",
    "job_title": "Social Worker",
    "role_family": "social_worker",
    "contract": "permanent",
    "fte": "0.8",
}


def test_a_manager_enters_a_starter(client, manager, worker, north, today):
    sign_in(client, manager.user)
    url = reverse("starter")
    assert manager.work_email in text(client.get(url))
    data = {**STARTER, "team": north.pk, "line_manager": manager.work_email, **dates(starts_on=today + 7 * DAY)}
    assert "Enter a share" in text(client.post(url, data | {"fte": "2"}))
    assert "two letters and then digits" in text(
        client.post(url, data | {"registration_body": "SWE", "registration_number": "12"})
    )
    assert "known already" in text(client.post(url, data | {"work_email": worker.work_email}))
    page = text(client.post(url, data, follow=True))
    assert "Starting soon" in page
    assert "Nia New" in page
    assert Person.objects.get(last_name="New").standing == "provisional"


def test_the_starter_ladder(client, worker, hr):
    assert status(client, hr, reverse("starter")) == 200
    assert status(client, worker.user, reverse("starter")) == 403
    assert status(client, None, reverse("starter")) == 302


def test_naming_and_ending_an_acting_manager(client, manager, worker, hr, today):
    acting = staff("ada@example.org")
    url = reverse("acting_manager", args=[worker.public_id])
    sign_in(client, hr)
    assert "Nobody, or more than one" in text(client.post(url, {"manager": "nobody@example.org"}))
    data = {"manager": acting.work_email, "reason": "Mia is away", **dates(starts_on=today)}
    client.post(url, data)
    row = ActingManager.objects.get()
    assert (row.person, row.manager) == (worker, acting)
    assert status(client, acting.user, reverse("person", args=[worker.public_id])) == 200
    assert status(client, manager.user, reverse("person", args=[worker.public_id])) == 404
    assert status(client, manager.user, reverse("end_acting_manager", args=[row.pk]), "post") == 404
    assert status(client, hr, reverse("end_acting_manager", args=[row.pk])) == 405
    client.post(reverse("end_acting_manager", args=[row.pk]))
    assert not ActingManager.objects.running(today).exists()


def test_the_acting_manager_ladder(client, manager, worker):
    url = reverse("acting_manager", args=[worker.public_id])
    assert status(client, manager.user, url) == 200
    assert status(client, worker.user, url) == 403
    assert status(client, staff("cat@example.org").user, url) == 404
    assert status(client, None, url) == 302


def test_naming_and_ending_a_deputy(client, manager, worker, today):
    deputy = staff("dee@example.org")
    url = reverse("deputy", args=[manager.public_id])
    sign_in(client, manager.user)
    data = {"deputy": deputy.work_email, "kind": "deputy", "reason": "Leave"}
    assert "At most 92 days" in text(client.post(url, data | dates(starts_on=today, ends_on=today + 99 * DAY)))
    client.post(url, data | dates(starts_on=today, ends_on=today + 5 * DAY))
    row = Deputy.objects.get()
    assert row.ends_on == today + 6 * DAY
    client.post(reverse("end_deputy", args=[row.pk]))
    assert not Deputy.objects.running(today).exists()


def test_the_deputy_ladder(client, manager, worker):
    url = reverse("deputy", args=[manager.public_id])
    assert status(client, manager.user, url) == 200
    assert status(client, worker.user, url) == 404
    assert status(client, None, url) == 302
    assert status(client, worker.user, reverse("deputy", args=[worker.public_id])) == 403


def test_hr_of_one_service_sees_the_staff_file_of_that_service_only(client, today):
    root = TeamFactory(code="CYPS")
    north, south = (TeamFactory(code=code, version__parent=root) for code in ("N", "S"))
    lead = staff("hana.hr@example.org", team=north)
    RoleGrantFactory(user=lead.user, role=roles.HR, team=north)
    near = staff("nia.near@example.org", team=north, employee_number="711111")
    far = staff("fay.far@example.org", team=south, manager=lead, employee_number="722222")
    sign_in(client, lead.user)
    assert "711111" in text(client.get(reverse("person", args=[near.public_id])))
    assert "722222" not in text(client.get(reverse("person", args=[far.public_id])))


def test_the_log_of_reads_names_the_role_that_covers_the_person(client, today):
    root = TeamFactory(code="CYPS")
    north, south = (TeamFactory(code=code, version__parent=root) for code in ("N", "S"))
    reader = RoleGrantFactory(role=roles.HR, team=north).user
    RoleGrantFactory(user=reader, role=roles.COORDINATOR, team=south)
    near = staff("nia.near@example.org", team=north)
    sign_in(client, reader)
    client.get(reverse("person", args=[near.public_id]))
    assert ReadLog.objects.get(person=near).capacity == roles.role(roles.HR).name


@pytest.mark.parametrize("name", ["acting_manager", "deputy"])
def test_a_reason_that_others_read_is_asked_without_why_somebody_is_away(client, hr, worker, name):
    sign_in(client, hr)
    assert "never say why somebody is away" in text(client.get(reverse(name, args=[worker.public_id])))
