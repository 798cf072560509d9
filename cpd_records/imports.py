"""What this room does after an import of the staff files."""

from datetime import datetime

from django.db.models import Q

from cpd_records.actions.asye.enrolments import propose
from cpd_records.actions.entitlement import reconcile
from cpd_records.actions.requirements.cycles import bring_up_to_date
from cpd_records.models import CpdRecord
from foundation.models import ImportRun
from workforce.models import Post


def reconcile_after_import(run_id: int, now: datetime) -> str:
    """The `after_import` step: bring the allowances of everybody whose posts a run touched in step.

    Running it twice, or again after it was cut short, posts only what is still missing.
    """
    touched = Post.objects.filter(Q(recorded_by_run=run_id) | Q(closed_by_run=run_id))
    people = set(touched.values_list("person_id", flat=True))
    return str(reconcile(person_ids=people, by=None, at=now))


def requirements_after_import(run_id: int, now: datetime) -> str:
    """The `after_import` step: cycles of everybody whose posts or whose learning a run touched."""
    run = ImportRun.objects.get(pk=run_id)
    posts = Post.objects.filter(Q(recorded_by_run=run_id) | Q(closed_by_run=run_id))
    learned = CpdRecord.objects.filter(Q(recorded_at__gte=run.started_at) | Q(withdrawn_at__gte=run.started_at))
    people = {*posts.values_list("person_id", flat=True), *learned.values_list("person_id", flat=True)}
    return str(bring_up_to_date(at=now, person_ids=people))


def propose_asye_after_import(run_id: int, now: datetime) -> str:
    """The `after_import` step: newly qualified hires of the run wait for the ASYE coordinator."""
    touched = Post.objects.filter(recorded_by_run=run_id)
    return f"Newly qualified: {propose(at=now, person_ids=set(touched.values_list('person_id', flat=True)))} proposed"
