"""What a record says of each child or family, ready to be put into the case system; pure (DOMAIN 5, T1 to T3).

A line of the case table is one child; a whole case reflection, or the case part of a group, is one too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.protected_text.digesting import digest
from foundation.versioned_forms.kinds import kind_of
from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.rules.parts import class_of
from supervision.section_classes import CASE

REFERENCE, WANTED = "reference", "open_full"
CARRIED_OVER = ("reference", "decision", "rationale")
"""What a line and a full case reflection both ask: it is not typed twice."""
PURPOSE = "supervision.case_line"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One child: `number` counts from 1; `given` are the answers a full reflection takes over; `text` is all of it."""

    number: int
    reference: str
    wanted: bool
    given: Mapping[str, str]
    text: tuple[str, ...]

    @property
    def key(self) -> str:
        """By which a line is known again without its reference standing anywhere: a keyed digest."""
        return key_of(self.reference)


def key_of(reference: str) -> str:
    """64 hex digits, the same for the same reference however it is spaced or written large."""
    return digest(PURPOSE, " ".join(reference.casefold().split()))


def table_of(schema: Schema) -> FormField | None:
    """The case table of a form, where it has one."""
    for section in schema.sections:
        if class_of(section) == CASE:
            for field in section.fields:
                if field.kind == "group" and REFERENCE in {each.get("code") for each in _parts(field)}:
                    return field
    return None


def case_lines(schema: Schema, answers: Mapping[str, Any]) -> list[CaseLine]:
    """Every child of a record, in the order of the form; none where nothing was said of any."""
    table = table_of(schema)
    if table is not None:
        return [_line(table, number, row) for number, row in enumerate(answers.get(table.id, ()), start=1)]
    text = tuple(line for section in _of_cases(schema) for line in _said(section, answers))
    if not text:
        return []
    field = schema.by_code(REFERENCE)
    reference = str(answers.get(field.id, "")) if field else ""
    return [CaseLine(1, reference, False, {}, text)]


def _line(table: FormField, number: int, row: Mapping[str, Any]) -> CaseLine:
    asked = {each["code"]: each["prompt"] for each in _parts(table)}
    said = tuple(f"{asked[code]}: {row[code]}" for code in asked if code in row and code != WANTED)
    given = {code: str(row[code]) for code in CARRIED_OVER if row.get(code)}
    return CaseLine(number, str(row.get(REFERENCE, "")), row.get(WANTED) is True, given, said)


def _parts(field: FormField) -> list[Mapping[str, Any]]:
    return [each.get("value", each) for each in field.settings.get("parts", ())]


def _of_cases(schema: Schema) -> list[FormSection]:
    return [section for section in schema.sections if class_of(section) == CASE]


def _said(section: FormSection, answers: Mapping[str, Any]) -> Iterator[str]:
    for field in section.fields:
        if field.id in answers:
            lines = kind_of(field).lines(field, answers[field.id])
            yield f"{field.prompt} {' '.join(lines)}" if len(lines) == 1 else "\n".join([field.prompt, *lines])
