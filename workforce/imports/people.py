"""people.csv: everybody HR knows, agency workers too (FORMATS)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone

from foundation import changelog
from foundation.file_reader import Column, Row, RowProblem
from foundation.import_runs import Counts, FileContext, Reader
from workforce.actions import missing, organisations, starters
from workforce.imports.versions import copy_in
from workforce.models import Person
from workforce.rules.census_codes import ETHNICITIES, REGISTRATION_BODIES, SEXES
from workforce.rules.matching import Traits
from workforce.rules.rows import person_findings

FACTS = (
    "first_name",
    "last_name",
    "work_email",
    "registration_body",
    "registration_number",
    "continuous_service_date",
    "birth_year",
    "sex",
    "ethnicity",
)
WRITTEN = (*FACTS, "sort_name", "recorded_by_run")
Facts = tuple[Any, ...]


class PeopleReader(Reader):
    """Adds and corrects people, confirms starters, lists who is missing; never removes anybody."""

    name = "people"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("employee_number", "code", key=True, max_length=20),
        Column("first_name", required=True),
        Column("last_name", required=True),
        Column("work_email", "email", required=True, max_length=254),
        Column("registration_body", "choice", choices=tuple(REGISTRATION_BODIES)),
        Column("registration_number", "code", max_length=20),
        Column("continuous_service_date", "date"),
        Column("birth_year", "whole", minimum=1900, maximum=2100),
        Column("sex", "choice", choices=tuple(SEXES)),
        Column("ethnicity", "choice", choices=tuple(ETHNICITIES)),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """Write what differs, then say who at work is not in the file."""
        day = timezone.localdate(context.at)
        good = [row for row in rows if _sound(row, day, context)]
        wanted = {row["employee_number"]: _facts(row) for row in good}
        confirmed = _confirm_starters(wanted, context)
        known = _known()
        changed = [number for number, facts in wanted.items() if number in known and known[number][1] != facts]
        added = [number for number in wanted if number not in known]
        _change({known[number][0]: (known[number][1], wanted[number]) for number in changed}, context)
        _add([(number, wanted[number]) for number in added], context)
        changed_numbers = set(changed) | confirmed
        _report_missing(context)
        return Counts(len(added), len(changed_numbers), len(wanted) - len(added) - len(changed_numbers))


def _sound(row: Row, day: date, context: FileContext) -> bool:
    findings = list(person_findings(row.values, day))
    for column, reason in findings:
        context.reject(row, column, reason)
    return not findings


def _facts(row: Row) -> Facts:
    return tuple(row[name] for name in FACTS)


def _known() -> dict[str, tuple[int, Facts]]:
    people = Person.objects.filter(employee_number__isnull=False).order_by()
    return {row[0]: (row[1], row[2:]) for row in people.values_list("employee_number", "pk", *FACTS)}


def _confirm_starters(wanted: dict[str, Facts], context: FileContext) -> set[str]:
    """Numbers of rows that turned out to be starters entered by hand."""
    waiting = starters.waiting()
    if not waiting:
        return set()
    taken = set(Person.objects.filter(employee_number__in=wanted).values_list("employee_number", flat=True))
    confirmed = set()
    for number, facts in wanted.items():
        values = dict(zip(FACTS, facts, strict=True))
        key = None if number in taken else starters.match(Traits.of(values, values["continuous_service_date"]), waiting)
        if key is not None:
            starters.confirm(person_id=key, employee_number=number, run=context.run, by=context.by, at=context.at)
            del waiting[key]
            confirmed.add(number)
    return confirmed


def _sort_name(facts: Facts) -> str:
    return Person(first_name=facts[0], last_name=facts[1]).name_to_sort_by()


def _add(rows: Iterable[tuple[str, Facts]], context: FileContext) -> None:
    council = organisations.council()
    rows = list(rows)
    if not rows:
        return
    names = ("public_id", "organisation", "standing", "employee_number", *WRITTEN, "personal_email")
    copy_in(
        Person,
        names,
        (
            (Person._meta.get_field("public_id").get_default(), council.pk, Person.Standing.CONFIRMED.value)
            + (number, *facts, _sort_name(facts), context.run.pk, "")
            for number, facts in rows
        ),
    )
    verb = f"add {len(rows)} people"
    changelog.record(by=context.by, at=context.at, verb=verb, subject=context.run, label="system: import")


def _change(changes: dict[int, tuple[Facts, Facts]], context: FileContext) -> None:
    people = []
    for pk, (_, facts) in changes.items():
        values = dict(zip(FACTS, facts, strict=True))
        people.append(Person(pk=pk, sort_name=_sort_name(facts), recorded_by_run=context.run, **values))
    Person.objects.bulk_update(people, WRITTEN, batch_size=2000)
    changelog.record_many(
        changelog.entry(
            by=context.by,
            at=context.at,
            verb="change by import",
            subject=Person(pk=pk),
            fields=(name for name, old, new in zip(FACTS, *pair, strict=True) if old != new),
            label="system: import",
        )
        for pk, pair in changes.items()
    )


def _report_missing(context: FileContext) -> None:
    """On line 1, because what is missing has no line of its own. Somebody whose row was rejected is
    not missing."""
    lines = range(2, context.records + 1)
    numbers = {context.original(line, "employee_number").strip().upper() for line in lines}
    absent = missing.compare_with_file(numbers=numbers, run=context.run, by=context.by, at=context.at)
    if absent.partial:
        reason = (
            f"This file lacks {absent.lacking} of the {absent.at_work} people at work, "
            "so it was taken as part of the staff and nobody was marked as missing."
        )
        context.problems.append(RowProblem(1, "employee_number", "", reason, "warning"))
    reason = "At work, but not in this file: kept, and listed as missing."
    context.problems.extend(RowProblem(1, "employee_number", number, reason, "warning") for number in absent.numbers)
