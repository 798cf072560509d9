"""Sessions in the database, as Django keeps them; each request of somebody signed in reads one."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from foundation.asked_often import AskedOften


def _open(key: str, at: datetime) -> Any:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


OPEN = AskedOften(_open, str, datetime)


class SessionStore(db.SessionStore):
    """Django's own, its one question on every request written once. A session that has ended is gone at once."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none any more. One query."""
        for found in OPEN.instances(self.session_key, timezone.now()):
            held: dict[str, Any] = self.decode(found.session_data)
            return held
        self._session_key = None
        return {}
