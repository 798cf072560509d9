"""The template builder in the CMS: drafts, workflow, preview as either of the two, publishing, comparing, retiring."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from supervision.models import Template

HELP = (
    "<p>Publishing freezes what the template says as a version. Records stay in the version they were written in, "
    "whatever you change later. A template is retired by a date, never deleted.</p>"
    "<p>Give every section its class: that decides who reads it. Keep the question about what went well, and the "
    "one whether the work is good enough; where the cycle belongs to it, reflection and analysis must be answered.</p>"
)


class TemplateViewSet(SnippetViewSet):
    """What supervision asks, written without a developer."""

    model = Template
    icon = "form"
    menu_label = "Supervision templates"
    menu_name = "supervision-templates"
    add_to_admin_menu = True
    menu_order = 158
    copy_view_enabled = False
    list_display: ClassVar = [
        "title",
        Column("kind", label="For", accessor="get_kind_display", sort_key="kind"),
        Column("variant", label="Whom", accessor="get_variant_display", sort_key="variant"),
        LiveStatusTagColumn(),
        DateColumn("retired_on", label="Retired from", sort_key="retired_on"),
    ]
    list_filter: ClassVar = ["live", "kind", "variant"]
    search_fields: ClassVar = ["title", "code"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(content=HELP),
            MultiFieldPanel([FieldPanel("title"), FieldPanel("intro")], heading="Before the questions"),
            FieldPanel("body", heading="Sections and questions"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("variant")]),
                    FieldRowPanel([FieldPanel("code"), FieldPanel("retired_on")]),
                ],
                heading="What it is for, code and retirement",
            ),
            PublishingPanel(),
        ]
    )
