"""What coordinators set in the CMS: required learning, registration bodies, what may be claimed."""

from cpd_records.viewsets import claims, registration, requirements
from cpd_records.viewsets.claims import ClaimKindViewSet, ProviderViewSet
from cpd_records.viewsets.registration import RegistrationRuleViewSet
from cpd_records.viewsets.requirements import RequirementViewSet

__all__ = ["ClaimKindViewSet", "ProviderViewSet", "RegistrationRuleViewSet", "RequirementViewSet", "register"]


def register() -> None:
    """Tell Wagtail who may do what, before it looks for a policy of its own."""
    claims.register()
    requirements.register()
    registration.register()
