"""What this room adds to the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from cpd_records import viewsets
from cpd_records.permissions import can_follow_requirements
from cpd_records.views.academy_learning import allowances
from cpd_records.viewsets import ClaimKindViewSet, ProviderViewSet, RegistrationRuleViewSet, RequirementViewSet

viewsets.register()


@hooks.register("register_admin_viewset")
def requirements() -> RequirementViewSet:
    """What is required of whom, beside courses."""
    return RequirementViewSet()


@hooks.register("register_admin_viewset")
def registration_rules() -> RegistrationRuleViewSet:
    """What registration bodies ask, from a day on."""
    return RegistrationRuleViewSet()


@hooks.register("register_admin_viewset")
def claims() -> list[ModelViewSet]:
    """What may be claimed, and who provides learning elsewhere."""
    return [ClaimKindViewSet(), ProviderViewSet()]


class FollowedItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Coordinators."""
        return can_follow_requirements(request.user, timezone.localdate())


@hooks.register("register_admin_menu_item")
def who_stands_how() -> FollowedItem:
    """The list of who is in date and who is not, on the site."""
    return FollowedItem(
        "Who is in date", reverse_lazy("cpd_records:requirements"), name="required", icon_name="tasks", order=155
    )


@hooks.register("register_admin_urls")
def allowances_address() -> list[Any]:
    """`/cms/allowances/`."""
    return [path("allowances/", allowances, name="academy_allowances")]


@hooks.register("register_admin_menu_item")
def allowances_item() -> FollowedItem:
    """Beside who is in date."""
    return FollowedItem(
        "Allowances", reverse_lazy("academy_allowances"), name="allowances", icon_name="date", order=155
    )
