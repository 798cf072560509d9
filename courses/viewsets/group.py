"""The coordinator's menu."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from courses.viewsets.courses import CourseViewSet
from courses.viewsets.sessions import SessionViewSet
from courses.viewsets.venues import VenueViewSet


class LearningGroup(SnippetViewSetGroup):
    """Courses, sessions and venues under one heading."""

    menu_label = "Learning"
    menu_icon = "openquote"
    menu_order = 150
    items = (CourseViewSet, SessionViewSet, VenueViewSet)
