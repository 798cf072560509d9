"""What courses adds to the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from courses.viewsets import policies
from courses.viewsets.courses import CourseViewSet
from courses.viewsets.sessions import SessionViewSet
from courses.viewsets.venues import VenueViewSet

policies.register()
register_snippet(CourseViewSet)
register_snippet(VenueViewSet)


@hooks.register("register_admin_viewset")
def sessions() -> SessionViewSet:
    """Sessions, beside courses and venues in the menu."""
    return SessionViewSet()


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """The few styles that our own fields and pages need there."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/courses_admin.css"))
