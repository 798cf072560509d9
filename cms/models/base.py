"""What every page of the public site is."""

from http import HTTPMethod
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from foundation import public_copies
from foundation.models import PublicContent


class AcademyPage(PublicContent, Page):  # type: ignore[misc]  # Wagtail's pages are untyped
    """A public page: no password, no group may hide it, and it is the same for every visitor.

    What only some may see is not a CMS page. So a kept copy can never show what it should not.
    """

    summary = models.CharField(
        max_length=255,
        blank=True,
        help_text="One or two sentences: the lead of the page, its card and its search result.",
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    private_page_options: list[str] = []
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, marked as one that may be kept unless an editor is previewing it."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if not getattr(request, "is_preview", False):
            public_copies.mark(response)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the trail of pages above this one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self._breadcrumbs(request)
        return context

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> Any:
        """Move, then let kept copies go: Wagtail saves a bare Page here, which is not ours to override."""
        moved = super().move(target, pos=pos, user=user)
        public_copies.empty()
        return moved

    def _breadcrumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        above = [page for page in self.get_ancestors() if page.depth > 1]
        if not above:
            return []
        trail = [{"label": "Home" if page.depth == 2 else page.title, "url": page.get_url(request)} for page in above]
        return [*trail, {"label": self.title}]
