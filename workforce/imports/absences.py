"""absences.csv (FORMATS)."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

from django.db.models import Max, Min, Q

from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from workforce.imports.directory import Directory
from workforce.imports.posts import exclusive
from workforce.imports.versions import FEW, Facts, Key, Versions
from workforce.models import Absence, Post
from workforce.rules.rows import absence_findings

THREE_PLACES = Decimal("0.001")


class AbsencesReader(Reader):
    """An absence outside every spell is taken and listed, not rejected."""

    name = "absences"
    depends_on = ("people", "posts")
    columns: ClassVar[tuple[Column, ...]] = (
        Column("employee_number", "code", key=True, max_length=20),
        Column("first_day", "date", key=True),
        Column("last_day", "date"),
        Column("reason", "choice", required=True, choices=tuple(Absence.Reason.values)),
        Column("fte_days_lost", "decimal", minimum=0, maximum=10000),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Check every row, write what differs."""
        directory = Directory.read()
        service = _service()
        wanted: list[tuple[Key, Facts]] = []
        for row in rows:
            person = directory.people.get(row["employee_number"])
            if _refused(row, person, context):
                continue
            if not _within(row, service.get(person)):
                context.warn(row, "first_day", "This absence lies outside the person's time in service.")
            wanted.append(_absence(row, person))
        versions = Versions(Absence, ("person", "starts_on"), ("ends_on", "reason", "fte_days_lost"))
        versions.load(**({"person__in": {key[0] for key, _ in wanted}} if len(wanted) < FEW else {}))
        changes = versions.compare(wanted)
        versions.store(changes, context)
        return changes.counts


def _refused(row: Row, person: int | None, context: FileContext) -> bool:
    findings = list(absence_findings(row.values))
    if person is None:
        findings.append(("employee_number", "Nobody has this number: add them to people.csv."))
    for column, reason in findings:
        context.reject(row, column, reason)
    return bool(findings)


def _absence(row: Row, person: int | None) -> tuple[Key, Facts]:
    lost = row["fte_days_lost"]
    days = lost.quantize(THREE_PLACES, ROUND_HALF_UP) if lost is not None else None
    return (person, row["first_day"]), (exclusive(row["last_day"]), row["reason"], days)


def _service() -> dict[Any, tuple[date, date | None]]:
    """First day of the first spell, and the day after the last; no end while one runs."""
    posts = Post.objects.current().order_by().values_list("person")
    spans = posts.annotate(Min("starts_on"), Max("ends_on"))
    running = set(Post.objects.current().filter(Q(ends_on__isnull=True)).values_list("person", flat=True))
    return {person: (first, None if person in running else last) for person, first, last in spans}


def _within(row: Row, span: tuple[date, date | None] | None) -> bool:
    """Wholly between the first day of service and the last; an absence that runs needs only begin there."""
    if span is None:
        return False
    first, end = span
    last_day = row["last_day"] or row["first_day"]
    return row["first_day"] >= first and (end is None or last_day < end)
