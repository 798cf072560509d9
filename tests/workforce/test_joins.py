"""Two records of one human, and leaving."""

import datetime

import pytest

from tests.factories.workforce import (
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    UserFactory,
)
from workforce import permissions
from workforce.actions import (
    joins,
    leavers,
)
from workforce.models import Deputy, Person, RoleGrant
from workforce.querysets.joins import join_proposals

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def two_records():
    common = {"registration_body": "SWE", "registration_number": "SW1"}
    agency = PersonFactory(employee_number="AG9", user=UserFactory(), **common)
    return PersonFactory(employee_number="9001", **common), agency


def test_same_registration_number_is_proposed(two_records):
    assert [pair[:2] for pair in join_proposals()] == [two_records]


def test_same_name_and_email_is_proposed():
    for _ in range(2):
        PersonFactory(first_name="Jo", last_name="Twice", work_email="jo@example.org")
    assert len(join_proposals()) == 1


def test_joining_moves_the_account_and_ends_the_proposal(two_records, hr):
    kept, other = two_records
    user = other.user
    joins.join(kept=kept, other=other, reason="Made permanent", by=hr, at=NOW)
    assert set(Person.objects.visible_to(user, TODAY)) == {kept, other}
    assert Person.objects.for_user(user).get() == kept
    assert join_proposals() == []


def test_parting_undoes_it_and_does_not_propose_again(two_records, hr):
    kept, other = two_records
    joins.join(kept=kept, other=other, reason="Made permanent", by=hr, at=NOW)
    other.refresh_from_db()
    joins.part(other=other, reason="Sisters", by=hr, at=NOW + DAY)
    other.refresh_from_db()
    assert other.joined_into is None
    assert join_proposals() == []


def test_a_refused_pair_is_not_proposed_again(two_records, hr):
    joins.refuse(kept=two_records[0], other=two_records[1], reason="Typing error", by=hr, at=NOW)
    assert join_proposals() == []


def test_a_joined_record_is_not_joined_again(two_records, hr):
    kept, other = two_records
    joins.join(kept=kept, other=other, reason="", by=hr, at=NOW)
    with pytest.raises(joins.JoinRefused):
        joins.join(kept=PersonFactory(), other=other, reason="", by=hr, at=NOW)


def test_only_keepers_join(two_records, manager):
    with pytest.raises(joins.NotAllowed):
        joins.join(kept=two_records[0], other=two_records[1], reason="", by=manager.user, at=NOW)


@pytest.fixture
def leaver():
    person = PersonFactory(
        user=UserFactory(),
        personal_email="me@example.org",
        personal_email_verified_at=NOW - 30 * DAY,
    )
    PostFactory(person=person, ends_on=TODAY)
    return person


def test_a_leaver_reaches_their_record_for_the_policy_period(leaver):
    user = leaver.user
    assert not permissions.has_access(user, TODAY)
    assert permissions.has_leaver_access(user, TODAY)
    assert permissions.has_leaver_access(user, datetime.date(2027, 11, 22))
    assert not permissions.has_leaver_access(user, datetime.date(2027, 11, 23))


def test_an_address_proved_after_leaving_opens_nothing(leaver):
    Person.objects.filter(pk=leaver.pk).update(personal_email_verified_at=NOW)
    assert not permissions.has_leaver_access(leaver.user, TODAY)


def test_somebody_at_work_has_no_leaver_access(worker):
    assert not permissions.has_leaver_access(worker.user, TODAY)


def test_what_a_leaver_held_is_closed(leaver):
    RoleGrantFactory(user=leaver.user)
    DeputyFactory(deputy=leaver)
    assert leavers.end_access(by=None, at=NOW) == 1
    assert RoleGrant.objects.get().ends_on == TODAY
    assert Deputy.objects.get().ends_on == TODAY
    assert leavers.end_access(by=None, at=NOW) == 0


def test_a_personal_address_is_kept_for_oneself_while_at_work(worker):
    leavers.keep_personal_address(person=worker, address="Wes@home.example", by=worker.user, at=NOW)
    assert worker.personal_email == "wes@home.example"
    with pytest.raises(leavers.AddressRefused):
        leavers.keep_personal_address(person=worker, address=worker.work_email, by=worker.user, at=NOW)


def test_nobody_sets_it_for_others(worker, hr):
    with pytest.raises(leavers.AddressRefused):
        leavers.keep_personal_address(person=worker, address="x@home.example", by=hr, at=NOW)


def test_an_address_is_forgotten_when_its_time_is_over(leaver):
    assert leavers.forget_spent_addresses(by=None, at=NOW) == 0
    assert leavers.forget_spent_addresses(by=None, at=NOW + 366 * DAY) == 1
