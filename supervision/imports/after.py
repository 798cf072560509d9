"""What this room does after an import of the staff files or of its own (slot "after_import")."""

from datetime import datetime

from django.db.models import Q

from supervision.actions.cycles import bring_up_to_date
from supervision.actions.past_meetings import note_history
from supervision.models import Meeting
from workforce.models import Absence, Post


def dues_after_import(run_id: int, now: datetime) -> str:
    """The turns of everybody whose posts, absences or supervisions a run touched.

    Running it twice, or again after it was cut short, writes only what is still missing.
    """
    of_run = Q(recorded_by_run=run_id) | Q(closed_by_run=run_id)
    people = {
        *Post.objects.filter(of_run).values_list("person_id", flat=True),
        *Absence.objects.filter(of_run).values_list("person_id", flat=True),
    }
    seen = Meeting.objects.filter(recorded_by_run=run_id, supervisee__isnull=False)
    read = set(seen.values_list("supervisee_id", flat=True).distinct())
    if read:
        note_history()
    return str(bring_up_to_date(at=now, person_ids=people | read))
