"""The room's pages down the access ladder."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.models import OutboxMessage
from tests.factories.workforce import (
    AbsenceFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
    staff,
)
from workforce import roles
from workforce.actions import disputes
from workforce.desk import cards
from workforce.models import ActingManager, Deputy, FactDispute, JoinDecision, LiveFrom, Person, ReadLog, RoleGrant

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return TeamFactory(code="LN1", version__name="North 1", version__parent=TeamFactory(code="CYPS"))


@pytest.fixture
def manager(north):
    return staff("mia.manager@example.org", team=north, first_name="Mia", last_name="Manager")


@pytest.fixture
def worker(north, manager):
    return staff("wes.worker@example.org", team=north, manager=manager, first_name="Wes", last_name="Worker")


@pytest.fixture
def hr():
    return RoleGrantFactory(role=roles.HR).user


def dates(**days):
    return {f"{name}-{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}


def status(client, user, url, method="get"):
    client.logout()
    if user is not None:
        sign_in(client, user)
    return getattr(client, method)(url).status_code


def sign_in(client, user):
    """With the second factor, where the user's roles ask for one."""
    client.force_login(user)
    session = client.session
    session["second_factor"] = "test"
    session.save()


def text(response):
    return response.content.decode()


# Who gets in

KEEPERS_PAGES = ["missing_people", "joins", "roles", "give_role", "live_from"]


@pytest.mark.parametrize("name", KEEPERS_PAGES)
def test_lists_of_the_keepers(client, name, hr, manager, worker):
    url = reverse(name)
    assert status(client, hr, url) == 200
    for user in (manager.user, worker.user, UserFactory(), RoleGrantFactory().user):
        assert status(client, user, url) == 403
    assert status(client, None, url) == 302


def test_hr_of_one_service_keeps_no_lists(client, north):
    assert status(client, RoleGrantFactory(role=roles.HR, team=north).user, reverse("roles")) == 403


def test_the_persons_page_ladder(client, north, manager, worker, hr):
    url = reverse("person", args=[worker.public_id])
    other = staff("otto@example.org")
    PostFactory(person=PersonFactory(), line_manager=other)
    assert status(client, manager.user, url) == 200
    assert status(client, hr, url) == 200
    assert status(client, RoleGrantFactory(team=north).user, url) == 200
    colleague = staff("cat@example.org", team=north, manager=manager)
    for user in (colleague.user, UserFactory(), other.user, RoleGrantFactory(team=TeamFactory()).user):
        assert status(client, user, url) == 404
    assert status(client, None, url) == 302
    assert status(client, manager.user, reverse("person", args=[uuid.uuid4()])) == 404
    assert status(client, manager.user, url, "post") == 405


def test_the_team_page_ladder(client, manager, worker):
    url = reverse("team")
    assert status(client, manager.user, url) == 200
    assert status(client, worker.user, url) == 403
    assert status(client, None, url) == 302
    assert status(client, manager.user, url, "post") == 405


def test_my_data_is_ones_own(client, worker):
    assert status(client, worker.user, reverse("my_data")) == 200
    assert status(client, UserFactory(), reverse("my_data")) == 200
    assert status(client, None, reverse("my_data")) == 302
    assert status(client, worker.user, reverse("my_data"), "post") == 405


def test_the_search_ladder(client, worker, hr, manager):
    url = reverse("people")
    assert status(client, hr, url) == 200
    assert status(client, manager.user, url) == 200 if worker else None
    assert status(client, worker.user, url) == 403
    assert status(client, None, url) == 302


def test_wagtails_own_users_and_groups_are_closed(client):
    root = UserFactory(is_superuser=True, is_staff=True)
    for url in ("/cms/users/", "/cms/users/add/", "/cms/groups/", "/cms/groups/new/"):
        assert status(client, root, url) == 404
    sign_in(client, root)
    page = text(client.get("/cms/"))
    assert "/cms/users/" not in page
    assert "/cms/groups/" not in page


# My data


def test_my_data_says_what_is_held_from_where_and_who_may_see(client, worker, hr):
    AbsenceFactory(person=worker)
    sign_in(client, worker.user)
    page = text(client.get(reverse("my_data")))
    for held in ("Wes Worker", "North 1", "Mia Manager", "Sickness", "Entered by hand", "HR and occupational health"):
        assert held in page


def test_my_data_names_those_who_have_looked(client, manager, worker):
    sign_in(client, manager.user)
    client.get(reverse("person", args=[worker.public_id]))
    client.get(reverse("person", args=[manager.public_id]))
    assert [(read.person, read.capacity) for read in ReadLog.objects.all()] == [(worker, "Manager")]
    sign_in(client, worker.user)
    page = text(client.get(reverse("my_data")))
    assert manager.user.get_full_name() in page.split("Who has looked")[-1]


def test_my_data_costs_the_same_for_many_rows(client, worker, django_assert_max_num_queries):
    for month in range(1, 12):
        AbsenceFactory(person=worker, starts_on=datetime.date(2026, month, 1), ends_on=datetime.date(2026, month, 9))
        PostFactory(person=worker, starts_on=datetime.date(2010, month, 1), ends_on=datetime.date(2010, month, 9))
    sign_in(client, worker.user)
    with django_assert_max_num_queries(26):
        client.get(reverse("my_data"))


