"""What this room holds of somebody: their own export, and letting go of it (slots "subject_access", "disposal").

Words of records are another module's; here are dates, agreements, who read, and who was at a group.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.slots import Disposer, Holding, Section, SubjectRow
from supervision.models import Agreement, Attendee, Cycle, Meeting, MeetingEvent, Opening, OpeningRequest, RecordRead
from supervision.presenters.words import when
from supervision.querysets.openings import unsealed

SUPERVISION = "supervision"
"""The line of the retention schedule: leaving and six years (DOMAIN 9)."""
MET = ("Day", "Kind", "With", "State", "Written up", "Signed")
AGREED = ("With", "What you share", "State", "From", "Until", "What it says")
READ = ("Who", "When", "As", "What of")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": supervisions, agreements, who has read. What an investigation seals waits."""
    yield Section("supervisions", "Supervision: when and with whom", MET, _met(person_ids))
    yield Section("supervision-agreements", "Supervision agreements", AGREED, _agreed(person_ids))
    yield Section("supervision-reads", "Who has read your supervision records", READ, _read(person_ids, now))


def _met(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    groups = Attendee.objects.filter(person__in=person_ids).values("meeting")
    rows = Meeting.objects.filter(Q(supervisee__in=person_ids) | Q(pk__in=groups)).with_both()
    for row in rows.order_by("held_on", "starts_at", "pk"):
        who = row.supervisor.full_name if row.supervisor else ""
        days = (long_date(day) if day else "" for day in (row.written_up_on, row.signed_on))
        yield SubjectRow(str(row.public_id), (when(row), row.get_kind_display(), who, row.get_state_display(), *days))


def _agreed(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in Agreement.objects.filter(supervisee__in=person_ids).with_both().order_by("pk"):
        days = (long_date(day) if day else "" for day in (row.starts_on, row.ends_on))
        said = "; ".join(f"{name}: {text}" for name, text in sorted(row.answers.items()))
        cells = (row.supervisor.full_name, row.get_part_display(), row.get_state_display(), *days, said)
        yield SubjectRow(str(row.public_id), cells, mentions_others=bool(said))


def _read(person_ids: Collection[int], now: datetime) -> Iterable[SubjectRow]:
    rows = RecordRead.objects.filter(Q(opening=None) | unsealed(now.date(), "opening__"))
    for row in rows.filter(meeting__supervisee__in=person_ids).select_related("reader").order_by("pk"):
        cells = (row.reader.get_full_name(), date_and_time(row.at), row.capacity.replace("_", " "), row.sections)
        yield SubjectRow(str(row.pk), cells)


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Supervisions, agreements and places in groups together, by person; three queries."""
    found: Counter[int] = Counter()
    for rows, name in (
        (Meeting.objects.filter(supervisee__in=person_ids), "supervisee_id"),
        (Agreement.objects.filter(supervisee__in=person_ids), "supervisee_id"),
        (Attendee.objects.filter(person__in=person_ids), "person_id"),
    ):
        found.update(rows.order_by().values_list(name, flat=True))
    return [Holding(person_id, SUPERVISION, rows) for person_id, rows in found.items()]


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Each supervision and agreement leaves a tombstone; what hangs on them goes first."""
    if not grave.wants(SUPERVISION):
        return
    meetings, agreements = (
        Meeting.objects.filter(supervisee__in=person_ids),
        Agreement.objects.filter(supervisee__in=person_ids),
    )
    for row in meetings:
        _stone(
            grave, f"supervision:{row.public_id}", (row.kind, row.state, row.held_on, row.written_up_on, row.signed_on)
        )
    for each in agreements:
        _stone(
            grave, f"agreement:{each.public_id}", (each.part, each.state, each.starts_on, each.ends_on, each.answers)
        )
    grave.remove(Cycle.objects.filter(person__in=person_ids))
    for model in (RecordRead, Opening, MeetingEvent, Attendee):
        grave.remove(model.objects.filter(meeting__in=meetings))  # type: ignore[attr-defined]
    grave.remove(Attendee.objects.filter(person__in=person_ids), record_class=SUPERVISION)
    grave.remove(OpeningRequest.objects.filter(meeting__in=meetings), record_class=SUPERVISION)
    grave.remove(meetings.filter(record=None), record_class=SUPERVISION)  # those with a record keep its chain
    grave.remove(agreements, record_class=SUPERVISION)


def _stone(grave: Grave, place: str, content: Iterable[Any]) -> None:
    grave.tombstone(record_class=SUPERVISION, place=place, content=[list(content)])


DISPOSER = Disposer("supervision", _holds, _bury)
