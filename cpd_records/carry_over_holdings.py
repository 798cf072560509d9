"""What this room holds of time somebody asked to be carried over: their own export, and letting go of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from cpd_records.models import CarryOver
from cpd_records.retention import LEDGER
from cpd_records.rules.years import year_name
from foundation.british_dates import date_and_time
from foundation.disposal.graves import Grave
from foundation.durations import minutes_as_hours
from foundation.slots import Disposer, Holding, Section, SubjectRow

HEADINGS = ("Year", "Time", "Cause", "Asked for", "In the words of who asked", "State", "Answer")


def sections(person_ids: Collection[int], now: datetime) -> Iterable[Section]:
    """Slot "subject_access": what was asked, by whom it was answered, and how."""
    yield Section("carry-overs", "Learning time carried over", HEADINGS, _rows(person_ids))


def _rows(person_ids: Collection[int]) -> Iterable[SubjectRow]:
    for row in CarryOver.objects.filter(person__in=person_ids).order_by("pk"):
        words = (
            year_name(row.from_year),
            minutes_as_hours(row.minutes),
            row.get_cause_display(),
            date_and_time(row.proposed_at),
            row.reason,
            row.get_state_display(),
            row.answer,
        )
        yield SubjectRow(str(row.public_id), words)


def _holds(person_ids: Collection[int]) -> Iterable[Holding]:
    found = Counter(CarryOver.objects.filter(person__in=person_ids).values_list("person_id", flat=True))
    return (Holding(person_id, LEDGER, rows) for person_id, rows in found.items())


def _bury(person_ids: Collection[int], grave: Grave) -> None:
    """Each leaves a tombstone; the minutes stand in the ledger's totals."""
    if not grave.wants(LEDGER):
        return
    rows = CarryOver.objects.filter(person__in=person_ids)
    for row in rows:
        said = [row.from_year, row.minutes, row.cause, row.reason, row.state, row.answer, row.expired_minutes]
        grave.tombstone(record_class=LEDGER, place=row.ledger_source, content=[said])
    grave.remove(rows, record_class=LEDGER)


DISPOSER = Disposer("cpd_records", _holds, _bury)
