"""What the learning record holds about somebody, for that somebody (slot "subject_access")."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

from cpd_records.models import Certificate, CpdRecord, Exemption, LedgerEntry, RequirementPeriod
from cpd_records.rules.certificate_codes import grouped
from foundation.british_dates import date_and_time, long_date
from foundation.slots import Section, SubjectRow

PARTS: list[Callable[[Collection[int], datetime], Iterator[Section]]] = []
"""Sections of what stands beside the record (claims, reflections): each part adds its own function."""


def sections(person_ids: Collection[int], at: datetime) -> Iterator[Section]:
    """The record, certificates, the ledger entry by entry, what is required."""
    learned = ("What", "Kind", "First day", "Last day", "Outcome", "Minutes", "Off the allowance", "Withdrawn")
    yield Section("learning", "Your learning", learned, _records(person_ids))
    paper = ("Code", "For", "Name on it", "Issued", "Revoked")
    yield Section("certificates", "Your certificates", paper, _certificates(person_ids))
    moved = ("Year from", "Day", "What", "From", "To", "Minutes", "Why", "Entered")
    about = "Each movement of your learning days. An allowance says how it was worked out."
    yield Section("allowance", "Your allowance", moved, _entries(person_ids), about)
    asked = ("What", "Cycle", "Due by", "Completed", "Valid until", "How it was worked out")
    yield Section("required", "Required learning", asked, _periods(person_ids))
    off = ("What", "From", "Until before", "Why")
    yield Section("exemptions", "Required learning you need not do", off, _exemptions(person_ids))
    for part in PARTS:
        yield from part(person_ids, at)


def _records(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in CpdRecord.objects.filter(person__in=person_ids).order_by("starts_on", "pk"):
        span = (long_date(row.starts_on), long_date(row.ends_on), row.get_outcome_display())
        numbers = (str(row.minutes), str(row.credited_minutes), row.withdrawn_reason)
        yield SubjectRow(str(row.public_id), (row.title, row.get_kind_display(), *span, *numbers))


def _certificates(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = Certificate.objects.filter(record__person__in=person_ids).select_related("record").order_by("issued_at")
    for row in rows:
        cells = (grouped(row.code), row.record.title, row.holder_name, date_and_time(row.issued_at))
        yield SubjectRow(row.code, (*cells, row.revoked_reason))


def _entries(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    rows = LedgerEntry.objects.filter(account__person__in=person_ids).select_related("account")
    for row in rows.order_by("account__year_starts_on", "pk").iterator():
        moved = (row.get_kind_display(), row.get_from_bucket_display(), row.get_to_bucket_display(), str(row.minutes))
        days = (long_date(row.account.year_starts_on), long_date(row.effective_on))
        yield SubjectRow(str(row.pk), (*days, *moved, row.reason, date_and_time(row.at)))


def _periods(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in RequirementPeriod.objects.filter(person__in=person_ids).order_by("code", "cycle", "pk"):
        days = (long_date(row.due_on), _day(row.completed_on), _day(row.valid_until))
        yield SubjectRow(str(row.public_id), (row.code, str(row.cycle), *days, row.how))


def _exemptions(person_ids: Collection[int]) -> Iterator[SubjectRow]:
    for row in Exemption.objects.filter(person__in=person_ids).order_by("pk"):
        cells = (row.code, long_date(row.starts_on), _day(row.ends_on), row.reason)
        yield SubjectRow(str(row.pk), cells, mentions_others=True)


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
