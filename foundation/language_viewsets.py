"""The list of the language helper in the CMS: lines with a first and a last day, never deleted."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from foundation.models import CaringWord

HELP = (
    "<p>What is written here is offered below a text box while somebody writes. It never blocks, and a child's own "
    "words go before it. To take a line out of use, give it the day from which it no longer holds.</p>"
)


class CaringWordViewSet(SnippetViewSet):
    """Words that may hurt, with kinder ones."""

    model = CaringWord
    icon = "openquote"
    menu_label = "Language helper"
    menu_order = 701
    list_display: ClassVar = ["phrase", "instead", "source", "starts_on", "ends_on"]
    list_filter: ClassVar = ["source"]
    search_fields: ClassVar = ["phrase", "instead"]
    search_backend_name = None
    copy_view_enabled = False
    panels: ClassVar = [
        HelpPanel(content=HELP),
        MultiFieldPanel([FieldPanel("phrase"), FieldPanel("forms"), FieldPanel("not_in")], "The word"),
        MultiFieldPanel([FieldPanel("instead"), FieldPanel("why"), FieldPanel("source")], "What could be said"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])], "In use"),
    ]
