"""Lists of programmes: a coordinator's cohort, whom somebody assesses, a manager's people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cpd_records import asye_policies, policies
from cpd_records.models import AsyeEnrolment
from cpd_records.presenters.asye.gathering import Gathered, gather
from cpd_records.presenters.asye.programme import PROGRESS, STATES, stage
from cpd_records.rules.years import day_before
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook

HEADINGS = (
    "Employee number",
    "Last name",
    "First name",
    "State",
    "Stage",
    "First day",
    "Last day",
    "Assessor",
    "Next review",
    "Due",
    "Reviews overdue",
    "Latest progress",
    "Observations",
    "Protected time, minutes taken",
    "Protected time, minutes by today",
)


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One programme in a list. `row` is for whoever reads on; a manager's list shows stage and dates."""

    row: AsyeEnrolment
    name: str
    state: str
    colour: str
    stage: str
    last_day: str
    assessor: str
    review: str
    review_due: str
    review_words: str
    review_colour: str
    late: int
    progress: str
    progress_colour: str
    observations: str
    time: str
    short: str


def cohort_lines(enrolments: Iterable[AsyeEnrolment], today: date, book: PolicyBook) -> list[CohortLine]:
    """Programmes with person, assessor and changes loaded; in their order."""
    return [_line(found, today, book) for found in gather(enrolments, today, book)]


def _line(found: Gathered, today: date, book: PolicyBook) -> CohortLine:
    row, due = found.enrolment, found.next_due()
    state, colour = STATES[row.state]
    latest = found.held[max(found.held)] if found.held else None
    day = book.whole(policies.DAY, row.starts_on)
    words, review_colour = _when(due.due_on if due else None, today, book)
    running = row.state == AsyeEnrolment.State.RUNNING
    return CohortLine(
        row=row,
        name=row.person.full_name,
        state=state,
        colour=colour,
        stage=stage(found, today),
        last_day=long_date(day_before(found.ends_on)),
        assessor=row.assessor.full_name if row.assessor else "Nobody named",
        review=due.name if due and running else "",
        review_due=long_date(due.due_on) if due and running else "",
        review_words=words if running else "",
        review_colour=review_colour,
        late=overdue(found, today) if running else 0,
        progress=latest.get_progress_display() if latest else "",
        progress_colour=PROGRESS[latest.progress] if latest else "",
        observations=f"{found.observations} of {found.observations_asked}",
        time=f"{minutes_as_days(found.taken, day)} of {minutes_as_days(found.so_far.minutes, day)} by today",
        short=f"{minutes_as_days(found.short, day)} short" if found.short and running else "",
    )


def overdue(found: Gathered, today: date) -> int:
    """How many reviews are past their day and were not held."""
    return sum(due.due_on < today and due.number not in found.held for due in found.dues)


def _when(due_on: date | None, today: date, book: PolicyBook) -> tuple[str, str]:
    if due_on is None:
        return "", ""
    if due_on < today:
        return "Overdue", "orange"
    soon = due_on <= today + timedelta(days=book.whole(asye_policies.SOON, today))
    return ("Coming up", "yellow") if soon else ("Ahead", "grey")


def csv_rows(enrolments: Iterable[AsyeEnrolment], today: date, book: PolicyBook) -> Iterable[tuple[Any, ...]]:
    """The same as a file: dates as ISO days, time in minutes."""
    for found in gather(enrolments, today, book):
        row, line, due = found.enrolment, _line(found, today, book), found.next_due()
        person = row.person
        yield (
            *(person.employee_number, person.last_name, person.first_name, line.state, line.stage),
            *(row.starts_on, day_before(found.ends_on), row.assessor.full_name if row.assessor else ""),
            *(line.review, due.due_on if due and line.review else "", line.late, line.progress),
            *(line.observations, found.taken, found.so_far.minutes),
        )
