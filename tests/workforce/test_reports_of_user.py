"""Who reports to a user, by key, and what is remembered of it."""

import datetime

import pytest

from tests.factories.workforce import DeputyFactory, PersonFactory, UserFactory, staff
from workforce.models import Person
from workforce.querysets.access import forget, own_keys
from workforce.querysets.reports import own_report_keys, report_keys, team_keys

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 30)


def test_a_team_is_ones_reports_and_those_of_whom_one_deputises_for():
    manager, other = staff("manager@example.org"), staff("other@example.org")
    own, theirs = staff("own@example.org", manager=manager), staff("theirs@example.org", manager=other)
    DeputyFactory(principal=other, deputy=manager, kind="deputy")
    assert set(team_keys(manager.user, ON)) == {own.pk, theirs.pk}
    assert own_report_keys(manager.user, ON) == [own.pk]
    assert set(report_keys([manager.pk, other.pk], ON)) == {own.pk, theirs.pk}


def test_a_delegate_has_no_team_and_nor_has_a_learner():
    manager, stands_in = staff("manager@example.org"), staff("stands@example.org")
    staff("own@example.org", manager=manager)
    DeputyFactory(principal=manager, deputy=stands_in, kind="delegate")
    assert team_keys(stands_in.user, ON) == own_report_keys(stands_in.user, ON) == []


def test_it_is_asked_once_for_a_user_and_forgotten_with_their_access(django_assert_num_queries):
    manager = staff("manager@example.org")
    staff("own@example.org", manager=manager)
    first = team_keys(manager.user, ON)
    late = staff("late@example.org", manager=manager)
    with django_assert_num_queries(0):
        assert team_keys(manager.user, ON) == own_report_keys(manager.user, ON) == first
    forget(manager.user)
    assert late.pk in team_keys(manager.user, ON)


def test_ones_own_records_are_those_joined_too():
    user = UserFactory()
    person = PersonFactory(user=user)
    joined = PersonFactory(joined_into=person)
    PersonFactory()
    assert set(Person.objects.filter(pk__in=own_keys(user))) == {person, joined}
