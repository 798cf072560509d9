"""Reviews, recorded by the assessor. Recorded again, the new row stands in the old one's place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cpd_records.actions.asye.locking import AsyeRefused, check_day, for_assessor
from cpd_records.actions.asye.news import tell_of_concern
from cpd_records.models import AsyeReview
from cpd_records.rules.asye.course_of import course_of
from foundation import changelog
from foundation.policies import book


@dataclass(frozen=True, slots=True)
class Held:
    """What the assessor says of a review. `note` is for the worker and the assessor alone."""

    held_on: date
    progress: str
    workload_percent: int | None = None
    note: str = ""


@transaction.atomic
def record(*, enrolment_id: int, number: int, held: Held, by: Any, at: datetime) -> AsyeReview:
    """Record a review by its number. The same again changes nothing. Raises NotYours or AsyeRefused.

    A concern is told to the coordinator of the cohort, without a word of the note (DOMAIN T4).
    """
    row = for_assessor(enrolment_id, by, at)
    check_day(held.held_on, row, at, "held_on")
    due = next((d for d in course_of(row, book()).reviews(held.held_on) if d.number == number), None)
    if due is None:
        raise AsyeRefused("There is no such review in this programme. Look at the dates again.")
    earlier = row.reviews.standing().filter(number=number).first()
    if earlier is not None and _says(earlier) == held:
        return earlier
    made = AsyeReview.objects.create(
        enrolment=row,
        number=number,
        name=due.name,
        due_on=due.due_on,
        held_on=held.held_on,
        progress=held.progress,
        workload_percent=held.workload_percent,
        note=held.note.strip(),
        replaces=earlier,
        by=by,
        at=at,
    )
    changelog.record(by=by, at=at, verb="asye.review", subject=made, fields=["held_on", "progress"])
    if held.progress == AsyeReview.Progress.CONCERN and (earlier is None or earlier.progress != held.progress):
        tell_of_concern(row, made, at)
    return made


def _says(row: AsyeReview) -> Held:
    return Held(row.held_on, row.progress, row.workload_percent, row.note)
