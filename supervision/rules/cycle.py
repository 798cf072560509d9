"""The reflective cycle is not skipped silently: answers that are hardly there are told from others; pure (DOMAIN 5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from foundation.versioned_forms.schema import FormField, Schema
from supervision.models.template_faults import CYCLE


def thin(schema: Schema, answers: Mapping[str, Any], fewest: int) -> Iterator[FormField]:
    """Questions of the cycle that were answered in fewer words than that; not those left empty."""
    for code in CYCLE:
        field = schema.by_code(code)
        said = answers.get(field.id) if field else None
        if field is not None and isinstance(said, str) and 0 < len(said.split()) < fewest:
            yield field
