"""The menus editors control. What signed-in people have besides follows from their roles, in code."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from foundation.models import PublicContent


@register_setting(icon="list-ul", order=510)
class SiteMenus(PublicContent, ClusterableModel, BaseGenericSetting):  # type: ignore[misc]  # untyped bases
    """The main menu of the public site and the links in its footer."""

    panels = [
        InlinePanel("main_items", heading="Main menu", label="item", max_num=7),
        InlinePanel("footer_items", heading="Footer", label="link", max_num=10),
    ]

    class Meta:
        verbose_name = "menus"
        verbose_name_plural = "menus"

    def __str__(self) -> str:
        return "Menus"


class MenuItem(PublicContent, Orderable):  # type: ignore[misc]  # Wagtail's Orderable is untyped
    """A label that leads to a page of the CMS, or to an address of the site such as /courses/."""

    label = models.CharField(max_length=40)
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=255, blank=True, help_text="Used when no page is chosen: /courses/")

    panels = [FieldPanel("label"), FieldPanel("page"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """One of the two says where it leads."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"address": "Choose a page or enter an address, one of the two."})

    @property
    def url(self) -> str:
        """Where it leads; empty when its page is not published."""
        if self.page is None:
            return self.address
        return (self.page.get_url() or "") if self.page.live else ""


class MainMenuItem(MenuItem):
    """An item of the main menu."""

    menus = ParentalKey(SiteMenus, on_delete=models.CASCADE, related_name="main_items")
    when_signed_in = models.BooleanField(
        "also when signed in", default=False, help_text="Signed-in people see it after the items of their role."
    )

    panels = [*MenuItem.panels, FieldPanel("when_signed_in")]


class FooterItem(MenuItem):
    """A link in the footer."""

    menus = ParentalKey(SiteMenus, on_delete=models.CASCADE, related_name="footer_items")
