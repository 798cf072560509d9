"""Pages of words: sections, single pages and the practice standards."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import BODY_BLOCKS, STANDARD_BLOCKS
from cms.models.base import AcademyPage
from cms.querysets.offer import courses_by_standard
from foundation.stream_field import QuietStreamField


class SectionPage(AcademyPage):
    """A part of the site: a lead, some words, and the pages under it as cards."""

    body = QuietStreamField(BODY_BLOCKS, blank=True)

    content_panels = [*AcademyPage.content_panels, FieldPanel("body")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    template = "cms/section_page.html"
    parent_page_types = ["cms.HomePage", "cms.SectionPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the pages under it, in the editors' order."""
        context = super().get_context(request, *args, **kwargs)
        context["pages"] = self.get_children().live().specific()
        return context


class ContentPage(AcademyPage):
    """One page of words."""

    image = models.ForeignKey(
        "foundation.AcademyImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = QuietStreamField(BODY_BLOCKS, blank=True)
    show_contents = models.BooleanField(
        "list of contents", default=False, help_text="Lists the sections at the top. For long pages."
    )
    show_contact = models.BooleanField(
        "contact details", default=False, help_text="Shows the contact details from the settings under the text."
    )
    reviewed_on = models.DateField(
        "last reviewed", null=True, blank=True, help_text="Shown at the foot, so that readers know how old this is."
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("show_contents"), FieldPanel("show_contact"), FieldPanel("reviewed_on")], "Around the text"
        ),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    template = "cms/content_page.html"
    parent_page_types = ["cms.HomePage", "cms.SectionPage", "cms.LearningApproachPage", "cms.ContentPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the headings of its sections, where the page asks for a list of contents."""
        context = super().get_context(request, *args, **kwargs)
        sections = [block.value for block in self.body if block.block_type == "section"]
        context["contents"] = sections if self.show_contents else []
        return context


class PracticeStandardsPage(AcademyPage):
    """The ten practice standards, each with the courses that help with it (DOMAIN row 57)."""

    body = QuietStreamField(BODY_BLOCKS, blank=True, verbose_name="introduction")
    standards = QuietStreamField(STANDARD_BLOCKS, blank=True)

    content_panels = [*AcademyPage.content_panels, FieldPanel("body"), FieldPanel("standards")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("standards")]
    template = "cms/practice_standards_page.html"
    parent_page_types = ["cms.HomePage", "cms.SectionPage", "cms.LearningApproachPage"]
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the courses of every standard on the page."""
        context = super().get_context(request, *args, **kwargs)
        codes = [block.value["standard"] for block in self.standards]
        context["courses_by_standard"] = courses_by_standard(codes, timezone.now())
        return context
