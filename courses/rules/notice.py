"""When a place may be given up in time, and when it is late (DOMAIN 6, rule 7).

Nothing is ever taken off for lateness: the person gives a reason, and the line manager is told.
"""

from datetime import date, datetime

from django.utils import timezone

from courses import policies
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days, count_between


def last_day_in_time(session_day: date, book: PolicyBook) -> date:
    """The last day on which giving up a place is in time: so many working days before the session."""
    return add_working_days(session_day, -book.whole(policies.NOTICE, session_day))


def is_late(starts_at: datetime, at: datetime, book: PolicyBook) -> bool:
    """Whether giving up a place at this moment is late."""
    session_day = timezone.localtime(starts_at).date()
    return timezone.localtime(at).date() > last_day_in_time(session_day, book)


def is_urgent(starts_at: datetime, at: datetime, book: PolicyBook) -> bool:
    """Whether news about the session cannot wait for the morning (DESIGN 4, Messages)."""
    today, session_day = timezone.localtime(at).date(), timezone.localtime(starts_at).date()
    return session_day >= today and count_between(today, session_day) <= book.whole(policies.URGENT, session_day) + 1
