"""Whom each page about claims opens for, and that none asks more of the database for more claims (DOMAIN 9)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.claims import drafted, learner, manager_of, pdf, submitted, verified
from tests.factories.workforce import RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SECRET = "What the grandmother said"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def day(now):
    return timezone.localdate(now) - timedelta(days=10)


@pytest.fixture
def person(now):
    return learner(at=now)


@pytest.fixture
def house(person, day, now):
    """A submitted claim and everybody who may come by."""
    team = TeamFactory(code="B")
    manager = manager_of(person).person
    return {
        "claim": submitted(person, at=now, starts_on=day, note=SECRET),
        "owner": person.user,
        "manager": manager.user,
        "colleague": staff("colleague@example.org", manager=manager).user,
        "stranger": staff("stranger@example.org", team=team).user,
        "other_manager": staff("report@example.org", manager=staff("other@example.org")).posts.get().line_manager.user,
        "coordinator": RoleGrantFactory().user,
        "other_coordinator": RoleGrantFactory(team=team).user,
    }


LADDER = [
    ("/my/cpd/claims/{}/", {"owner": 200}),
    ("/my/cpd/claims/{}/change/", {"owner": 302}),
    ("/team/claims/{}/", {"manager": 200}),
    ("/coordinate/claims/{}/", {"coordinator": 200}),
    ("/coordinate/claims/{}/allow/", {"coordinator": 200}),
    ("/coordinate/claims/{}/take-back/", {"coordinator": 200}),
    ("/coordinate/claims/{}/accept/", {"coordinator": 200}),
]
PEOPLE = ("owner", "manager", "colleague", "stranger", "other_manager", "coordinator", "other_coordinator")


class TestLadder:
    @pytest.mark.parametrize(("address", "opens"), LADDER)
    def test_a_claim_opens_for_whom_it_is(self, client, house, address, opens):
        for who in PEOPLE:
            sign_in(client, house[who])
            answer = client.get(address.format(house["claim"].public_id))
            assert answer.status_code == opens.get(
                who, answer.status_code if answer.status_code in (403, 404) else 0
            ), who
        client.logout()
        assert client.get(address.format(house["claim"].public_id)).status_code == 302

    def test_nobody_but_owner_and_verifier_reads_a_word(self, client, house):
        for who in set(PEOPLE) - {"owner", "manager"}:
            sign_in(client, house[who])
            for address in ("/team/claims/", "/coordinate/claims/", *(each for each, _ in LADDER)):
                assert SECRET not in client.get(address.format(house["claim"].public_id)).text, who

    def test_lists_and_wrong_methods(self, client, house):
        for address in ("/my/cpd/claims/", "/my/cpd/claims/new/", "/coordinate/claims/"):
            assert client.get(address).status_code == 302
            sign_in(client, house["coordinator"])
            assert client.post(address).status_code == 405
            client.logout()
        sign_in(client, house["stranger"])
        assert client.get("/team/claims/").status_code == 403
        assert client.get("/coordinate/claims/").status_code == 403
        assert client.get("/my/cpd/claims/00000000-0000-0000-0000-000000000000/").status_code == 404
        assert client.get("/my/cpd/claims/not-a-key/").status_code == 404

    def test_a_draft_is_its_owners_alone(self, client, house, person, day, now):
        claim = drafted(person, at=now, starts_on=day)
        for who in ("manager", "coordinator"):
            sign_in(client, house[who])
            for address in (f"/team/claims/{claim.public_id}/", f"/coordinate/claims/{claim.public_id}/"):
                assert client.get(address).status_code in (403, 404)


def test_queries_do_not_grow_with_claims(client, house, person, day, now):
    first = learner("first@example.org", at=now, manager=house["manager"].person)
    verified(first, at=now, starts_on=day, kind="reading", files=[pdf()])
    submitted(first, at=now, starts_on=day, kind="reading")
    few = counts_of(client, house)
    assert max(few.values()) <= 40, few
    for number in range(4):
        other = learner(f"more{number}@example.org", at=now, manager=house["manager"].person)
        submitted(other, at=now, starts_on=day, kind="reading", files=[pdf()])
        drafted(person, at=now, starts_on=day, kind="research")
    assert counts_of(client, house) == few


def counts_of(client, house):
    """Queries of each page, once whatever is kept from an earlier look is there."""
    counts = {}
    for who, address in (
        ("owner", "/my/cpd/claims/"),
        ("manager", "/team/claims/"),
        ("coordinator", "/coordinate/claims/"),
        ("owner", f"/my/cpd/claims/{house['claim'].public_id}/"),
        ("manager", f"/team/claims/{house['claim'].public_id}/"),
    ):
        sign_in(client, house[who])
        client.get(address)
        counts[address] = count_of(client, address)
    return counts


def count_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)
