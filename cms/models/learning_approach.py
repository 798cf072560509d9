"""The three methodologies and the page above them (DOMAIN 2 to 4; row 9)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks import BODY_BLOCKS
from cms.models.base import AcademyPage
from cms.querysets.offer import courses_by_weight
from cms.rich_text import PROSE, SHORT
from foundation.methodologies import METHODOLOGIES
from foundation.stream_field import QuietStreamField

QUESTION_BLOCKS = [("question", blocks.CharBlock(max_length=255, icon="comment"))]
LINK_BLOCKS = [
    (
        "link",
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=160)),
                ("address", blocks.URLBlock()),
                ("note", blocks.CharBlock(max_length=255, required=False)),
            ],
            icon="link",
        ),
    )
]


class LearningApproachPage(AcademyPage):
    """The parent of the three approaches, at /learning-approach/."""

    body = QuietStreamField(BODY_BLOCKS, blank=True)

    content_panels = [*AcademyPage.content_panels, FieldPanel("body")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    template = "cms/learning_approach_page.html"
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.MethodologyPage", "cms.ContentPage", "cms.PracticeStandardsPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the approaches and the other pages under it, in the editors' order."""
        context = super().get_context(request, *args, **kwargs)
        approaches = MethodologyPage.objects.live().child_of(self).select_related("image").order_by("path")
        context["approaches"] = approaches
        context["more_pages"] = self.get_children().live().not_type(MethodologyPage).specific()
        return context


class MethodologyPage(AcademyPage):
    """One approach: what it is, how it looks here, what a family notices, questions, courses, links."""

    methodology = models.CharField(max_length=8, choices=METHODOLOGIES[:3], unique=True)
    image = models.ForeignKey(
        "foundation.AcademyImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    what_it_is = RichTextField(features=PROSE)
    in_rotherham = RichTextField(features=PROSE, verbose_name="how it looks in Rotherham")
    families_notice = RichTextField(features=PROSE, verbose_name="what a family notices")
    questions_text = RichTextField(features=SHORT, blank=True, verbose_name="before the questions")
    questions = QuietStreamField(QUESTION_BLOCKS, blank=True, verbose_name="questions to ask")
    links = QuietStreamField(LINK_BLOCKS, blank=True, verbose_name="read more elsewhere")

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("methodology"),
        FieldPanel("image"),
        FieldPanel("what_it_is"),
        FieldPanel("in_rotherham"),
        FieldPanel("families_notice"),
        MultiFieldPanel([FieldPanel("questions_text"), FieldPanel("questions")], "Questions to ask"),
        FieldPanel("links"),
    ]
    search_fields = [
        *AcademyPage.search_fields,
        index.SearchField("what_it_is"),
        index.SearchField("in_rotherham"),
        index.SearchField("families_notice"),
        index.SearchField("questions"),
    ]
    template = "cms/methodology_page.html"
    parent_page_types = ["cms.LearningApproachPage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its courses by weight, and the other approaches."""
        context = super().get_context(request, *args, **kwargs)
        context["courses"] = courses_by_weight(self.methodology, timezone.now())
        context["others"] = MethodologyPage.objects.live().exclude(pk=self.pk).order_by("path")
        return context
