"""The clock's jobs of this room (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.utils import timezone

from cpd_records.actions.entitlement import reconcile


@shared_task(name="cpd_records.reconcile_allowances")
def reconcile_allowances() -> str:
    """Bring everybody's allowances in step each night: a new year opens, a dated policy begins."""
    return str(reconcile(by=None, at=timezone.now()))
