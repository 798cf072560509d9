"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.utils import timezone

from supervision.actions import meetings, openings, records
from supervision.actions.cycles import bring_up_to_date


@shared_task(name="supervision.look_after_dues")
def look_after_dues() -> str:
    """What is due of everybody as it stands tonight: absences that began, a dated policy, a live date. Repeatable."""
    return str(bring_up_to_date(at=timezone.now()))


@shared_task(name="supervision.send_reminders")
def send_reminders() -> int:
    """Remind both of dates that are near. Repeatable: each reminder goes once."""
    return meetings.send_due(at=timezone.now())


@shared_task(name="supervision.issue_unsigned")
def issue_unsigned() -> int:
    """Lock as issued what the supervisee has not signed by the policy's last day. Repeatable."""
    return records.issue_due(at=timezone.now())


@shared_task(name="supervision.tell_unsealed")
def tell_unsealed() -> int:
    """Tell the two of an investigation on the day it is kept from them no longer. Repeatable: each is told once."""
    return openings.tell_unsealed(at=timezone.now())
