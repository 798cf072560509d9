"""Reminding both of a date that is near: each reminder once, nobody who is away (DOMAIN 5)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from foundation import policies, wordings
from foundation.preferences import refuse_reminders
from supervision import emails
from supervision.actions.correspondence import readers, tell
from supervision.actions.meetings.history import local_day
from supervision.models import Meeting
from supervision.policies import FIRST_REMINDER, LAST_REMINDER
from workforce.models import Absence

LOOK_AHEAD = timedelta(days=60)
"""Far beyond any reminder: the policy is asked meeting by meeting."""


@transaction.atomic
def send_due(*, at: datetime) -> int:
    """Queue every reminder that falls today; how many meetings. Repeatable: the outbox keeps each once."""
    today, book, words = local_day(at), policies.book(), wordings.book()
    rows = list(Meeting.objects.ahead(at).filter(starts_at__lte=at + LOOK_AHEAD).with_both())
    away = set(Absence.objects.current().running(today).values_list("person_id", flat=True))
    reminded = 0
    for meeting in rows:
        mark = _mark(meeting, today, book)
        if mark and meeting.supervisee_id not in away:
            people = {person: reader.user for person, reader in readers(meeting)}
            quiet = refuse_reminders([user.pk for user in people.values() if user is not None])
            told = [key for key, user in people.items() if key not in away and not (user and user.pk in quiet)]
            tell(meeting, emails.REMINDER, at=at, method=None, part=mark, to=told, words=words)
            reminded += bool(told)
    return reminded


def _mark(meeting: Meeting, today: object, book: policies.PolicyBook) -> str:
    """Which reminder falls today; none on the day a date was set or moved."""
    if meeting.starts_at is None or timezone.localdate(meeting.changed_at) == today:
        return ""
    day = local_day(meeting.starts_at)
    for key in (FIRST_REMINDER, LAST_REMINDER):
        days = book.whole(key, day)
        if days and day - timedelta(days=days) == today:
            return f"{days}-days"
    return ""
