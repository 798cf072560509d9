"""Roles as code own the CMS: one group a role, its rights and members written here (DESIGN 2).

Repeatable: `manage.py sync_roles`, every night, after every migration. Rights cover pages, uploaded
files, and whatever of ours the CMS edits: snippets and the model screens of the rooms above.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from foundation import changelog
from workforce import permissions, roles
from workforce.models import RoleGrant, User

SHIPPED_GROUPS = ("Moderators", "Editors")
"""Groups Wagtail's own migrations make: no role stands behind them."""

APPROVAL = "Approval by a coordinator"
OURS = ("courses", "cpd_records", "cms", "supervision", "audits", "reports")


@dataclass(frozen=True, slots=True)
class CmsRights:
    """What a role may do: kinds of permission on pages, uploads, and models of ours."""

    pages: tuple[str, ...]
    uploads: tuple[str, ...]
    models: tuple[str, ...]
    extra: tuple[str, ...] = ()


RIGHTS: dict[str, CmsRights] = {
    roles.COORDINATOR: CmsRights(
        pages=("add", "change", "publish", "lock", "unlock"),
        uploads=("add", "change", "choose"),
        models=("add", "change", "view", "publish", "lock", "unlock"),
        extra=("wagtailredirects.add_redirect", "wagtailredirects.change_redirect"),
    ),
    roles.EDITOR: CmsRights(pages=("add", "change"), uploads=("add", "change", "choose"), models=("view",)),
    roles.SYSTEM_ADMINISTRATOR: CmsRights(
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        uploads=("add", "change", "choose", "delete"),
        models=("add", "change", "view", "publish", "lock", "unlock"),
        extra=(
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.add_workflow",
            "wagtailcore.change_workflow",
            "wagtailcore.change_site",
        ),
    ),
}


@transaction.atomic
def sync(*, by: Any, at: datetime, on: date) -> dict[str, int]:
    """Write every group's rights and members; group name to number of members."""
    Group.objects.filter(name__in=SHIPPED_GROUPS).delete()
    found = {}
    for role in roles.CMS_ROLES:
        group, new = Group.objects.get_or_create(name=role.cms_group)
        _write_rights(group, RIGHTS[role.code])
        members = _members(role.code, on)
        if new or set(group.user_set.values_list("pk", flat=True)) != {user.pk for user in members}:
            group.user_set.set(members)
            changelog.record(by=by, at=at, verb="set members", subject=group, label="system: roles")
        found[group.name] = len(members)
    _write_workflow(Group.objects.get(name=roles.ROLES[roles.COORDINATOR].cms_group))
    return found


def sync_user(*, user: User, on: date) -> None:
    """One user's groups, as soon as a role of theirs changes."""
    held = permissions.roles_of(user, on) if permissions.has_access(user, on) else frozenset()
    for role in roles.CMS_ROLES:
        group = Group.objects.filter(name=role.cms_group).first()
        if group is not None:
            (user.groups.add if role.code in held else user.groups.remove)(group)


def _members(role: str, on: date) -> list[User]:
    users = User.objects.filter(pk__in=RoleGrant.objects.running(on).filter(role=role).values("user"))
    return [user for user in users if permissions.has_access(user, on)]


def _write_rights(group: Group, rights: CmsRights) -> None:
    wanted = {*_named(("wagtailadmin.access_admin", *rights.extra)), *_model_rights(rights.models)}
    group.permissions.set(wanted)
    _write_page_rights(group, rights.pages)
    _write_upload_rights(group, rights.uploads)


def _named(codes: Iterable[str]) -> list[Permission]:
    wanted = Q(pk__in=())
    for code in codes:
        label, _, codename = code.partition(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _model_rights(kinds: tuple[str, ...]) -> list[Permission]:
    """Rights on every model of ours that the CMS edits, found by its registered screens."""
    wanted = Q(pk__in=())
    for model in _edited_models():
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        wanted |= Q(content_type=content_type, codename__in=[f"{kind}_{model._meta.model_name}" for kind in kinds])
    return list(Permission.objects.filter(wanted))


def _edited_models() -> list[type[Model]]:
    """Snippets anywhere, and the model screens of the rooms that hold content."""
    get_resolver().url_patterns  # noqa: B018 - reading the addresses is what registers the screens
    named = [getattr(screen, "model", None) for screen in viewsets.viewsets]
    screens = [apps.get_model(model) if isinstance(model, str) else model for model in named if model]
    ours = [model for model in screens if model._meta.app_label in OURS]
    return [*dict.fromkeys([*get_snippet_models(), *ours])]


def _write_page_rights(group: Group, kinds: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    codes = [f"{kind}_page" for kind in kinds]
    wanted = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Page), codename__in=codes)
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _write_upload_rights(group: Group, kinds: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    codes = Q(pk__in=())
    for ours in (get_image_model(), get_document_model()):
        model = policy_registry.get_by_type(ours).auth_model  # Wagtail asks for rights on its own model, not on ours
        names = [f"{kind}_{model._meta.model_name}" for kind in kinds]
        codes |= Q(content_type=ContentType.objects.get_for_model(model), codename__in=names)
    wanted = Permission.objects.filter(codes)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _write_workflow(coordinators: Group) -> None:
    """What editors write waits for a coordinator, on every page that has no workflow of its own."""
    task, _ = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    task.groups.set([coordinators])
    workflow, _ = Workflow.objects.get_or_create(name=APPROVAL)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    shipped = Workflow.objects.filter(name="Moderators approval")
    WorkflowPage.objects.filter(workflow__in=shipped).delete()
    shipped.update(active=False)
    Task.objects.filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
