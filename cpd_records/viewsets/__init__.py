"""What coordinators set in the CMS: required learning, and what registration bodies ask."""

from cpd_records.viewsets import registration, requirements
from cpd_records.viewsets.registration import RegistrationRuleViewSet
from cpd_records.viewsets.requirements import RequirementViewSet

__all__ = ["RegistrationRuleViewSet", "RequirementViewSet", "register"]


def register() -> None:
    """Tell Wagtail who may do what, before it looks for a policy of its own."""
    requirements.register()
    registration.register()
