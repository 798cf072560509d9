"""Roles by fact, as a deputy and by grant; second factor; access after leaving."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.workforce import (
    ActingManagerFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
    staff,
)
from workforce import permissions, roles

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def pair():
    manager = staff("mia@example.org")
    return manager, staff("wes@example.org", manager=manager)


def test_line_management_follows_from_posts(pair):
    manager, worker = pair
    assert permissions.roles_of(manager.user, TODAY) == {roles.LEARNER, roles.LINE_MANAGER, roles.SUPERVISOR}
    assert permissions.roles_of(worker.user, TODAY) == {roles.LEARNER}


def test_somebody_signed_out_holds_no_role():
    assert permissions.roles_of(AnonymousUser(), TODAY) == frozenset()


def test_a_former_manager_loses_the_role_when_the_only_report_is_taken_over(pair):
    manager, worker = pair
    other = staff("ada@example.org")
    ActingManagerFactory(person=worker, manager=other, starts_on=TODAY)
    assert permissions.is_line_manager(other.user, TODAY)
    assert not permissions.is_line_manager(manager.user, TODAY)
    assert not permissions.can_manage(manager.user, worker, TODAY)
    assert permissions.can_manage(other.user, worker, TODAY)


def test_a_deputy_decides_and_a_delegate_does_not(pair):
    manager, worker = pair
    deputy, delegate = staff("dee@example.org"), staff("del@example.org")
    DeputyFactory(principal=manager, deputy=deputy)
    DeputyFactory(principal=manager, deputy=delegate, kind="delegate")
    assert permissions.can_manage(deputy.user, worker, TODAY)
    assert not permissions.can_manage(delegate.user, worker, TODAY)
    assert permissions.has_role(delegate.user, roles.DELEGATE, TODAY)
    assert permissions.has_team(delegate.user, TODAY)


def test_a_grant_counts_between_its_dates():
    grant = RoleGrantFactory(starts_on=TODAY, ends_on=TODAY + DAY)
    assert not permissions.has_role(grant.user, roles.COORDINATOR, TODAY - DAY)
    assert permissions.has_role(grant.user, roles.COORDINATOR, TODAY)
    assert not permissions.has_role(grant.user, roles.COORDINATOR, TODAY + DAY)


def test_an_unknown_role_is_named():
    with pytest.raises(roles.UnknownRole, match="wizard"):
        permissions.has_role(UserFactory(), "wizard", TODAY)


def test_scope_paths_are_prefixes_and_the_whole_is_empty():
    root = TeamFactory(code="CYPS")
    grant = RoleGrantFactory(team=TeamFactory(code="SC", version__parent=root))
    assert permissions.scope_paths(grant.user, roles.COORDINATOR, TODAY) == ("CYPS/SC/",)
    assert permissions.scope_paths(RoleGrantFactory().user, roles.COORDINATOR, TODAY) == ("",)
    assert permissions.scope_paths(grant.user, roles.HR, TODAY) == ()


@pytest.mark.parametrize("role", list(roles.GRANTABLE))
def test_a_second_factor_is_asked_of_the_roles_that_need_it(role):
    grant = RoleGrantFactory(role=role.code)
    assert permissions.needs_second_factor(grant.user, TODAY) is role.needs_second_factor


def test_supervisors_auditors_coordinators_leaders_and_administrators_need_a_second_factor():
    named = [roles.SUPERVISOR, roles.AUDITOR, roles.COORDINATOR, roles.LEADER, roles.SYSTEM_ADMINISTRATOR]
    assert all(roles.role(code).needs_second_factor for code in named)


def test_a_line_manager_needs_a_second_factor(pair):
    manager, worker = pair
    assert permissions.needs_second_factor(manager.user, TODAY)
    assert not permissions.needs_second_factor(worker.user, TODAY)


def test_access_ends_the_day_after_the_last_day():
    person = PersonFactory(user=UserFactory())
    last_day = TODAY
    PostFactory(person=person, ends_on=last_day + DAY)
    assert permissions.has_access(person.user, last_day)
    assert not permissions.has_access(person.user, last_day + DAY)


def test_a_leaver_holds_no_role_whatever_was_granted():
    person = PersonFactory(user=UserFactory())
    PostFactory(person=person, ends_on=TODAY)
    RoleGrantFactory(user=person.user, role=roles.SYSTEM_ADMINISTRATOR)
    assert permissions.roles_of(person.user, TODAY) == frozenset()


def test_an_agency_worker_made_permanent_has_not_left():
    person = PersonFactory(user=UserFactory())
    PostFactory(person=PersonFactory(joined_into=person), ends_on=TODAY)
    PostFactory(person=person, starts_on=TODAY)
    assert permissions.has_access(person.user, TODAY)


def test_somebody_suspended_has_no_access_and_no_role(pair):
    manager, _worker = pair
    manager.suspended_on = TODAY
    manager.save()
    assert not permissions.has_access(manager.user, TODAY)
    assert permissions.roles_of(manager.user, TODAY) == frozenset()


def test_a_partner_without_a_post_has_access():
    person = PersonFactory(user=UserFactory(), standing="external", employee_number=None)
    assert permissions.has_access(person.user, TODAY)


def test_one_query_answers_every_question_of_a_page(pair, django_assert_num_queries):
    user = type(pair[0].user).objects.get(pk=pair[0].user.pk)
    with django_assert_num_queries(1):
        permissions.roles_of(user, TODAY)
        permissions.is_line_manager(user, TODAY)
        permissions.needs_second_factor(user, TODAY)
        permissions.scope_paths(user, roles.COORDINATOR, TODAY)
        permissions.has_team(user, TODAY)
        permissions.has_access(user, TODAY)
