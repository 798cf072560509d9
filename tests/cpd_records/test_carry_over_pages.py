"""The pages on which time is asked to be carried over, and decided."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cpd_records.models import CarryOver
from cpd_records.rules.years import year_start
from tests.cpd_records.carrying import asked
from tests.factories.cpd_records import DAY, member_of_staff
from tests.factories.workforce import RoleGrantFactory, UserFactory, staff
from tests.signing_in import sign_in
from workforce.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def person(manager):
    return member_of_staff(line_manager=manager)


@pytest.fixture
def head(person):
    return RoleGrantFactory(role="leader", team=Post.objects.get(person=person).team, starts_on=date(2020, 1, 1)).user


class TestPages:
    @pytest.fixture(autouse=True)
    def _fresh(self):
        cache.clear()

    def open(self, client, user, path, data=None):
        sign_in(client, user)
        return client.get(path) if data is None else client.post(path, data)

    @pytest.fixture
    def now_asked(self, person, manager):
        now = timezone.now()
        return asked(person, manager, at=now, from_year=year_start(timezone.localdate(now)))

    def test_a_head_of_service_is_shown_it_and_answers(self, client, person, head, now_asked):
        page = self.open(client, head, "/carry-over/").content.decode()
        assert f"{person.full_name}: 2 days" in page
        assert "Learning time to carry over" in client.get("/desk/").content.decode()
        one = f"/carry-over/{now_asked.public_id}/"
        assert "Away in autumn" in client.get(one).content.decode()
        assert client.post(one, {"verdict": "grant"})["Location"] == "/carry-over/"
        now_asked.refresh_from_db()
        assert (now_asked.state, now_asked.decided_by) == ("granted", head)
        assert client.get(one).status_code == 404

    def test_no_without_a_word_is_asked_for_one(self, client, head, now_asked):
        page = self.open(client, head, f"/carry-over/{now_asked.public_id}/", {"verdict": "decline"}).content.decode()
        assert "Say why not" in page

    def test_a_manager_asks_on_the_persons_page(self, client, person, manager, head):
        path = f"/allowance/{person.public_id}/carry-over/"
        page = self.open(client, manager.user, path).content.decode()
        year = re.search(r'value="(20\d\d)"', page)[1]
        data = {"from_year": year, "days": "1.5", "cause": "absence", "reason": "Away"}
        assert client.post(path, data)["Location"] == f"/allowance/{person.public_id}/"
        assert CarryOver.objects.get().minutes == 666
        assert client.post(path, {**data, "days": "9"}).status_code == 200

    @pytest.mark.parametrize("path", ["/carry-over/", "/carry-over/{one}/", "/allowance/{person}/carry-over/"])
    def test_the_access_ladder(self, client, person, manager, head, now_asked, path):
        address = path.format(one=now_asked.public_id, person=person.public_id)
        assert client.get(address).status_code == 302
        stranger = staff("stranger@example.org").user
        expected = 403 if path == "/carry-over/" else 404
        assert self.open(client, stranger, address).status_code == expected
        elsewhere = RoleGrantFactory(role="leader", team=member_of_staff().posts.get().team).user
        if path != "/carry-over/":
            assert self.open(client, elsewhere, address).status_code == 404
        assert client.delete(address).status_code == 405
        wrong = address.replace(str(now_asked.public_id), str(person.public_id))
        if "{one}" in path:
            assert self.open(client, head, wrong).status_code == 404

    def test_somebody_may_not_ask_for_themselves(self, client, person):
        person.user = UserFactory()
        person.save()
        assert self.open(client, person.user, f"/allowance/{person.public_id}/carry-over/").status_code == 403

    def test_queries_do_not_grow(self, client, person, manager, head, now_asked):
        self.open(client, head, "/carry-over/")
        with CaptureQueriesContext(connection) as first:
            client.get("/carry-over/")
        asked(person, manager, minutes=DAY, at=timezone.now(), from_year=now_asked.from_year)
        with CaptureQueriesContext(connection) as second:
            client.get("/carry-over/")
        assert len(first) == len(second)
