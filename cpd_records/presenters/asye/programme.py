"""One programme as its worker, assessor or coordinator reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import asye_policies, policies
from cpd_records.models import AsyeChange, AsyeEnrolment, AsyeEvidence, AsyeReview, AsyeTime
from cpd_records.presenters.asye.gathering import Gathered
from cpd_records.presenters.asye.time_bar import TimeBar
from cpd_records.rules.asye.course_of import standing
from cpd_records.rules.asye.framework import FRAMEWORK
from cpd_records.rules.years import day_before
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours, minutes_as_hours
from foundation.models import Term
from foundation.policies import PolicyBook
from foundation.taxonomies import terms

STATES = {
    "proposed": ("Waits for the coordinator", "yellow"),
    "running": ("On the programme", "blue"),
    "passed": ("Passed", "green"),
    "not_passed": ("Not passed", "grey"),
    "left": ("Left", "grey"),
    "refused": ("Not on the programme", "grey"),
}
PROGRESS = {"on_track": "green", "support": "yellow", "concern": "orange"}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review: due, held, and what was said. `note` is empty for whoever may not read it."""

    number: int
    name: str
    due: str
    words: str
    colour: str
    progress: str
    progress_colour: str
    workload: str
    note: str
    held: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything a page or the PDF says of a programme, phrased."""

    name: str
    state: str
    colour: str
    stage: str
    begins: str
    last_day: str
    assessor: str
    workload: str
    reviews: tuple[ReviewLine, ...]
    changes: tuple[tuple[AsyeChange, str], ...]
    bar: TimeBar
    whole: str
    shortfall: str
    observations: str
    panel: str
    key: str


def programme(found: Gathered, today: date, book: PolicyBook, *, notes: bool) -> Programme:
    """`notes`: whether the reader is one of the two whom the notes of reviews are for."""
    row = found.enrolment
    state, colour = STATES[row.state]
    return Programme(
        name=row.person.full_name,
        state=state,
        colour=colour,
        stage=stage(found, today),
        begins=long_date(row.starts_on),
        last_day=long_date(day_before(found.ends_on)),
        assessor=row.assessor.full_name if row.assessor else "",
        workload=f"{book.whole(asye_policies.WORKLOAD, row.starts_on)}% of a full workload",
        reviews=tuple(review_lines(found, today, notes=notes)),
        changes=tuple((change, change_words(change)) for change in standing(row.changes.all())),
        bar=bar_of(found, book),
        whole=found.whole.words,
        shortfall=shortfall(found, today, book),
        observations=f"{found.observations} of {found.observations_asked}",
        panel=_panel(row),
        key=str(row.public_id),
    )


def stage(found: Gathered, today: date) -> str:
    """ "Month 3 of 12", or what came of it."""
    row = found.enrolment
    if row.state != AsyeEnrolment.State.RUNNING:
        return STATES[row.state][0]
    if found.course.paused_on(today):
        return "Paused"
    if today < row.starts_on:
        return f"Begins {long_date(row.starts_on)}"
    months = found.course.scheme.length_months
    away = sum(pause.days(today) for pause in found.course.pauses if pause.starts_on <= today)
    now = int(((today - row.starts_on).days - away) * 12 / 365.25) + 1
    return f"Month {now} of {months}" if now <= months else "In extension" if found.course.extensions else "At its end"


def review_lines(found: Gathered, today: date, *, notes: bool) -> Iterable[ReviewLine]:
    """Every review in order."""
    for due in found.dues:
        held = found.held.get(due.number)
        words, colour = _review_state(held, due.due_on, today)
        yield ReviewLine(
            number=due.number,
            name=due.name,
            due=long_date(due.due_on),
            words=words,
            colour=colour,
            progress=held.get_progress_display() if held else "",
            progress_colour=PROGRESS[held.progress] if held else "",
            workload=f"{held.workload_percent}%" if held and held.workload_percent is not None else "",
            note=held.note if held and notes else "",
            held=held is not None,
        )


def _review_state(held: AsyeReview | None, due_on: date, today: date) -> tuple[str, str]:
    if held is not None:
        return f"Held {long_date(held.held_on)}", "green"
    if due_on < today:
        return "Overdue", "orange"
    return "Ahead", "grey"


def bar_of(found: Gathered, book: PolicyBook) -> TimeBar:
    """The bar of protected time."""
    day = book.whole(policies.DAY, found.enrolment.starts_on)
    return TimeBar(
        found.whole.minutes, found.academy, found.logged, found.so_far.minutes, day, f"protected-{found.enrolment.pk}"
    )


def shortfall(found: Gathered, today: date, book: PolicyBook) -> str:
    """What is missing by today, with its sum; empty when nothing is."""
    if not found.short:
        return ""
    day = book.whole(policies.DAY, found.enrolment.starts_on)
    return (
        f"{minutes_as_days_and_hours(found.short, day)} short by today: "
        f"{minutes_as_hours(found.so_far.minutes)} should have come together so far, "
        f"and {minutes_as_hours(found.taken)} were taken "
        f"({minutes_as_hours(found.academy)} with the Academy, {minutes_as_hours(found.logged)} logged)."
    )


def change_words(change: AsyeChange) -> str:
    """ "Paused 3 to 30 March 2027", "Extended to 30 November 2027"."""
    if change.kind == AsyeChange.Kind.EXTENSION and change.ends_on:
        return f"Extended to {long_date(day_before(change.ends_on))}, decided {long_date(change.starts_on)}"
    if change.ends_on is None:
        return f"Paused since {long_date(change.starts_on)}"
    return f"Paused from {long_date(change.starts_on)} to {long_date(day_before(change.ends_on))}"


def _panel(row: AsyeEnrolment) -> str:
    return f"{row.get_state_display()} on {long_date(row.panel_on)}" if row.panel_on else ""


def time_lines(times: Iterable[AsyeTime], day: int) -> list[dict[str, Any]]:
    """Logged time as rows of a table: what stands."""
    return [
        {
            "on": long_date(row.on),
            "kind": row.get_kind_display(),
            "time": minutes_as_hours(row.minutes),
            "days": minutes_as_days(row.minutes, day),
            "key": row.public_id,
        }
        for row in times
        if row.minutes
    ]


def coverage(evidence: Sequence[AsyeEvidence], on: date) -> list[tuple[Term, int]]:
    """Each outcome of the framework with how many pieces of evidence speak to it; `outcomes` prefetched."""
    linked = [term.pk for piece in evidence for term in piece.outcomes.all()]
    return [(term, linked.count(term.pk)) for term in terms(FRAMEWORK, on)]
