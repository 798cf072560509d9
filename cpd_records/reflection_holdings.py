"""What this room holds of somebody's reflections and pieces: their own export, and letting go of it.

Registered before the record itself, because a reflection points at the learning it is about.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from cpd_records.models import CpdPrompt, PeerInvitation, Piece, Reflection, ReflectionRead, ReflectionReader
from cpd_records.retention import REFLECTIONS
from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.slots import Disposer, Holding, Section, SubjectRow

WRITTEN = ("Title", "Day", "What I learned", "What I will do", "What difference it made", "State", "Read by")
PIECES = ("For", "Kind", "Day", "Activity", "What I learned", "Impact", "Peer reflection")
ASKED = ("Who was asked", "As", "When", "State", "What they wrote")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": everything they wrote, who read it, and what colleagues wrote for them."""
    yield Section("reflections", "Reflections", WRITTEN, _written(person_ids))
    yield Section("registration-pieces", "Pieces for a regulator", PIECES, _pieces(person_ids))
    yield Section("peer-reflection", "Peer reflection you asked for", ASKED, _asked(person_ids))


def _written(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    rows = Reflection.objects.filter(person__in=person_ids).prefetch_related("reads__reader").order_by("pk")
    for row in rows:
        seen = ", ".join(f"{each.reader.get_full_name()} {date_and_time(each.at)}" for each in row.reads.all())
        day = long_date(row.happened_on)
        words = (row.title, day, row.learned, row.will_do, row.difference, row.get_state_display(), seen)
        yield SubjectRow(str(row.public_id), words)


def _pieces(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in Piece.objects.filter(person__in=person_ids).order_by("pk"):
        day = long_date(row.happened_on) if row.happened_on else ""
        words = (row.rule_code, row.kind, day, row.activity, row.learned, row.impact, row.peer)
        yield SubjectRow(str(row.public_id), words)


def _asked(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    """A colleague's words speak for the colleague too: they wait for review."""
    for row in PeerInvitation.objects.filter(piece__person__in=person_ids).order_by("pk"):
        words = (row.name, row.capacity, date_and_time(row.asked_at), row.get_state_display(), row.answer)
        yield SubjectRow(str(row.public_id), words, mentions_others=True)


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Reflections and pieces together, by person; two queries."""
    found: Counter[int] = Counter()
    for model in (Reflection, Piece):
        found.update(model.objects.filter(person__in=person_ids).values_list("person_id", flat=True))
    return (Holding(person_id, REFLECTIONS, rows) for person_id, rows in found.items())


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Each leaves a tombstone with its digest; readings, invitations and prompts go with it."""
    if not grave.wants(REFLECTIONS):
        return
    pieces, written = Piece.objects.filter(person__in=person_ids), Reflection.objects.filter(person__in=person_ids)
    invitations = PeerInvitation.objects.filter(piece__in=pieces)
    for piece in pieces:
        said = (piece.kind, piece.happened_on, piece.activity, piece.learned, piece.impact, piece.peer)
        _stone(grave, f"piece:{piece.public_id}", said)
    for row in written:
        content = (row.title, row.happened_on, row.learned, row.will_do, row.difference)
        _stone(grave, f"reflection:{row.public_id}", content)
    grave.remove(invitations)
    grave.remove(Piece.terms.through.objects.filter(piece__in=pieces))
    grave.remove(pieces, record_class=REFLECTIONS)
    for model in (ReflectionRead, ReflectionReader):
        grave.remove(model.objects.filter(reflection__in=written))
    grave.remove(Reflection.terms.through.objects.filter(reflection__in=written))
    grave.remove(written, record_class=REFLECTIONS)
    grave.remove(CpdPrompt.objects.filter(person__in=person_ids))


def _stone(grave: Grave, place: str, content: Iterable[Any]) -> None:
    grave.tombstone(record_class=REFLECTIONS, place=place, content=[list(content)])


DISPOSER = Disposer("cpd_records", _holds, _bury)
