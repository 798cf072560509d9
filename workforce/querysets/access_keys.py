"""Reading keys to the API."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet


class AccessKeyQuerySet(QuerySet[Any]):
    """Keys. Person-level: views enter by `for_user`."""

    def for_user(self, user: Any) -> "AccessKeyQuerySet":
        """One's own."""
        return self.filter(user=user) if getattr(user, "is_authenticated", False) else self.none()

    def working(self, at: datetime) -> "AccessKeyQuerySet":
        """Neither taken back nor over."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)
