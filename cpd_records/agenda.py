"""What this room puts on the supervision agenda (slot "supervision_agenda")."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from cpd_records.models import Reflection
from cpd_records.permissions import can_write_for
from foundation.british_dates import long_date
from foundation.slots import AgendaItem


def reflections(person_id: int, supervisor: Any, on: date) -> Iterable[AgendaItem]:
    """Reflections the supervisee put on the agenda and this supervisor may read: where to read them, never the words.

    The supervisee themselves gets the same list, with links to their own pages.
    """
    own = can_write_for(supervisor, person_id, on)
    page = "cpd_records:reflection" if own else "cpd_records:team_reflection"
    rows = Reflection.objects.visible_to(supervisor, on).of_person(person_id).on_agenda().select_related("record")
    for row in rows.latest_first():
        about = row.record.title if row.record else "Something from practice"
        lines = (long_date(row.happened_on), *(() if row.first_read_at else ("Not read yet",)))
        yield AgendaItem(f"Reflection: {about}", lines, reverse(page, args=[row.public_id]))
