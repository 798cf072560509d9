"""Words that stand around every page."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from foundation.models import PublicContent

GUIDING_QUESTION = "Would this be good enough for my child and family?"
"""DOMAIN row 11: visible from the front line to the director."""


@register_setting(icon="openquote", order=500)
class SiteWording(PublicContent, BaseGenericSetting):  # type: ignore[misc]  # Wagtail's settings are untyped
    """The guiding question's wording and how to reach the Academy."""

    guiding_question = models.CharField(max_length=120, default=GUIDING_QUESTION)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_hours = models.CharField("when somebody answers", max_length=120, blank=True)
    contact_address = models.TextField("postal address", blank=True)

    panels = [
        FieldPanel("guiding_question"),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_hours"),
                FieldPanel("contact_address"),
            ],
            "How to reach the Academy",
        ),
    ]

    class Meta:
        verbose_name = "wording and contact details"

    def __str__(self) -> str:
        return "Wording and contact details"
