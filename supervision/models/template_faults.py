"""What every template must ask, in words for the editor (DOMAIN 5 and row 9); pure."""

from collections.abc import Iterator
from typing import Final

from foundation.versioned_forms.schema import Schema

APPRECIATIVE, GUIDING = "elicit", "good_enough"
CYCLE: Final = ("reflection", "analysis")
CYCLE_KINDS: Final = frozenset({"individual", "newly_qualified"})
"""Kinds of template whose cycle cannot be left out: reflection and analysis are always asked (DOMAIN 5)."""


def faults_of_template(kind: str, schema: Schema) -> Iterator[str]:
    """A sentence for each thing that is missing."""
    for section in schema.sections:
        if not section.settings.get("visibility"):
            yield f"Say of the section “{section.heading}” who reads it: give it a class."
    if schema.by_code(APPRECIATIVE) is None:
        yield f"Every template begins with what went well: keep a question named {APPRECIATIVE} in results."
    if schema.by_code(GUIDING) is None:
        yield f"Every template asks whether the work is good enough: keep a question named {GUIDING} in results."
    if kind in CYCLE_KINDS:
        yield from _skipped(schema)


def _skipped(schema: Schema) -> Iterator[str]:
    for code in CYCLE:
        field = schema.by_code(code)
        if field is None or not field.required:
            yield f"The reflective cycle cannot be left out: a question named {code} must be there, and be answered."
