"""The template builder's place in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from foundation.form_viewsets import versions_page
from foundation.wagtail_hooks import KeptForEver
from supervision.models import Template
from supervision.viewsets import TemplateViewSet

register_permission_policy(Template, KeptForEver(Template))
register_snippet(TemplateViewSet)


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of a template, and what each changed."""
    return versions_page(request, get_object_or_404(Template, pk=pk))


@hooks.register("register_admin_urls")
def template_versions() -> list[Any]:
    """What changed from version to version."""
    return [path("supervision-template-versions/<int:pk>/", versions, name="supervision_template_versions")]


@hooks.register("register_snippet_listing_buttons")
def versions_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """From the list of templates to the versions of one."""
    if isinstance(snippet, Template):
        url = reverse("supervision_template_versions", args=[snippet.pk])
        yield ListingButton("Versions", url, icon_name="history", priority=30)


@hooks.register("construct_snippet_action_menu")
def keep_templates(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """No "Delete": a template is retired."""
    if context.get("model") is Template:
        menu_items[:] = [item for item in menu_items if item.name != "action-delete"]
