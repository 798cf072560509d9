"""Reads of what waits for a second person."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from workforce import roles
from workforce.permissions import has_role


class OpeningRequestQuerySet(QuerySet[Any]):
    """Requests. Views enter by `visible_to`."""

    def visible_to(self, user: Any, on: date) -> "OpeningRequestQuerySet":
        """Those the user's role asks for and seconds: broken glass for administrators, investigations for HR."""
        kinds = []
        if has_role(user, roles.SYSTEM_ADMINISTRATOR, on):
            kinds.append("break_glass")
        if has_role(user, roles.HR, on):
            kinds.append("investigation")
        return self.filter(Q(kind__in=kinds))

    def waiting(self) -> "OpeningRequestQuerySet":
        """Not answered yet, the oldest first."""
        return self.filter(state="asked").order_by("asked_at", "pk")
