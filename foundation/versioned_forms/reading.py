"""Answers shown in the very version they were given, and checked against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from foundation.versioned_forms.branching import branched
from foundation.versioned_forms.kinds import kind_of
from foundation.versioned_forms.schema import Answers, FormField, Schema


@dataclass(frozen=True, slots=True)
class ReadField:
    """A question and what was answered; no lines where it was left empty."""

    field: FormField
    lines: tuple[str, ...]

    @property
    def prompt(self) -> str:
        """The question."""
        return self.field.prompt


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section with its answers, and what the room set on it."""

    heading: str
    fields: tuple[ReadField, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)


class BadAnswers(ValueError):
    """Answers that do not fit their version; `faults` says how, a sentence each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


class Frozen(Protocol):
    """A frozen version of any room's form."""

    @property
    def schema(self) -> Schema:
        """What it said."""


def read(version: Frozen, answers: Answers) -> list[ReadSection]:
    """The form with its answers, for reading only: the set of words they chose, nothing it never asked."""
    return [
        ReadSection(section.heading, tuple(_read(field, answers) for field in section.fields), section.settings)
        for section in branched(version.schema, answers).sections
    ]


def check(schema: Schema, answers: Answers) -> None:
    """Raise BadAnswers unless every answer fits its question and every required one is there."""
    found = list(faults(branched(schema, answers), answers))
    if found:
        raise BadAnswers(found)


def faults(schema: Schema, answers: Answers) -> Iterator[str]:
    """What is wrong with the answers, a sentence each."""
    fields = {field.id: field for field in schema.fields()}
    for key in answers.keys() - fields.keys():
        yield f"The form has no question {key}."
    for key, asked in fields.items():
        if key not in answers:
            if asked.required:
                yield f"“{asked.prompt}” must be answered."
        elif fault := kind_of(asked).fault(asked, answers[key]):
            yield f"The answer to “{asked.prompt}” {fault}."


def _read(field: FormField, answers: Answers) -> ReadField:
    given = field.id in answers
    return ReadField(field, tuple(kind_of(field).lines(field, answers[field.id])) if given else ())
