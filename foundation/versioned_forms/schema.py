"""What a frozen version of a form holds: sections of fields, as plain data.

A field is known for ever by its id, which the editor's block gave it; answers are kept under it. Its
`code` is the name by which figures find it ("confidence_before"), and may stay the same over versions
even where an editor made the field anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Answers = Mapping[str, Any]
"""Answers by field id, in the plain form each kind of field keeps; a field left empty has no entry."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. Answers keep the id, so that better words for it change no answer."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `settings` holds what only its kind knows ("low_label" of a scale)."""

    id: str
    kind: str
    prompt: str
    code: str = ""
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the page calls it: the code where there is one, which reads better when typed text comes back."""
        return self.code or f"field_{self.id.replace('-', '')}"

    def label_of(self, option_id: str) -> str:
        """The words of a choice, or the id where it names none."""
        return next((option.label for option in self.options if option.id == option_id), option_id)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A heading, help under it, and its questions. `settings` holds what a room adds ("visibility")."""

    id: str
    heading: str
    help: str = ""
    fields: tuple[FormField, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """A whole form as it was published."""

    title: str
    intro: str = ""
    sections: tuple[FormSection, ...] = ()

    def fields(self) -> Iterator[FormField]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.fields

    def by_code(self, code: str) -> FormField | None:
        """The question figures know by this code."""
        return next((each for each in self.fields() if each.code == code), None)

    def as_data(self) -> dict[str, Any]:
        """Plain data for the database; `read_schema` reads it back. Sections without settings say nothing of them."""
        data = asdict(self, dict_factory=_plain)
        for section in data["sections"]:
            if not section["settings"]:
                del section["settings"]
        return data


def read_schema(data: Mapping[str, Any]) -> Schema:
    """The schema that `as_data` wrote."""
    sections = tuple(
        FormSection(
            id=section["id"],
            heading=section["heading"],
            help=section.get("help", ""),
            fields=tuple(_field(each) for each in section["fields"]),
            settings=section.get("settings", {}),
        )
        for section in data["sections"]
    )
    return Schema(title=data["title"], intro=data.get("intro", ""), sections=sections)


def _field(data: Mapping[str, Any]) -> FormField:
    options = tuple(Option(each["id"], each["label"]) for each in data.get("options", ()))
    return FormField(**{**data, "options": options})


def _plain(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}
