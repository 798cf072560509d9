"""Pathways in words: their steps, how far somebody has come, what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.models import Course, Enrolment, StepDone
from courses.querysets.learned import Learned, learned_by
from courses.rules.pathway_progress import Progress, Step, StepState, progress, steps_of

KINDS = {"course": "Course", "activity": "Activity", "observation": "Observation"}
Titles = Mapping[str, tuple[str, str]]
"""Title and address of courses, by code."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. `courses` are (title, address) of what will do; `state` a tag's words, `note_url` where
    somebody says they have done it."""

    key: str
    kind: str
    title: str
    what: str
    courses: tuple[tuple[str, str], ...]
    elective: bool
    state: str = ""
    colour: str = ""
    note_url: str = ""


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """Somebody's way on one pathway."""

    title: str
    slug: str
    url: str
    why: str
    done: int
    needed: int
    percent: int
    complete: bool
    by_choice: bool
    key: int
    steps: tuple[StepLine, ...]
    following: StepLine | None


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person of a team: (pathway, "3 of 9", what comes next) for each of theirs."""

    name: str
    ways: tuple[tuple[str, str, str], ...]
    enrol_url: str


def titles_of(steps: Iterable[Step]) -> Titles:
    """Of every course the steps name, in one query."""
    codes = {code for step in steps for code in step.courses}
    rows = Course.objects.published().filter(code__in=codes).values_list("code", "title", "slug")
    return {code: (title, f"/courses/{slug}/") for code, title, slug in rows}


def public_steps(pathway: Any) -> list[StepLine]:
    """The steps as anybody may read them."""
    steps = steps_of(pathway.steps)
    titles = titles_of(steps)
    return [step_line(StepState(step), titles) for step in steps]


def step_line(state: StepState, titles: Titles, *, note_url: str = "", personal: bool = False) -> StepLine:
    """One step in words; `personal` says how it stands."""
    step = state.step
    courses = tuple(titles[code] for code in step.courses if code in titles)
    title = step.title or " or ".join(name for name, _ in courses) or " or ".join(step.courses)
    if step.times > 1:
        title = f"{title} ({step.times} times)"
    words, colour = _state(state) if personal else ("", "")
    may_note = personal and step.kind != "course" and state.count + state.waiting < step.times
    return StepLine(
        step.key,
        KINDS[step.kind],
        title,
        step.what,
        courses,
        step.elective,
        words,
        colour,
        note_url if may_note else "",
    )


def _state(state: StepState) -> tuple[str, str]:
    if state.done:
        return "Done", "green"
    if state.waiting:
        return "Waiting for your manager", "yellow"
    return (f"{state.count} of {state.step.times} done", "yellow") if state.count else ("To do", "grey")


def own_lines(user: Any, on: date) -> list[PathwayLine]:
    """Everything the user is on, in the pathways' order, in a fixed number of queries."""
    rows = list(Enrolment.objects.for_user(user, on).running(on).select_related("pathway").order_by(*ORDER))
    learned = learned_by({row.person_id for row in rows}) if rows else Learned()
    steps = _steps_by_pathway(rows)
    titles = titles_of(step for some in steps.values() for step in some) if rows else {}
    return [_line(row, _progress(row, steps, learned), titles) for row in rows]


ORDER = ("pathway__position", "pathway__title", "pk")


def _steps_by_pathway(rows: Iterable[Any]) -> dict[int, tuple[Step, ...]]:
    """Each pathway's steps read once, however many people are on it: reading a stream of blocks asks the database."""
    pathways = {row.pathway_id: row.pathway for row in rows}
    return {key: steps_of(pathway.steps) for key, pathway in pathways.items()}


def _progress(row: Any, steps: Mapping[int, Sequence[Step]], learned: Learned) -> Progress:
    return progress(steps[row.pathway_id], *learned.of(row.person_id, row.pathway_id))


def _line(row: Any, found: Progress, titles: Titles) -> PathwayLine:
    slug = row.pathway.slug
    lines = tuple(
        step_line(state, titles, note_url=f"/my/pathways/{slug}/{state.step.key}/", personal=True)
        for state in found.states
    )
    following = found.following
    return PathwayLine(
        title=row.pathway.title,
        slug=slug,
        url=f"/pathways/{slug}/",
        why=f"You are on it as one of: {row.through}" if row.through else row.get_how_display(),
        done=found.done,
        needed=len(found.needed),
        percent=found.percent,
        complete=found.complete,
        by_choice=row.how != Enrolment.How.RULE,
        key=row.pk,
        steps=lines,
        following=next((line for line in lines if following and line.key == following.step.key), None),
    )


def team_lines(user: Any, people: Sequence[Any], on: date) -> list[TeamLine]:
    """How each of these people stands, in a fixed number of queries."""
    rows = Enrolment.objects.visible_to(user, on).running(on).filter(person__in=people).select_related("pathway")
    rows = list(rows.order_by(*ORDER))
    learned = learned_by([person.pk for person in people])
    steps = _steps_by_pathway(rows)
    titles = titles_of(step for some in steps.values() for step in some)
    ways: dict[int, list[tuple[str, str, str]]] = {}
    for row in rows:
        found = _progress(row, steps, learned)
        following = step_line(found.following, titles).title if found.following else "Complete"
        ways.setdefault(row.person_id, []).append(
            (row.pathway.title, f"{found.done} of {len(found.needed)}", following)
        )
    return [
        TeamLine(person.full_name, tuple(ways.get(person.pk, ())), f"/team/pathways/people/{person.public_id}/")
        for person in people
    ]


def step_title(row: StepDone) -> str:
    """What a noted step is called; the pathway's name where the step was taken out since."""
    found = next((step for step in steps_of(row.pathway.steps) if step.key == row.step), None)
    return found.title if found else row.pathway.title