def test_saying_that_something_is_wrong(client, worker, hr):
    sign_in(client, worker.user)
    url = reverse("my_data_wrong")
    assert 'value="manager" checked' in " ".join(text(client.get(f"{url}?fact=manager")).split())
    assert "Error:" in text(client.post(url, {}))
    sent = client.post(url, {"fact": "manager", "statement": "It is Mia since May"}, follow=True)
    assert "We have passed this on" in text(sent)
    assert FactDispute.objects.get().role == roles.HR


def test_hr_answers_a_dispute(client, worker, hr):
    dispute = disputes.raise_one(person=worker, fact="post", statement="0.8", by=worker.user, at=timezone.now())
    url = reverse("answer_dispute", args=[dispute.public_id])
    sign_in(client, hr)
    assert "Wes Worker" in text(client.get(reverse("disputes")))
    client.post(url, {"state": "mended", "answer": "Mended."})
    dispute.refresh_from_db()
    assert dispute.state == "mended"
    assert OutboxMessage.objects.filter(to_address=worker.work_email).exists()
    assert client.get(url).status_code == 404


def test_neither_manager_nor_oneself_answers(client, worker, manager):
    dispute = disputes.raise_one(person=worker, fact="post", statement="0.8", by=worker.user, at=timezone.now())
    url = reverse("answer_dispute", args=[dispute.public_id])
    assert status(client, worker.user, url) == 403
    assert status(client, manager.user, url) == 404
    assert status(client, manager.user, reverse("disputes")) == 403


# Team and person


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


# Keepers


def test_finding_somebody_by_the_beginning_of_the_name(client, hr, worker):
    sign_in(client, hr)
    assert "Wes Worker" in text(client.get(reverse("people"), {"q": "work"}))
    assert "Nobody found" in text(client.get(reverse("people"), {"q": "zzz"}))


def test_a_manager_finds_only_whom_they_may_see(client, manager, worker):
    staff("xavier@example.org", last_name="Worksop")
    sign_in(client, manager.user)
    page = text(client.get(reverse("people"), {"q": "work"}))
    assert "Wes Worker" in page
    assert "Worksop" not in page


def test_confirming_somebody_missing(client, hr, worker, today):
    Person.objects.filter(pk=worker.pk).update(missing_since=today)
    sign_in(client, hr)
    assert "Wes Worker" in text(client.get(reverse("missing_people")))
    client.post(reverse("confirm_missing", args=[worker.public_id]), {"reason": "On secondment"})
    worker.refresh_from_db()
    assert worker.kept_on == today


def test_joining_and_parting(client, hr):
    pair = [PersonFactory(registration_body="SWE", registration_number="SW9") for _ in range(2)]
    sign_in(client, hr)
    page = text(client.get(reverse("joins")))
    assert "Same registration number" in page
    kept, other = pair
    for decision in ("join", "part", "refuse"):
        url = reverse(f"{decision}_records", args=[kept.public_id, other.public_id])
        assert client.get(url).status_code == 200
        client.post(url, {"reason": "Checked"})
    assert list(JoinDecision.objects.order_by("pk").values_list("decision", flat=True)) == [
        "joined",
        "parted",
        "refused",
    ]


def test_a_manager_decides_no_join(client, manager, worker):
    url = reverse("join_records", args=[manager.public_id, worker.public_id])
    assert status(client, manager.user, url) == 403


def test_giving_and_ending_a_role(client, hr, worker, north, today):
    sign_in(client, hr)
    data = {
        "email": worker.user.email,
        "role": "coordinator",
        "team": north.pk,
        "reason": "New job",
        **dates(starts_on=today),
    }
    assert "must sign in once first" in text(client.post(reverse("give_role"), data | {"email": "no@example.org"}))
    client.post(reverse("give_role"), data)
    grant = RoleGrant.objects.get(user=worker.user)
    assert (grant.role, grant.team) == ("coordinator", north)
    assert "North 1" in text(client.get(reverse("roles")))
    client.post(reverse("end_role", args=[grant.pk]))
    assert not RoleGrant.objects.running(today).filter(user=worker.user).exists()


def test_nobody_ends_their_own_role(client, hr):
    url = reverse("end_role", args=[RoleGrant.objects.get(user=hr).pk])
    assert status(client, hr, url, "post") == 403
    assert status(client, hr, reverse("end_role", args=[0]), "post") == 404
    assert status(client, hr, url) == 405


def test_setting_a_live_date(client, hr, north, today):
    sign_in(client, hr)
    client.post(reverse("live_from"), {"module": "courses", "team": north.pk, **dates(starts_on=today)})
    assert LiveFrom.objects.get().team == north
    assert "North 1" in text(client.get(reverse("live_from")))


def test_the_desk_tells_keepers_what_waits(hr, worker, today):
    Person.objects.filter(pk=worker.pk).update(missing_since=today)
    disputes.raise_one(person=worker, fact="post", statement="0.8", by=worker.user, at=timezone.now())
    (card,) = cards(hr, timezone.now())
    assert [item[0] for item in card.items] == ["1 fact to check", "1 person missing from the staff file"]
    assert list(cards(worker.user, timezone.now())) == []
