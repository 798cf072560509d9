"""What this room adds to the CMS."""

from wagtail import hooks

from cpd_records import viewsets
from cpd_records.viewsets import RequirementViewSet

viewsets.register()


@hooks.register("register_admin_viewset")
def requirements() -> RequirementViewSet:
    """What is required of whom, beside courses."""
    return RequirementViewSet()
