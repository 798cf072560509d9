"""Self-paced courses as their learner reads them: how far, what next, what it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses.models import Course, LessonResult, SelfPacedRun
from courses.rules.conditions.loading import local_day
from courses.rules.self_paced import Step, Way, way
from cpd_records import policies as allowance_policies
from cpd_records.presenters.allowance import affordability_lines
from cpd_records.rules.affordability import affordability
from cpd_records.rules.portions import Portion
from foundation import policies
from foundation.british_dates import long_date
from foundation.durations import minutes_as_hours
from workforce.models import Person

NOTHING_OFF = "It takes nothing off your learning allowance."


@dataclass(frozen=True, slots=True)
class StepRow:
    """One lesson in the list. `url` is empty while it is not open yet."""

    number: int
    title: str
    time: str
    status: str
    colour: str
    url: str


@dataclass(frozen=True, slots=True)
class LearnPage:
    """A self-paced course for one person. `run` is None before the first press."""

    course: Course
    run: SelfPacedRun | None
    rows: tuple[StepRow, ...]
    progress: str
    percent: int
    time: str
    takes: str
    button: str
    next_url: str
    completed: str


def learn_page(course: Course, run: SelfPacedRun | None, found: Way, takes: str) -> LearnPage:
    """The course's own page for learning; `takes` says what beginning would take off the allowance."""
    started = run is not None
    return LearnPage(
        course=course,
        run=run,
        rows=tuple(step_row(course, step, started=started) for step in found.steps),
        progress=progress(found) if started else "",
        percent=found.percent,
        time=minutes_as_hours(found.minutes_left),
        takes=takes,
        button=_button(run),
        next_url=lesson_url(course, found.next) if found.next else "",
        completed=long_date(run.completed_at) if run and run.completed_at else "",
    )


def step_row(course: Course, step: Step, *, started: bool) -> StepRow:
    """One lesson: done, next, or still to come."""
    reachable = started and step.open
    status, colour = ("Done", "green") if step.done else ("Next", "blue") if reachable else ("To come", "grey")
    return StepRow(
        number=step.number,
        title=step.lesson.title,
        time=f"About {minutes_as_hours(step.lesson.minutes)}",
        status=status,
        colour=colour,
        url=lesson_url(course, step) if reachable else "",
    )


def lesson_url(course: Course, step: Step) -> str:
    """The lesson's page."""
    return f"/learn/{course.slug}/{step.lesson.key}/"


def progress(found: Way) -> str:
    """ "3 of 5 lessons done, about 1 hour 20 minutes to go"."""
    count = len(found.steps)
    lessons = "lesson" if count == 1 else "lessons"
    if found.complete:
        return f"All {count} {lessons} done"
    return f"{found.done} of {count} {lessons} done, about {minutes_as_hours(found.minutes_left)} to go"


def way_of(lessons: Iterable[object], results: Iterable[LessonResult]) -> Way:
    """The way through a course for whoever these results belong to."""
    return way(lessons, [row.lesson_key for row in results if row.done_at is not None])  # type: ignore[arg-type]


def _button(run: SelfPacedRun | None) -> str:
    if run is None:
        return "Begin this course"
    return "Go on where you left off" if run.is_open else "Begin again"


def takes_of(person: Person | None, course: Course, at: datetime) -> str:
    """What beginning now would take off the person's allowance, in a sentence."""
    if person is None or not course.counts_towards_allowance or person.standing == Person.Standing.EXTERNAL:
        return NOTHING_OFF
    figures, day = policies.book(), local_day(at)
    found = affordability(person.pk, [Portion(day, course.learning_minutes, course.weights)], figures)
    if found.costs_nothing:
        return NOTHING_OFF
    if not found.affordable:
        return f"Your learning allowance has not enough left, so you can begin all the same: {NOTHING_OFF[3:]}"
    return affordability_lines(found, figures.whole(allowance_policies.DAY, day))[0]
