"""Self-paced learning, worked out: which lesson is next, and what the answers of a check come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


class LessonLike(Protocol):
    """What the rules need of a lesson."""

    key: UUID
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson on somebody's way. `number` counts from 1; `open` is whether it may be read already."""

    lesson: Any
    number: int
    done: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Way:
    """All lessons of a course for one person, in order.

    A lesson opens when the one before is done; what is done stays open, so that people can look back.
    """

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """How many lessons are done."""
        return sum(step.done for step in self.steps)

    @property
    def percent(self) -> int:
        """The share of the minutes that is done, as a whole percentage."""
        whole = sum(step.lesson.minutes for step in self.steps)
        return sum(step.lesson.minutes for step in self.steps if step.done) * 100 // whole if whole else 0

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes."""
        return sum(step.lesson.minutes for step in self.steps if not step.done)

    @property
    def next(self) -> Step | None:
        """The first lesson that is not done."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def complete(self) -> bool:
        """Every lesson is done; a course without lessons is never complete."""
        return bool(self.steps) and self.next is None

    def at(self, key: UUID) -> Step | None:
        """The step of one lesson."""
        return next((step for step in self.steps if step.lesson.key == key), None)

    def after(self, step: Step) -> Step | None:
        """The lesson that follows another."""
        return self.steps[step.number] if step.number < len(self.steps) else None


def way(lessons: Iterable[LessonLike], done: Iterable[UUID]) -> Way:
    """The way through these lessons, given the keys of those that are done."""
    finished, steps, opened = set(done), [], True
    for number, lesson in enumerate(lessons, start=1):
        is_done = lesson.key in finished
        steps.append(Step(lesson, number, is_done, opened or is_done))
        opened = opened and is_done
    return Way(tuple(steps))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer somebody can choose. `value` is the answer's own id, whatever its place in the list."""

    value: str
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a check. Where several answers are right, all of them are asked for, and no other."""

    key: str
    text: str
    options: tuple[Option, ...]

    @property
    def right(self) -> frozenset[str]:
        """The values of the right answers."""
        return frozenset(option.value for option in self.options if option.right)

    @property
    def takes_many(self) -> bool:
        """Whether more than one answer is right."""
        return len(self.right) > 1


def questions_of(checks: Iterable[Any]) -> tuple[Question, ...]:
    """The questions of a lesson's `checks` stream."""
    return tuple(_question(block) for block in checks)


def _question(block: Any) -> Question:
    answers = block.value["answers"]
    options = (
        Option(str(child.id), child.value["text"], bool(child.value["right"]), child.value["feedback"])
        for child in answers.bound_blocks
    )
    return Question(str(block.id), block.value["question"], tuple(options))


def wrong(questions: Sequence[Question], answers: Mapping[str, Sequence[str]]) -> tuple[Question, ...]:
    """Those not answered rightly; none means the check is passed."""
    return tuple(question for question in questions if frozenset(answers.get(question.key, ())) != question.right)
