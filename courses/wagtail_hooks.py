"""What courses adds to the CMS."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from courses.viewsets import policies
from courses.viewsets.group import LearningGroup

policies.register()
register_snippet(LearningGroup)


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    """The few styles our own fields and pages need there."""
    from django.templatetags.static import static
    from django.utils.html import format_html

    return format_html('<link rel="stylesheet" href="{}">', static("css/courses-admin.css"))
