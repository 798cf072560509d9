"""What this room holds of somebody: their own export, and letting go of it (slots "subject_access", "disposal").

Words of records are another module's; here are dates, agreements, who read, and who was at a group.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.slots import Disposer, Holding, Section, SubjectRow
from foundation.versioned_forms.reading import read
from supervision.measures.compliance import Figures, counted
from supervision.measures.past import COLUMNS
from supervision.models import (
    Agreement,
    AgreementRead,
    Attendee,
    Cycle,
    LearningNeed,
    Meeting,
    MeetingEvent,
    Opening,
    OpeningRequest,
    PastTurns,
    QualityCheck,
    RecordRead,
)
from supervision.presenters.words import when
from supervision.querysets.openings import unsealed

SUPERVISION = "supervision"
"""The line of the retention schedule: leaving and six years (DOMAIN 9)."""
MET = ("Day", "Kind", "With", "State", "Written up", "Signed")
FIRST = date(1990, 1, 1)
"""Before anything was recorded."""
AGREED = ("With", "What you share", "State", "From", "Until", "What it says")
READ = ("Who", "When", "As", "What of")
OPENED = ("Who may read", "As", "From", "Until", "Why")
NEEDED = ("What you need to learn", "Noted", "Released to coordinators", "Course", "Settled")
SAMPLED = ("Supervision of", "Drawn on", "By", "Why", "What was answered")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": supervisions, agreements, who has read. What an investigation seals waits."""
    yield Section("supervisions", "Supervision: when and with whom", MET, _met(person_ids))
    yield Section("supervision-agreements", "Supervision agreements", AGREED, _agreed(person_ids))
    yield Section("supervision-reads", "Who has read your supervision records", READ, _read(person_ids, now))
    yield Section("supervision-openings", "To whom your records were opened", OPENED, _opened(person_ids, now))
    yield Section("supervision-needs", "What you need to learn, agreed in supervision", NEEDED, _needed(person_ids))
    yield Section("supervision-samples", "Your records in quality samples", SAMPLED, _sampled(person_ids))


