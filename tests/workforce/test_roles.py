"""Granting and ending roles, and the CMS groups that follow."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.permissions import policy_registry

from foundation.models import ChangeLogEntry
from tests.factories.workforce import (
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
)
from workforce import permissions, roles
from workforce.actions import cms_groups
from workforce.actions import roles as actions
from workforce.models import RoleGrant

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def administrator():
    return RoleGrantFactory(role=roles.SYSTEM_ADMINISTRATOR).user


def give(by, **changed):
    wanted = {"user": UserFactory(), "role": roles.COORDINATOR, "starts_on": TODAY, "ends_on": None, "reason": "New"}
    return actions.grant(**(wanted | changed), by=by, at=NOW)


def groups(user):
    return set(user.groups.values_list("name", flat=True))


def test_an_administrator_grants_a_role_and_it_is_logged(administrator):
    given = give(administrator)
    assert permissions.has_role(given.user, roles.COORDINATOR, TODAY)
    assert ChangeLogEntry.objects.get(verb="grant coordinator").actor == administrator


@pytest.mark.parametrize("role", [roles.COORDINATOR, roles.LEADER, roles.AUDITOR])
def test_others_grant_nothing(role):
    with pytest.raises(actions.NotAllowed):
        give(RoleGrantFactory(role=role).user)


def test_hr_of_one_service_grants_nothing():
    with pytest.raises(actions.NotAllowed):
        give(RoleGrantFactory(role=roles.HR, team=TeamFactory()).user)


def test_nobody_grants_themselves(administrator):
    with pytest.raises(actions.NotAllowed, match="their own"):
        give(administrator, user=administrator)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": roles.LINE_MANAGER}, "role"),
        ({"role": roles.PARTNER_ADMINISTRATOR}, "organisation"),
        ({"role": roles.INSPECTOR}, "ends_on"),
        ({"ends_on": TODAY}, "ends_on"),
    ],
)
def test_what_cannot_be_granted(administrator, wrong, field):
    with pytest.raises(actions.RoleRefused) as refusal:
        give(administrator, **wrong)
    assert refusal.value.field == field


def test_a_scope_is_a_team_or_an_organisation(administrator):
    with pytest.raises(actions.RoleRefused, match="not both"):
        give(administrator, team=TeamFactory(), organisation=OrganisationFactory())


def test_the_same_role_is_not_held_twice_at_a_time(administrator):
    given = give(administrator)
    with pytest.raises(actions.RoleRefused, match="already"):
        give(administrator, user=given.user, starts_on=TODAY + DAY)


def test_ending_takes_the_role_and_the_group_away(administrator):
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    given = give(administrator)
    assert groups(given.user) == {"Coordinators"}
    actions.end(grant=given, ends_on=TODAY + DAY, by=administrator, at=NOW)
    actions.end(grant=given, ends_on=TODAY, by=administrator, at=NOW)
    assert not RoleGrant.objects.filter(pk=given.pk).exists()
    assert groups(given.user) == set()


def test_a_role_ends_today_or_later(administrator):
    with pytest.raises(actions.RoleRefused):
        actions.end(grant=RoleGrantFactory(), ends_on=TODAY - DAY, by=administrator, at=NOW)


def test_sync_writes_groups_rights_and_members():
    coordinator = RoleGrantFactory().user
    found = cms_groups.sync(by=None, at=NOW, on=TODAY)
    assert found == {"Coordinators": 1, "Editors of content": 0, "System administrators": 0}
    assert coordinator.has_perm("wagtailadmin.access_admin")
    rights = GroupPagePermission.objects.filter(group__name="Coordinators", page=Page.get_first_root_node())
    assert "publish_page" in set(rights.values_list("permission__codename", flat=True))


def test_editors_write_and_coordinators_publish():
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    rights = GroupPagePermission.objects.filter(group__name="Editors of content")
    assert set(rights.values_list("permission__codename", flat=True)) == {"add_page", "change_page"}
    workflow = WorkflowPage.objects.get(page=Page.get_first_root_node()).workflow
    assert [task.specific.groups.get().name for task in workflow.tasks] == ["Coordinators"]


@pytest.mark.parametrize("model", [get_image_model(), get_document_model()])
def test_editors_and_coordinators_upload_pictures_and_documents_and_others_do_not(model):
    policy = policy_registry.get_by_type(model)
    uploads = {role: RoleGrantFactory(role=role).user for role in (roles.EDITOR, roles.COORDINATOR, roles.TRAINER)}
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    may = {role for role, user in uploads.items() if policy.user_has_permission(user, "add")}
    assert may == {roles.EDITOR, roles.COORDINATOR}


def test_groups_without_a_role_go():
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    assert set(Group.objects.values_list("name", flat=True)) == {role.cms_group for role in roles.CMS_ROLES}


def test_sync_puts_back_what_was_changed_by_hand():
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    group = Group.objects.get(name="Editors of content")
    group.user_set.add(UserFactory())
    group.permissions.clear()
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission_type="publish")
    cms_groups.sync(by=None, at=NOW, on=TODAY)
    assert not group.user_set.exists()
    assert group.permissions.filter(codename="access_admin").exists()
    assert group.page_permissions.count() == 2


def test_a_grant_that_has_ended_or_a_leaver_is_no_member():
    RoleGrantFactory(ends_on=TODAY)
    gone = PersonFactory(user=UserFactory())
    PostFactory(person=gone, ends_on=TODAY)
    RoleGrantFactory(user=gone.user)
    assert cms_groups.sync(by=None, at=NOW, on=TODAY)["Coordinators"] == 0


def test_the_command_says_how_many(capsys):
    RoleGrantFactory(starts_on=timezone.localdate() - DAY)
    call_command("sync_roles")
    assert "Coordinators: 1" in capsys.readouterr().out
