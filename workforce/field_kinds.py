"""Types of field that know people: somebody by name, and what two people agree to do (slot "field_kinds")."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from foundation.british_dates import long_date
from foundation.versioned_forms.kinds import FieldKind
from foundation.versioned_forms.kinds.base import basics
from foundation.versioned_forms.kinds.compound import Rows, part
from foundation.versioned_forms.schema import FormField, Option, Schema
from workforce.forms import StaffField
from workforce.models import Person

OWNERS = (
    ("supervisee", "The person supervised"),
    ("supervisor", "The supervisor"),
    ("other", "Somebody else"),
)
"""Who takes an action on; a record's names stand in their place (`named`)."""
NAMES = "owners"


class SomebodyAtWork(FieldKind):
    """A person, named by work e-mail or employee number. The answer keeps the name of that day, so that a
    record reads for ever as it was signed."""

    code, name, icon = "person", "Person", "user"

    def input(self, field: FormField) -> forms.Field:
        """One line."""
        given = basics(field, f"Say who: “{field.prompt}”")
        return StaffField(**given | {"help_text": field.help or "Their work e-mail or employee number"})

    def kept(self, field: FormField, cleaned: Mapping[str, Any]) -> Any:
        """Their public key, name and address."""
        person: Person | None = cleaned.get(field.name)
        if person is None:
            return None
        return {"key": str(person.public_id), "name": person.full_name, "email": person.work_email}

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """The address, which the input understands."""
        return {field.name: value["email"]}

    def fault(self, field: FormField, value: Any) -> str:
        """Key, name and address, as text."""
        fine = isinstance(value, dict) and value.keys() == {"key", "name", "email"}
        return "" if fine and all(isinstance(each, str) and each for each in value.values()) else "is not a person"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """The name."""
        return [value["name"]]


class AgreedActions(Rows):
    """What is to be done, by whom and by when. The room that keeps the record turns each row into an
    `AgreedAction` when it is shared; what was carried from before it shows itself."""

    code, name, icon = "actions", "Agreed actions", "tasks"
    most = 8
    row_name = "Action"

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """What, who, by when; a name only where it is somebody else."""
        names: Mapping[str, str] = field.settings.get(NAMES) or {}
        options = tuple(Option(code, names.get(code, label)) for code, label in OWNERS)
        return (
            part("what", "short_text", "What will be done?", required=True),
            part("who", "choice", "Who does it?", required=True, options=options),
            part("whom", "short_text", "Who, if it is somebody else?"),
            part("due", "date", "By when?", required=True, help="For example, 27 3 2027"),
        )

    def unfinished(
        self, field: FormField, row: tuple[FormField, ...], kept: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """Also a name, where somebody else is to do it."""
        yield from super().unfinished(field, row, kept)
        if kept.get("who") == "other" and not kept.get("whom"):
            yield next(each.name for each in row if each.id == "whom"), "Say who does it"

    def line(self, field: FormField, row: Mapping[str, Any]) -> str:
        """ "Ring the school (Alice Gibbons, by 12 December 2026)"."""
        owner = next(each for each in self.parts(field) if each.id == "who").label_of(row["who"])
        who = row.get("whom") or owner
        return f"{row['what']} ({who}, by {long_date(date.fromisoformat(row['due']))})"


def named(schema: Schema, names: Mapping[str, str]) -> Schema:
    """The schema with people's own names in its agreed actions: {"supervisee": "Alice Gibbons", …}."""

    def put(field: FormField) -> FormField:
        if field.kind != AgreedActions.code:
            return field
        return replace(field, settings={**field.settings, NAMES: dict(names)})

    sections = (replace(each, fields=tuple(put(field) for field in each.fields)) for each in schema.sections)
    return replace(schema, sections=tuple(sections))


KINDS: tuple[FieldKind, ...] = (SomebodyAtWork(), AgreedActions())
"""Named in the slot "field_kinds"."""
