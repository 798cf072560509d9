"""What tests of supervision's pages start from."""

import datetime

from django.utils import timezone

from tests.factories.supervision import MeetingFactory
from tests.factories.workforce import UserFactory, staff


def planned_with(worker, manager, days=7):
    starts = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0) + datetime.timedelta(days=days)
    return MeetingFactory(supervisee=worker, supervisor=manager, starts_at=starts)


def strangers(manager):
    return {
        "colleague": staff("colleague@example.org", manager=manager).user,
        "other team": staff("elsewhere@example.org").user,
        "stranger": UserFactory(),
    }
