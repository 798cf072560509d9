"""Pathways in the CMS: drafts, preview and publishing as for courses."""

from typing import ClassVar

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Pathway
from courses.viewsets.list_filters import SEARCHED, PathwayFilters
from courses.viewsets.offer_lists import STANDS, PathwayIndexView

PANELS = [
    MultiFieldPanel([TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("description")], heading="What it is"),
    MultiFieldPanel(
        [
            FieldPanel("audiences", widget=CheckboxSelectMultiple),
            FieldPanel("open_to_join"),
            FieldPanel("finish_days"),
        ],
        heading="Who is on it",
        help_text="With days to finish in, people go on until they have finished, even when their role has changed.",
    ),
    FieldPanel("steps"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]), FieldPanel("position"), FieldPanel("retired_on")],
        heading="Code, address, order and retirement",
        help_text="A pathway is retired, never deleted: people’s progress hangs on it.",
    ),
    PublishingPanel(),
]


class PathwayViewSet(SnippetViewSet):
    """Beside courses in the menu."""

    model = Pathway
    icon = "list-ol"
    menu_label = "Pathways"
    menu_name = "pathways"
    add_to_admin_menu = True
    menu_order = 153
    copy_view_enabled = False
    list_per_page = 50
    list_display: ClassVar = [
        "title",
        Column("code", label="Code", sort_key="code"),
        Column("steps", label="Steps", accessor=lambda pathway: len(pathway.steps)),
        STANDS,
        DateColumn("retired_on", label="Retired from", sort_key="retired_on"),
    ]
    filterset_class = PathwayFilters
    search_fields: ClassVar = SEARCHED["pathways"]
    index_view_class = PathwayIndexView
    index_template_name = PathwayIndexView.template_name
    index_results_template_name = PathwayIndexView.results_template_name
    search_backend_name = None
    edit_handler = ObjectList(PANELS)
