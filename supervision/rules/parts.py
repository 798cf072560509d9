"""Which of the two writes a section: the supervisor for both, the supervisee their own (DOMAIN 5, T6); pure."""

from dataclasses import replace
from typing import Any

from foundation.versioned_forms.schema import Answers, FormSection, Schema
from supervision.rules.group_people import in_role

SUPERVISOR, SUPERVISEE = "supervisor", "supervisee"
SHARE_WITH = "share_with"
"""The question of a form whether anybody else may read wellbeing answers: nobody, the supervisor, HR, in that order."""


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
    """The two by name, for agreed actions; of a group whoever brings the question, and its leader."""
    two = {"supervisee": taker(record.meeting), "supervisor": record.meeting.supervisor}
    return {role: person.full_name for role, person in two.items() if person is not None}


def taker(meeting: Any) -> Any:
    """Whose step it is that follows: the person supervised; in a group the presenter, where they are one of us."""
    if meeting.supervisee_id is not None or meeting.kind != "group":
        return meeting.supervisee
    presenter = in_role(meeting.attendees.select_related("person"), "presenter")
    return presenter.person if presenter else None


def asks_with_whom(schema: Schema) -> bool:
    """Whether the form itself asks who may read wellbeing answers."""
    return schema.by_code(SHARE_WITH) is not None


def shared_with_of(schema: Schema, answers: Answers) -> str:
    """ "" for nobody, "supervisor" or "hr": what the supervisee answered; no answer is nobody."""
    field = schema.by_code(SHARE_WITH)
    chosen = answers.get(field.id) if field else None
    options = [option.id for option in field.options] if field else []
    return ("", SUPERVISOR, "hr")[options.index(chosen)] if chosen in options[:3] else ""
