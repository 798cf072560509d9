"""Courses in the CMS: drafts, revisions, preview, workflow, locking, publishing by the clock."""

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

from courses.forms.course import CourseForm
from courses.models import Course
from courses.presenters import wording
from courses.viewsets.list_filters import SEARCHED, CourseFilters
from courses.viewsets.offer_lists import STANDS, CourseIndexView

PANELS = [
    MultiFieldPanel(
        [
            TitleFieldPanel("title", placeholder="Title, as people will look for it"),
            FieldPanel("summary"),
            FieldPanel("image"),
        ],
        heading="In the catalogue",
    ),
    MultiFieldPanel(
        [FieldPanel("outcomes"), FieldPanel("description"), FieldPanel("evidence_base")],
        heading="What people will learn",
    ),
    MultiFieldPanel(
        [
            FieldPanel("learning_minutes"),
            FieldRowPanel([FieldPanel("mode"), FieldPanel("level")]),
            FieldPanel("refresh_months", heading="Refresh after how many months"),
            FieldPanel("counts_towards_allowance"),
        ],
        heading="Length and way of learning",
        help_text="Sessions that are open already keep the length and the shares they were opened with.",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("weight_sos"),
                    FieldPanel("weight_rp"),
                    FieldPanel("weight_sp"),
                    FieldPanel("weight_general"),
                ]
            )
        ],
        heading="How the time is shared",
        help_text="Four whole percentages that come to 100. They decide how time spent shows in people's allowance.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("audiences", widget=CheckboxSelectMultiple),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            FieldPanel("practice_standards", widget=CheckboxSelectMultiple),
            FieldPanel("stages", widget=CheckboxSelectMultiple),
            FieldPanel("evidence_tags", heading="Evidence it helps to show", widget=CheckboxSelectMultiple),
            FieldPanel("outcome_tags", heading="Outcomes for children", widget=CheckboxSelectMultiple),
            FieldPanel("programmes", widget=CheckboxSelectMultiple),
        ],
        heading="Who it is for and what it is about",
        help_text="Choose no audience where it is for everyone.",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
            FieldPanel("retired_on", heading="Retire from"),
        ],
        heading="Code, address and retirement",
        help_text="Leave the code and the address empty and they are made for you. A course is retired, never deleted.",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("approval"),
            FieldPanel("prerequisites", widget=CheckboxSelectMultiple),
            FieldPanel("equivalents", widget=CheckboxSelectMultiple),
        ],
        heading="Who may book, and what comes first",
        classname="collapsed",
    ),
    PublishingPanel(),
]


class CourseViewSet(SnippetViewSet):
    """A coordinator's way to write and publish a course without a developer."""

    model = Course
    icon = "openquote"
    menu_label = "Courses"
    menu_name = "courses"
    add_to_admin_menu = True
    menu_order = 150
    copy_view_enabled = False
    list_per_page = 50
    list_display: ClassVar = [
        "title",
        Column("code", label="Code", sort_key="code"),
        Column("length", label="Length", accessor=lambda course: wording.length(course.learning_minutes)),
        Column("mode", label="How", accessor="get_mode_display", sort_key="mode"),
        STANDS,
        DateColumn("retired_on", label="Retired from", sort_key="retired_on"),
    ]
    filterset_class = CourseFilters
    search_fields: ClassVar = SEARCHED["courses"]
    index_view_class = CourseIndexView
    index_template_name = CourseIndexView.template_name
    index_results_template_name = CourseIndexView.results_template_name
    search_backend_name = None
    edit_handler = ObjectList(PANELS, base_form_class=CourseForm)
