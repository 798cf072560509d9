"""Reading what somebody shared: noted before the words are shown, and shown to the writer."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records.models import Reflection, ReflectionRead
from cpd_records.permissions import can_write_for
from workforce.actions import reads


class NotShared(LookupError):
    """It is not shared with this reader, or no longer."""


@transaction.atomic
def note_read(*, reflection_id: int, by: Any, at: datetime) -> Reflection:
    """The reflection, opened by somebody; a reading by anybody but the writer is noted first.

    The row is locked, so that it is either taken back or read, never both. Raises NotShared.
    """
    on = timezone.localdate(at)
    locked = Reflection.objects.select_for_update(of=("self",)).filter(pk=reflection_id)
    found = locked.visible_to(by, on).select_related("person", "record").first()
    if found is None:
        raise NotShared("This reflection is not shared with you.")
    if can_write_for(by, found.person_id, on):
        return found
    mine = found.readers.filter(reader__user=by).first()
    capacity = mine.capacity if mine else "Line manager"
    ReflectionRead.objects.create(reflection=found, reader=by, at=at, capacity=capacity)
    if found.first_read_at is None:
        found.first_read_at = at
        found.save(update_fields=["first_read_at"])
    reads.note(person=found.person, page="A reflection you shared", capacity=capacity[:60], by=by, at=at)
    return found
