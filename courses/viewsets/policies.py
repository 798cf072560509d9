"""Who may do what in the CMS: ordinary model permissions, less what nobody may do."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from courses.models import Course, Lesson, Pathway, Session


class KeptPolicy(ModelPermissionPolicy):
    """Rows that are retired or cancelled, never deleted: bookings and records hang on them (DESIGN 2)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As the model's permissions say, and nobody deletes."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """The same for several."""
        return super().user_has_any_permission(user, set(actions) - {"delete"})


def register() -> None:
    """Tell Wagtail, before it looks for a policy of its own."""
    for model in (Course, Lesson, Pathway, Session):
        register_permission_policy(model, KeptPolicy(model))
