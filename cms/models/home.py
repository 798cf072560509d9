"""The front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.blocks import BODY_BLOCKS
from cms.models.base import AcademyPage
from cms.models.learning_approach import MethodologyPage
from cms.querysets.offer import next_sessions
from cms.rich_text import SHORT
from foundation.stream_field import QuietStreamField

SESSIONS_SHOWN = 6


class HomePage(AcademyPage):
    """Hero, guiding question, the three approaches, what is on next (DOMAIN rows 1, 8, 11)."""

    hero_heading = models.CharField(max_length=120)
    hero_text = RichTextField(features=SHORT)
    hero_image = models.ForeignKey(
        "foundation.AcademyImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    question_text = RichTextField(features=SHORT, blank=True, help_text="What the guiding question asks of us.")
    approaches_heading = models.CharField(max_length=120)
    approaches_text = RichTextField(features=SHORT, blank=True)
    courses_heading = models.CharField(max_length=120)
    body = QuietStreamField(BODY_BLOCKS, blank=True)

    content_panels = [
        *AcademyPage.content_panels,
        MultiFieldPanel([FieldPanel("hero_heading"), FieldPanel("hero_text"), FieldPanel("hero_image")], "Hero"),
        FieldPanel("question_text"),
        MultiFieldPanel([FieldPanel("approaches_heading"), FieldPanel("approaches_text")], "The three approaches"),
        FieldPanel("courses_heading"),
        FieldPanel("body"),
    ]
    template = "cms/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the three approaches and the next sessions."""
        context = super().get_context(request, *args, **kwargs)
        approaches = MethodologyPage.objects.live().descendant_of(self).select_related("image").order_by("path")
        context["approaches"] = approaches
        context["sessions"] = next_sessions(timezone.now(), SESSIONS_SHOWN)
        return context
