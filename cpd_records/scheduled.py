"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.utils import timezone

from cpd_records.actions.entitlement import reconcile
from cpd_records.actions.requirements import cycles, reminders


@shared_task(name="cpd_records.reconcile_allowances")
def reconcile_allowances() -> str:
    """Bring everybody's allowances in step each night: a new year opens, a dated policy begins."""
    return str(reconcile(by=None, at=timezone.now()))


@shared_task(name="cpd_records.look_after_requirements")
def look_after_requirements() -> str:
    """Bring everybody's cycles up to date, then remind whom a mark has newly passed."""
    at = timezone.now()
    done = cycles.bring_up_to_date(at=at)
    return f"{done}, reminders {reminders.send_due(at=at)}"
