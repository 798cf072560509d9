"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings); each calls actions as the system."""

from celery import shared_task
from django.utils import timezone

from courses.actions import bookings, registers


@shared_task(name="courses.release_leavers")
def release_leavers() -> int:
    """Give back the places of people who have left, one transaction per session. Repeatable."""
    return bookings.release_leavers(by=None, at=timezone.now())


@shared_task(name="courses.nudge_registers")
def nudge_registers() -> int:
    """Remind trainers, then coordinators, of registers nobody has closed. Repeatable: once each."""
    return registers.nudge(at=timezone.now())
