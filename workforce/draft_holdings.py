"""What is held of somebody's words in hand: their own export, and letting go of them (DOMAIN 9, drafts)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from foundation.british_dates import date_and_time
from foundation.disposal.graves import Grave
from foundation.models import PrivateDraft
from foundation.slots import Disposer, Holding, Section, SubjectRow

DRAFTS = "drafts"
IN_HAND = ("Where", "Last saved", "Box", "Words")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": what they were still writing: drafts are disclosable."""
    yield Section("drafts", "What you were still writing", IN_HAND, _in_hand(person_ids))


def _in_hand(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for draft in _drafts(person_ids).order_by("pk"):
        saved = date_and_time(draft.saved_at) if draft.saved_at else ""
        for name, values in sorted(draft.boxes.items()):
            if any(values):
                yield SubjectRow(f"{draft.pk}:{name}", (draft.place, saved, name, ", ".join(values)))


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Drafts by person; one query."""
    found = Counter(_drafts(person_ids).values_list("owner__person", flat=True))
    return (Holding(person_id, DRAFTS, rows) for person_id, rows in found.items())


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """They go whole; nothing stands in their place."""
    if grave.wants(DRAFTS):
        grave.remove(_drafts(person_ids), record_class=DRAFTS)


def _drafts(person_ids: Collection[int]) -> QuerySet[Any]:
    return PrivateDraft.objects.filter(owner__person__in=person_ids)


DISPOSER = Disposer("workforce", _holds, _bury)
