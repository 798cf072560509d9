"""Lessons of self-paced courses in the CMS: drafts, preview, workflow, publishing by the clock."""

from typing import Any, ClassVar

import django_filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import Course, Lesson

PANELS = [
    MultiFieldPanel(
        [FieldPanel("course"), FieldPanel("title"), FieldRowPanel([FieldPanel("position"), FieldPanel("minutes")])],
        heading="Where it stands",
    ),
    FieldPanel("body", heading="The lesson"),
    FieldPanel("checks", heading="The check at the end"),
    PublishingPanel(),
]


class LessonFilters(WagtailFilterSet):
    """By course, and whether it is on the site."""

    course = django_filters.ModelChoiceFilter(
        queryset=Course.objects.filter(mode=Course.Mode.SELF_PACED).order_by("title"), label="Course"
    )

    class Meta:
        model = Lesson
        fields: ClassVar = ["course", "live"]


class LessonViewSet(SnippetViewSet):
    """A coordinator's way to write learning for people's own time."""

    model = Lesson
    icon = "list-ol"
    menu_label = "Lessons"
    menu_name = "lessons"
    add_to_admin_menu = True
    menu_order = 152
    copy_view_enabled = False
    list_per_page = 50
    list_display: ClassVar = [
        "title",
        Column("course", label="Course", accessor="course.title", sort_key="course__title"),
        Column("position", label="Number", sort_key="position"),
        Column("minutes", label="Minutes", sort_key="minutes"),
        LiveStatusTagColumn(),
    ]
    filterset_class = LessonFilters
    search_fields: ClassVar = ["title", "course__title"]
    search_backend_name = None
    edit_handler = ObjectList(PANELS)

    def get_queryset(self, request: Any) -> Any:
        """With their courses, in the order learners meet them."""
        return Lesson.objects.select_related("course").order_by("course__title", "position", "pk")
