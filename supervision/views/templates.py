"""`/supervision/templates/`: what supervision asks, for everybody to read before they are asked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision.models import Template
from supervision.presenters.templates import READERS_OF_PREVIEW, preview_sections

CRUMBS = [{"label": "Desk", "url": "/desk/"}, {"label": "What supervision asks", "url": "/supervision/templates/"}]


@require_safe
@login_required
def templates(request: HttpRequest) -> HttpResponse:
    """The published templates."""
    context: dict[str, Any] = {
        "page_title": "What supervision asks",
        "breadcrumbs": [CRUMBS[0], {"label": CRUMBS[1]["label"]}],
        "templates": Template.objects.filter(live=True, retired_on=None),
    }
    return render(request, "supervision/templates.html", context)


@require_safe
@login_required
def template(request: HttpRequest, code: str, preview: Template | None = None, reader: str = "") -> HttpResponse:
    """One template as either of the two sees it. `preview` is a draft that the CMS wants to see."""
    found = preview or Template.objects.filter(live=True, code=code).first()
    if found is None:
        raise Http404
    reader = reader or request.GET.get("as", "")
    reader = reader if reader in READERS_OF_PREVIEW else "supervisee"
    context: dict[str, Any] = {
        "page_title": found.title,
        "breadcrumbs": [*CRUMBS, {"label": found.title}],
        "template": found,
        "reader": reader,
        "readers": READERS_OF_PREVIEW,
        "drawn": preview_sections(found.schema(), reader),
    }
    return render(request, "supervision/template.html", context)
