"""A programme's dates from its rows: what is taken back or replaced no longer counts."""

from collections.abc import Iterable

from cpd_records.models import AsyeChange, AsyeEnrolment
from cpd_records.rules.asye.calendar import Course, Pause, Scheme
from foundation.policies import PolicyBook


def standing(changes: Iterable[AsyeChange]) -> list[AsyeChange]:
    """Pauses and extensions that hold, oldest first, from all the rows of one programme."""
    rows = sorted(changes, key=lambda row: (row.at, row.pk))
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced and row.kind != AsyeChange.Kind.WITHDRAWN]


def course_of(enrolment: AsyeEnrolment, book: PolicyBook) -> Course:
    """The dates of a programme; reads `enrolment.changes`, which lists prefetch."""
    rows = standing(enrolment.changes.all())
    pauses = [Pause(row.starts_on, row.ends_on) for row in rows if row.kind == AsyeChange.Kind.PAUSE]
    extensions = [row.days for row in rows if row.kind == AsyeChange.Kind.EXTENSION]
    return Course(enrolment.starts_on, Scheme.of(book, enrolment.starts_on), pauses, extensions)
