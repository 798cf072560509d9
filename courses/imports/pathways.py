"""What pathways do after an import of the staff files."""

from datetime import datetime

from django.db.models import Q

from courses.actions.pathways.enrolments import enrol_by_rule
from workforce.models import Post


def enrol_after_import(run_id: int, now: datetime) -> str:
    """The `after_import` step: enrolments of everybody whose posts a run touched. Repeatable."""
    touched = Post.objects.filter(Q(recorded_by_run=run_id) | Q(closed_by_run=run_id))
    return str(enrol_by_rule(at=now, person_ids=set(touched.values_list("person_id", flat=True))))
