"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings); each calls actions as the system."""

from celery import shared_task
from django.utils import timezone

from courses.actions import bookings, registers, self_paced


@shared_task(name="courses.release_leavers")
def release_leavers() -> int:
    """Give back the places of people who have left, one transaction per session. Repeatable."""
    return bookings.release_leavers(by=None, at=timezone.now())


@shared_task(name="courses.nudge_registers")
def nudge_registers() -> int:
    """Remind trainers, then coordinators, of registers nobody has closed. Repeatable: once each."""
    return registers.nudge(at=timezone.now())


@shared_task(name="courses.rest_self_paced")
def rest_self_paced() -> int:
    """Give back the minutes of self-paced courses nobody goes on with, and of people who have left. Repeatable."""
    now = timezone.now()
    return self_paced.rest_idle(at=now) + self_paced.close_leavers(at=now)
