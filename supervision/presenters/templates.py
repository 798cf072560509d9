"""A template as one of the two will see it."""

from dataclasses import dataclass

from foundation.versioned_forms.asking import DrawnSection, schema_form
from foundation.versioned_forms.branching import branched
from foundation.versioned_forms.schema import Schema
from supervision.section_classes import CLASSES, READERS

SOMEBODY = {"supervisee": "The person supervised", "supervisor": "The supervisor"}
READERS_OF_PREVIEW = {"supervisee": "the person supervised", "supervisor": "the supervisor"}


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """A section with who reads it; `other` writes it where this reader does not."""

    drawn: DrawnSection
    name: str
    readers: str
    other: str
    folded: bool


def preview_sections(schema: Schema, reader: str) -> list[PreviewSection]:
    """Every section of the words the form begins with, for "supervisee" or "supervisor"."""
    names = dict(CLASSES)
    found = []
    for drawn in schema_form(branched(schema, {})).drawn_sections():
        settings = drawn.section.settings
        visibility, writer = settings.get("visibility", ""), settings.get("writer", "both")
        other = "" if writer in ("both", reader) else SOMEBODY[writer]
        folded = bool(settings.get("folded"))
        found.append(PreviewSection(drawn, names.get(visibility, ""), READERS.get(visibility, ""), other, folded))
    return found
