"""Which of the two writes a section: the supervisor for both, the supervisee their own (DOMAIN 5, T6); pure."""

from dataclasses import replace
from typing import Any

from foundation.versioned_forms.schema import FormSection, Schema

SUPERVISOR, SUPERVISEE = "supervisor", "supervisee"


def part_of(section: FormSection) -> str:
    """Whose draft a section belongs to; what both fill in is written down by the supervisor."""
    return SUPERVISEE if section.settings.get("writer") == SUPERVISEE else SUPERVISOR


def schema_of(schema: Schema, part: str) -> Schema:
    """The form as one of the two fills it in."""
    return replace(schema, sections=tuple(each for each in schema.sections if part_of(each) == part))


def class_of(section: FormSection) -> str:
    """The class that decides who reads it."""
    return str(section.settings["visibility"])


def names_of(record: Any) -> dict[str, str]:
    """The two by name, for agreed actions; a group has one."""
    two = {"supervisee": record.meeting.supervisee, "supervisor": record.meeting.supervisor}
    return {role: person.full_name for role, person in two.items() if person is not None}
