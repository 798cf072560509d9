"""What this room does after an import of the staff files."""

from datetime import datetime

from django.db.models import Q

from cpd_records.actions.entitlement import reconcile
from workforce.models import Post


def reconcile_after_import(run_id: int, now: datetime) -> str:
    """The `after_import` step: bring the allowances of everybody whose posts a run touched in step.

    Running it twice, or again after it was cut short, posts only what is still missing.
    """
    touched = Post.objects.filter(Q(recorded_by_run=run_id) | Q(closed_by_run=run_id))
    people = set(touched.values_list("person_id", flat=True))
    return str(reconcile(person_ids=people, by=None, at=now))
