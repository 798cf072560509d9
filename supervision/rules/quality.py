"""What a quality sample asks, and how its answers become one number; pure.

Only choices are asked, whatever an editor has added to the form: nobody writes about a record of
others here. The first option stands for the best, the last for nothing yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from foundation.small_numbers import SMALLEST_POOL
from foundation.versioned_forms.schema import FormField, Schema

CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Quality:
    """One question over all records answered: `percent` of the best there could be, None where too few answered."""

    prompt: str
    answers: int
    percent: int | None


def asked(schema: Schema) -> Schema:
    """The form without anything but choices."""
    sections = (
        replace(each, fields=tuple(field for field in each.fields if field.kind == CHOICE)) for each in schema.sections
    )
    return replace(schema, sections=tuple(each for each in sections if each.fields))


def results(given: Sequence[tuple[Schema, Mapping[str, Any]]]) -> list[Quality]:
    """Each question that was asked, by its code over all versions, in the newest words."""
    fields: dict[str, FormField] = {}
    values: dict[str, list[Decimal]] = {}
    for schema, answers in given:
        for field in asked(schema).fields():
            key = field.code or field.id
            fields[key] = field
            values.setdefault(key, []).extend(_value(field, answers.get(field.id)))
    return [Quality(field.prompt, len(values[key]), _percent(values[key])) for key, field in fields.items()]


def _value(field: FormField, chosen: Any) -> Iterable[Decimal]:
    options = [option.id for option in field.options]
    if chosen in options and len(options) > 1:
        yield Decimal(len(options) - 1 - options.index(chosen)) / (len(options) - 1)


def _percent(values: Sequence[Decimal]) -> int | None:
    if len(values) < SMALLEST_POOL:
        return None
    return int((sum(values, Decimal(0)) * 100 / len(values)).quantize(Decimal(1), ROUND_HALF_UP))
