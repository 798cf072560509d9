"""The fields of a form as editors write them, and what they wrote as a schema.

Blocks carry ids of their own, which become the ids of sections, fields and choices. An editor who
moves or rewords a field keeps its id, so answers of different versions can be laid side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wagtail import blocks

from foundation.versioned_forms.kinds import FieldKind, registry
from foundation.versioned_forms.kinds.plain import PLAIN
from foundation.versioned_forms.schema import FormField, FormSection, Option, Schema

ASKED = ("prompt", "help", "required", "code", "options")
"""What every field has; the rest of its block are settings of its kind, or of the room."""
OF_SECTION = ("heading", "help", "fields")

Blocks = Sequence[tuple[str, blocks.Block]]


def field_blocks(*, plain: bool = False, added: Blocks = ()) -> list[tuple[str, blocks.Block]]:
    """A block for each kind of field the rooms bring; `plain`: the ordinary ones alone."""
    kinds = PLAIN if plain else registry().values()
    return [(kind.code, _block(kind, added)) for kind in kinds]


def body_blocks(*, plain: bool = False, of_section: Blocks = (), of_field: Blocks = ()) -> Blocks:
    """A form is sections of fields. A room may add settings to sections and fields of its own forms."""
    fields = field_blocks(plain=plain, added=of_field)
    section = blocks.StructBlock(
        [
            ("heading", blocks.CharBlock(max_length=120)),
            ("help", blocks.TextBlock(required=False, rows=2, help_text="A sentence or two under the heading.")),
            *of_section,
            ("fields", blocks.StreamBlock(fields, required=False, label="Questions")),
        ],
        icon="title",
        label="Section",
    )
    return [("section", section)]


def _block(kind: FieldKind, added: Blocks) -> blocks.StructBlock:
    code = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]*$",
        max_length=40,
        required=False,
        label="Name in results",
        help_text="Small letters, such as confidence_before. Leave it as it is: results find the question by it.",
    )
    parts: list[tuple[str, blocks.Block]] = [
        ("prompt", blocks.CharBlock(max_length=255, label="Question")),
        ("help", blocks.CharBlock(max_length=255, required=False)),
        ("required", blocks.BooleanBlock(required=False, label="Must be answered")),
    ]
    if kind.has_options:
        option = blocks.CharBlock(max_length=120, label="Choice")
        parts.append(("options", blocks.ListBlock(option, min_num=2, label="Choices")))
    parts += [*kind.setting_blocks().items(), *added, ("code", code)]
    return blocks.StructBlock(parts, icon=kind.icon, label=kind.name)


def schema_from_body(title: str, intro: str, body: Sequence[Mapping[str, Any]]) -> Schema:
    """What a form's body, as the database holds it, says; pure."""
    return Schema(title=title, intro=intro, sections=tuple(_section(each) for each in body))


def _section(raw: Mapping[str, Any]) -> FormSection:
    value = raw["value"]
    return FormSection(
        id=raw["id"],
        heading=value.get("heading", ""),
        help=value.get("help", ""),
        fields=tuple(_field(each) for each in value.get("fields", ())),
        settings=_settings(value, OF_SECTION),
    )


def _field(raw: Mapping[str, Any]) -> FormField:
    value = raw["value"]
    return FormField(
        id=raw["id"],
        kind=raw["type"],
        prompt=value.get("prompt", ""),
        code=value.get("code", ""),
        help=value.get("help", ""),
        required=bool(value.get("required")),
        options=tuple(Option(each["id"], each["value"]) for each in value.get("options", ())),
        settings=_settings(value, ASKED),
    )


def _settings(value: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """What was set, less what was left empty."""
    return {name: each for name, each in value.items() if name not in known and each not in ("", None, False, [])}


def faults_of(schema: Schema) -> Iterator[str]:
    """What would make results ambiguous, in words for the editor."""
    codes = [field.code for field in schema.fields() if field.code]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"Two questions are called {code} in results. Give one of them another name."
    if not list(schema.fields()):
        yield "A form needs at least one question."
