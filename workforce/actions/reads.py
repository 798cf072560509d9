"""The log of who has looked at whose page (DOMAIN 9: people see who has read their records)."""

from datetime import datetime, timedelta
from typing import Any

from foundation import policies
from workforce.models import Person, ReadLog
from workforce.policies import READ_LOG_MONTHS


def note(*, person: Person, page: str, capacity: str, by: Any, at: datetime) -> None:
    """Somebody opened a page about somebody else; looking at oneself is not noted."""
    if person.user_id != by.pk:
        ReadLog.objects.create(person=person, reader=by, at=at, page=page, capacity=capacity)


def forget_old(*, at: datetime) -> int:
    """Remove what is older than the policy; how many rows."""
    months = policies.book().whole(READ_LOG_MONTHS, at.date())
    return ReadLog.objects.filter(at__lt=at - timedelta(days=months * 365 // 12)).delete()[0]
