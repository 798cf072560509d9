"""The link to an online session: for those booked, and near the time (issue: join links)."""

from datetime import datetime, timedelta

from django.utils import timezone

from courses import policies
from courses.models import Session
from foundation.british_dates import date_and_time
from foundation.policies import PolicyBook


def link_now(session: Session, at: datetime, figures: PolicyBook) -> tuple[str, str]:
    """The link when it is time, and otherwise a sentence saying from when; nothing where there is no link.

    The dates are loaded.
    """
    if not session.join_link:
        return "", ""
    ahead = [each for each in session.dates.all() if each.ends_at > at]
    if not ahead:
        return "", ""
    first = min(ahead, key=lambda each: each.starts_at)
    hours = figures.whole(policies.JOIN_LINK, timezone.localdate(first.starts_at))
    opens = first.starts_at - timedelta(hours=hours)
    if at >= opens:
        return session.join_link, ""
    return "", f"Online: the link to join will be here from {date_and_time(opens)}."
