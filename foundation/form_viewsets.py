"""Forms in the CMS: drafts, workflow, preview, publishing; and what changed from version to version."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from foundation.models import FormTemplate
from foundation.versioned_forms.comparing import compare

VERSIONS = (
    "<p>Publishing freezes what the form says as a version. Answers stay in the version they were given in, "
    "whatever you change later. A form is retired by a date, never deleted.</p>"
)


class FormTemplateViewSet(SnippetViewSet):
    """What people are asked, written without a developer."""

    model = FormTemplate
    icon = "form"
    menu_label = "Forms"
    menu_name = "forms"
    add_to_admin_menu = True
    menu_order = 157
    copy_view_enabled = False
    list_display: ClassVar = [
        "title",
        Column("purpose", label="Asked for", sort_key="purpose"),
        Column("versions", label="Versions", accessor=lambda form: form.versions.count()),
        LiveStatusTagColumn(),
        DateColumn("retired_on", label="Retired from", sort_key="retired_on"),
    ]
    list_filter: ClassVar = ["live", "purpose"]
    search_fields: ClassVar = ["title", "code"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(content=VERSIONS),
            MultiFieldPanel([FieldPanel("title"), FieldPanel("intro")], heading="Before the questions"),
            FieldPanel("body", heading="Sections and questions"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("code"), FieldPanel("purpose")]), FieldPanel("retired_on")],
                heading="Code, purpose and retirement",
                classname="collapsed",
            ),
            PublishingPanel(),
        ]
    )


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a form of the programme."""
    return versions_page(request, get_object_or_404(FormTemplate, pk=pk))


def versions_page(request: HttpRequest, form: Any) -> HttpResponse:
    """Every version of any room's form, newest first, each with what it changed."""
    if not policy_registry.get(form).user_has_permission(request.user, "change"):
        return HttpResponse(status=403)
    rows = list(form.versions.select_related("published_by"))
    before = [None, *rows[:-1]]
    pairs = [(each, compare(old.schema, each.schema) if old else None) for old, each in zip(before, rows, strict=True)]
    title = f"Versions of {form.title}"
    names = f"wagtailsnippets_{form._meta.app_label}_{form._meta.model_name}"
    context = {
        "page_title": title,
        "header_title": title,
        "header_icon": "history",
        "rows": reversed(pairs),
        "breadcrumbs_items": [
            {"url": reverse(f"{names}:list"), "label": capfirst(form._meta.verbose_name_plural)},
            {"url": reverse(f"{names}:edit", args=[form.pk]), "label": form.title},
            {"url": "", "label": "Versions"},
        ],
    }
    return render(request, "foundation/admin/form_versions.html", context)


urlpatterns: list[Any] = [path("<int:pk>/", versions, name="versions")]
