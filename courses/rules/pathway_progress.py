"""How far somebody has come on a pathway, and what comes next. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["course", "activity", "observation"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `key` is its block's id; a course step is done with any of `courses`, the first suggested.

    `times` is how often an observation is needed. An `elective` step is worth having; the pathway is
    complete without it.
    """

    key: str
    kind: Kind
    title: str = ""
    what: str = ""
    courses: tuple[str, ...] = ()
    times: int = 1
    elective: bool = False


@dataclass(frozen=True, slots=True)
class StepState:
    """A step and how it stands: `count` of `step.times` done, `waiting` said to be done and not confirmed yet."""

    step: Step
    count: int = 0
    waiting: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing more is to do."""
        return self.count >= self.step.times


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody stands; electives are listed and not counted."""

    states: tuple[StepState, ...]

    @property
    def needed(self) -> tuple[StepState, ...]:
        """What the pathway asks for."""
        return tuple(state for state in self.states if not state.step.elective)

    @property
    def done(self) -> int:
        """How many of those are done."""
        return sum(state.done for state in self.needed)

    @property
    def complete(self) -> bool:
        """Whether all of them are. A pathway without steps is never complete."""
        return bool(self.needed) and self.done == len(self.needed)

    @property
    def percent(self) -> int:
        """Of the needed steps, rounded down: only the whole is 100."""
        return self.done * 100 // len(self.needed) if self.needed else 0

    @property
    def following(self) -> StepState | None:
        """The first needed step that is not done and waits for nobody; else the first that waits."""
        open_ones = [state for state in self.needed if not state.done]
        free = [state for state in open_ones if not state.waiting]
        return next(iter(free or open_ones), None)


def steps_of(stream: Iterable[Any]) -> tuple[Step, ...]:
    """The steps of a pathway's stream of blocks, in their order."""
    return tuple(_step(block.id, block.block_type, block.value) for block in stream)


def progress(
    steps: Sequence[Step],
    learned: frozenset[str],
    declared: Mapping[str, tuple[int, int]],
    observed: int = 0,
) -> Progress:
    """`learned` are codes of completed courses, `declared` (confirmed, waiting) by step, `observed` how
    many recorded observations of practice there are; those count for the first steps that need them."""
    states = []
    for step in steps:
        confirmed, waiting = declared.get(step.key, (0, 0))
        if step.kind == "course":
            states.append(StepState(step, int(bool(learned.intersection(step.courses)))))
            continue
        if step.kind == "observation":
            used = min(observed, max(step.times - confirmed, 0))
            observed, confirmed = observed - used, confirmed + used
        states.append(StepState(step, min(confirmed, step.times), waiting))
    return Progress(tuple(states))


def _step(key: str, kind: str, value: Any) -> Step:
    if kind == "course":
        codes = tuple(value["courses"])
        return Step(key, "course", what=value["why"], courses=codes, elective=value["elective"])
    times = value["times"] if kind == "observation" else 1
    return Step(key, kind, value["title"], value["what"], times=times, elective=value["elective"])  # type: ignore[arg-type]
