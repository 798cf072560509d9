"""What this room holds of somebody's programme as a newly qualified worker: their export, and letting go of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from cpd_records.models import AllowanceNudge, AsyeChange, AsyeEnrolment, AsyeEvidence, AsyeReview, AsyeTime
from cpd_records.retention import ASYE
from foundation.british_dates import date_and_time, long_date
from foundation.disposal.graves import Grave
from foundation.durations import minutes_as_hours
from foundation.slots import Disposer, Holding, Section, SubjectRow

PROGRAMMES = ("First day", "State", "Assessor", "Outcome", "Reason")
CHANGES = ("What", "From", "Until", "Reason", "Recorded")
REVIEWS = ("Review", "Due", "Held", "Progress", "Workload", "Note", "Recorded")
TIMES = ("Day", "What", "Time", "Logged")
EVIDENCE = ("Title", "Kind", "Day", "What it shows", "File", "By")
NUDGES = ("About", "Sent", "By")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": dates, reviews, protected time and the portfolio, as they were recorded."""
    mine = AsyeEnrolment.objects.filter(person__in=person_ids)
    yield Section("asye", "Newly qualified: your programme", PROGRAMMES, _programmes(person_ids))
    yield Section("asye-changes", "Newly qualified: pauses and extensions", CHANGES, _changes(mine))
    yield Section("asye-reviews", "Newly qualified: reviews", REVIEWS, _reviews(mine))
    yield Section("asye-time", "Newly qualified: protected time you logged", TIMES, _times(mine))
    yield Section("asye-evidence", "Newly qualified: portfolio", EVIDENCE, _evidence(mine))
    yield Section("allowance-nudges", "Kind words about unused days", NUDGES, _nudges(person_ids))


def _programmes(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    rows = AsyeEnrolment.objects.filter(person__in=person_ids).select_related("assessor").order_by("pk")
    for row in rows:
        assessor = row.assessor.full_name if row.assessor else ""
        outcome = long_date(row.panel_on) if row.panel_on else ""
        words = (long_date(row.starts_on), row.get_state_display(), assessor, outcome)
        yield SubjectRow(str(row.public_id), (*words, row.panel_reason or row.refused_reason))


def _changes(mine: "QuerySet[AsyeEnrolment]") -> Iterable[SubjectRow]:
    for row in AsyeChange.objects.filter(enrolment__in=mine).order_by("pk"):
        until = long_date(row.ends_on) if row.ends_on else ""
        words = (row.get_kind_display(), long_date(row.starts_on), until, row.reason, date_and_time(row.at))
        yield SubjectRow(str(row.public_id), words)


def _reviews(mine: "QuerySet[AsyeEnrolment]") -> Iterable[SubjectRow]:
    """An assessor's words speak for the assessor too: they wait for review."""
    for row in AsyeReview.objects.filter(enrolment__in=mine).order_by("pk"):
        load = f"{row.workload_percent}%" if row.workload_percent is not None else ""
        words = (row.name, long_date(row.due_on), long_date(row.held_on), row.get_progress_display(), load)
        yield SubjectRow(str(row.public_id), (*words, row.note, date_and_time(row.at)), mentions_others=bool(row.note))


def _times(mine: "QuerySet[AsyeEnrolment]") -> Iterable[SubjectRow]:
    for row in AsyeTime.objects.filter(enrolment__in=mine).order_by("pk"):
        words = (long_date(row.on), row.get_kind_display(), minutes_as_hours(row.minutes), date_and_time(row.at))
        yield SubjectRow(str(row.public_id), words)


def _evidence(mine: "QuerySet[AsyeEnrolment]") -> Iterable[SubjectRow]:
    for row in AsyeEvidence.objects.filter(enrolment__in=mine).select_related("by").order_by("pk"):
        words = (row.title, row.get_kind_display(), long_date(row.on), row.words, row.file_name, row.by.get_full_name())
        observed = row.kind == AsyeEvidence.Kind.OBSERVATION
        yield SubjectRow(str(row.public_id), words, mentions_others=observed)


def _nudges(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in AllowanceNudge.objects.filter(person__in=person_ids).select_related("by").order_by("pk"):
        yield SubjectRow(f"{row.pk}", (row.period, date_and_time(row.at), row.by.get_full_name()))


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    """Programmes by person; one query."""
    rows = AsyeEnrolment.objects.filter(person__in=person_ids).values_list("person_id", flat=True)
    return (Holding(person_id, ASYE, count) for person_id, count in Counter(rows).items())


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Each programme leaves a tombstone with the digest of what was written; its rows and files go."""
    if not grave.wants(ASYE):
        return
    mine = AsyeEnrolment.objects.filter(person__in=person_ids)
    evidence = AsyeEvidence.objects.filter(enrolment__in=mine)
    for row in mine:
        written = [[piece.title, piece.words, piece.file_name] for piece in row.evidence.order_by("pk")]
        notes = [[review.name, review.progress, review.note] for review in row.reviews.order_by("pk")]
        content = [[row.starts_on, row.state, row.panel_reason], *notes, *written]
        grave.tombstone(record_class=ASYE, place=f"asye:{row.public_id}", content=content)
    for piece in evidence.exclude(file=""):
        grave.file(piece.file)
    grave.remove(AsyeEvidence.outcomes.through.objects.filter(asyeevidence__in=evidence))
    grave.remove(evidence)
    for model in (AsyeTime, AsyeReview, AsyeChange):
        grave.remove(model.objects.filter(enrolment__in=mine))
    grave.remove(mine, record_class=ASYE)
    grave.remove(AllowanceNudge.objects.filter(person__in=person_ids))


DISPOSER = Disposer("cpd_records", _holds, _bury)