def _met(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    groups = Attendee.objects.filter(person__in=person_ids).values("meeting")
    rows = Meeting.objects.filter(Q(supervisee__in=person_ids) | Q(pk__in=groups)).with_both()
    for row in rows.order_by("held_on", "starts_at", "pk"):
        who = row.supervisor.full_name if row.supervisor else ""
        days = (long_date(day) if day else "" for day in (row.written_up_on, row.signed_on))
        yield SubjectRow(str(row.public_id), (when(row), row.get_kind_display(), who, row.get_state_display(), *days))


def _agreed(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in (
        Agreement.objects.filter(supervisee__in=person_ids).with_both().select_related("form_version").order_by("pk")
    ):
        days = (long_date(day) if day else "" for day in (row.starts_on, row.ends_on))
        said = _terms(row)
        cells = (row.supervisor.full_name, row.get_part_display(), row.get_state_display(), *days, said)
        yield SubjectRow(str(row.public_id), cells, mentions_others=bool(said))


def _terms(row: Agreement) -> str:
    if row.form_version is None:
        return "; ".join(f"{name}: {text}" for name, text in sorted(row.answers.items()))
    fields = [field for part in read(row.form_version, row.answers) for field in part.fields if field.lines]
    return "; ".join(f"{field.prompt} {' '.join(field.lines)}" for field in fields)


def _read(person_ids: Collection[int], now: datetime) -> Iterable[SubjectRow]:
    rows = RecordRead.objects.filter(Q(opening=None) | unsealed(now.date(), "opening__"))
    for row in rows.filter(meeting__supervisee__in=person_ids).select_related("reader").order_by("pk"):
        cells = (row.reader.get_full_name(), date_and_time(row.at), row.capacity.replace("_", " "), row.sections)
        yield SubjectRow(str(row.pk), cells)

    agreements = AgreementRead.objects.filter(agreement__supervisee__in=person_ids).select_related("reader")
    for look in agreements.order_by("pk"):
        cells = (look.reader.get_full_name(), date_and_time(look.at), look.capacity.replace("_", " "), "agreement")
        yield SubjectRow(f"agreement:{look.pk}", cells)


def _opened(person_ids: Collection[int], now: datetime) -> Iterable[SubjectRow]:
    shown = Opening.objects.filter(unsealed(timezone.localdate(now)), meeting__supervisee__in=person_ids)
    rows = shown.select_related("reader")
    for row in rows.order_by("pk"):
        until = date_and_time(row.ends_at) if row.ends_at else ""
        cells = (row.reader.get_full_name(), row.get_kind_display(), date_and_time(row.starts_at), until, row.reason)
        yield SubjectRow(str(row.public_id), cells, mentions_others=True)


def _needed(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in LearningNeed.objects.filter(person__in=person_ids).order_by("pk"):
        days = [date_and_time(at) if at else "" for at in (row.noted_at, row.released_at, row.closed_at)]
        yield SubjectRow(str(row.public_id), (row.topic, *days[:2], row.course_code, days[2]), mentions_others=True)


def _sampled(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    rows = QualityCheck.objects.filter(meeting__supervisee__in=person_ids)
    rows = rows.select_related("draw__drawn_by", "draw__version", "meeting")
    for row in rows.order_by("pk"):
        held = long_date(row.meeting.held_on) if row.meeting and row.meeting.held_on else ""
        drawn = (date_and_time(row.draw.drawn_at), row.draw.drawn_by.get_full_name(), row.draw.reason)
        answered = "; ".join(
            f"{field.prompt} {' '.join(field.lines)}"
            for part in read(row.draw.version, row.answers)
            for field in part.fields
        )
        yield SubjectRow(str(row.public_id), (held, *drawn, answered), mentions_others=True)


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
    _keep_totals(person_ids, grave)
    grave.remove(Cycle.objects.filter(person__in=person_ids))
    of_records = LearningNeed.objects.filter(person__in=person_ids)
    for need in of_records:
        _stone(grave, f"learning-need:{need.public_id}", (need.course_code, need.topic, need.agreed_at))
    grave.remove(of_records, record_class=SUPERVISION)
    grave.blank(QualityCheck.objects.filter(meeting__in=meetings), meeting=None)
    grave.remove(AgreementRead.objects.filter(agreement__in=agreements), record_class=SUPERVISION)
    for model in (RecordRead, Opening, MeetingEvent, Attendee):
        grave.remove(model.objects.filter(meeting__in=meetings))  # type: ignore[attr-defined]
    grave.remove(Attendee.objects.filter(person__in=person_ids), record_class=SUPERVISION)
    grave.remove(OpeningRequest.objects.filter(meeting__in=meetings), record_class=SUPERVISION)
    grave.remove(meetings.filter(record=None), record_class=SUPERVISION)  # those with a record keep its chain
    grave.remove(agreements, record_class=SUPERVISION)


def _keep_totals(person_ids: Collection[int], grave: Grave) -> None:
    """What the turns say in figures stays, by team and month, without whose they were (DESIGN 4 "Disposal")."""
    on = timezone.localdate(grave.at)
    rows = Cycle.objects.filter(person__in=person_ids).closed(FIRST, on, on)
    grouped = rows.order_by().annotate(part=TruncMonth("counts_on")).values("team_id", "part")
    for (team, month), figures in counted(grouped, on).items():
        kept, _ = PastTurns.objects.select_for_update().get_or_create(team_id=team, month=month)
        total = Figures(**{name: getattr(kept, name) for name in COLUMNS}).plus(figures)
        PastTurns.objects.filter(pk=kept.pk).update(**{name: getattr(total, name) for name in COLUMNS})


def _stone(grave: Grave, place: str, content: Iterable[Any]) -> None:
    grave.tombstone(record_class=SUPERVISION, place=place, content=[list(content)])


DISPOSER = Disposer("supervision", _holds, _bury)
