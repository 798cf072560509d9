"""The room's pages down the access ladder."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.models import OutboxMessage
from tests.factories.workforce import (
    AbsenceFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
    staff,
)
from tests.signing_in import sign_in
from tests.workforce.pages import status, text
from workforce import roles
from workforce.actions import disputes
from workforce.models import FactDispute, ReadLog

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


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
