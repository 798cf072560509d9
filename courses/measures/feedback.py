"""What people said, summed up behind the small-number gate (METRICS 6, DOMAIN 9 "trainer"). Pure.

Answers reach a figure only in whole pools of at least five, made of sessions whose asking is over. So
no figure, and no difference between two figures, over courses, trainers, sessions or time, says what
fewer than five people answered.
"""

import random
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from foundation.small_numbers import SMALLEST_BASE, SMALLEST_POOL, WITHHELD, Group, Sum, gate, pools
from foundation.versioned_forms.schema import FormField, Schema

EVERYONE = ("everyone",)
SHOWN_CHOICES = ("choice", "choices", "yes_no")


@dataclass(frozen=True, slots=True)
class Given:
    """One form that was handed in: its session, its version's schema, its answers by field id."""

    session: int
    schema: Schema
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One session whose asking is over; sessions of one course and the same trainers may be pooled."""

    key: int
    course: int
    trainers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many chose one answer; no number where it is withheld."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question summed up. `mean` of a scale, `shares` of choices, `comments` of texts, in no order."""

    code: str
    prompt: str
    kind: str
    n: int
    mean: Decimal | None = None
    shares: tuple[Share, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """Everything one page shows about a set of answers. `n` is how many answered; withheld shows nothing."""

    n: int
    questions: tuple[Question, ...] = ()
    marker: str = ""

    def mean(self, code: str) -> Decimal | None:
        """The mean of a scale by its name in results."""
        return next((each.mean for each in self.questions if each.code == code), None)


def showable(sessions: Sequence[Held], given: Iterable[Given]) -> list[tuple[list[Held], list[Given]]]:
    """The pools that may be shown, with their answers. Sessions stand in the order their asking ended."""
    by_session: dict[int, list[Given]] = {}
    for each in given:
        by_session.setdefault(each.session, []).append(each)
    found = []
    for alike in _alike(sessions):
        held = {session.key: session for session in alike}
        sizes = [(session.key, len(by_session.get(session.key, ()))) for session in alike]
        for pool in pools(sizes)[0]:
            answers = [each for key in pool for each in by_session[key]]
            found.append(([held[key] for key in pool], answers))
    return found


def summed_up(given: Sequence[Given], *, alone: bool = False) -> Results:
    """Results of whole pools. `alone` says that no other figure overlaps with this one (a course's own).

    Elsewhere counts of choices, and means of questions that some left out, stay away: their differences
    from the course's would be finer than a pool.
    """
    if not given:
        return Results(0, marker=WITHHELD)
    fields: dict[str, FormField] = {}
    for each in given:
        fields.update({field.code or field.id: field for field in each.schema.fields()})
    return Results(len(given), tuple(_question(key, field, given, alone) for key, field in fields.items()))


def change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """How much confidence grew, on the scale of 0 to 10."""
    return None if before is None or after is None else after - before


def _alike(sessions: Sequence[Held]) -> Iterable[list[Held]]:
    groups: dict[tuple[int, tuple[str, ...]], list[Held]] = {}
    for session in sessions:
        groups.setdefault((session.course, session.trainers), []).append(session)
    return groups.values()


def _question(key: str, field: FormField, given: Sequence[Given], alone: bool) -> Question:
    values = [value for each in given if (value := _answer(each, key)) is not None]
    n = len(values)
    if n < SMALLEST_POOL:
        return Question(key, field.prompt, field.kind, 0)
    if field.kind == "scale":
        everyone = alone or n == len(given)
        return Question(key, field.prompt, field.kind, n, mean=_mean(values) if everyone else None)
    if field.kind in SHOWN_CHOICES:
        return Question(key, field.prompt, field.kind, n, shares=_shares(field, values) if alone else ())
    comments = [str(value) for value in values]
    random.SystemRandom().shuffle(comments)
    return Question(key, field.prompt, field.kind, n, comments=tuple(comments))


def _answer(each: Given, key: str) -> Any:
    field = each.schema.by_code(key)
    return each.answers.get(field.id if field else key)


def _mean(values: Sequence[int]) -> Decimal:
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _shares(field: FormField, values: Sequence[Any]) -> tuple[Share, ...]:
    """Counts by answer through the gate; none at all for fewer than ten people."""
    labels = {"yes": "Yes", "no": "No"} if field.kind == "yes_no" else {o.id: o.label for o in field.options}
    if len(values) < SMALLEST_BASE:
        return tuple(Share(label, None) for label in labels.values())
    counts = dict.fromkeys(labels, 0)
    for value in values:
        for chosen in value if isinstance(value, list) else [_word(value)]:
            counts[chosen] = counts.get(chosen, 0) + 1
    shown = _gated(counts, several=field.kind == "choices").shown
    return tuple(Share(labels.get(key, key), shown.get(key)) for key in counts)


def _gated(counts: Mapping[str, int], *, several: bool) -> Any:
    """Of one choice the counts add up to the people, which is shown: the gate knows the sum."""
    cells: dict[Hashable, int] = dict(counts.items())
    if several:
        return gate(cells)
    parts: tuple[Hashable, ...] = tuple(counts)
    cells[EVERYONE] = sum(counts.values())
    return gate(cells, sums=[Sum(EVERYONE, parts)], groups=[Group(parts, EVERYONE)], known=[EVERYONE])


def _word(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
