"""Several inputs that make one answer: once (a window, head-heart-hands) or in rows (dangers, cases).

Each part is a question of an ordinary kind, which does the asking, keeping and showing; here only what
holds them together. Rows work without script: all there may be are on the page, the second and those
after folded away until they are wanted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from wagtail import blocks

from foundation.forms.looks import FieldLook
from foundation.versioned_forms.kinds.base import EMPTY, FieldKind, InputGroup
from foundation.versioned_forms.kinds.plain import Choice, Choices, Day, LongText, Scale, ShortText, YesNo
from foundation.versioned_forms.schema import FormField

OF_PARTS: dict[str, FieldKind] = {
    kind.code: kind for kind in (ShortText(), LongText(), Scale(), Choice(), Choices(), YesNo(), Day())
}
MOST_ROWS = 20


def part(code: str, kind: str, prompt: str, **more: Any) -> FormField:
    """One part of an answer; its id is how answers keep it."""
    return FormField(id=code, kind=kind, prompt=prompt, **more)


def of_part(each: FormField) -> FieldKind:
    """The kind that asks, keeps and shows a part."""
    return OF_PARTS[each.kind]


def read_parts(parts: Iterable[FormField], value: Mapping[str, Any]) -> Iterator[tuple[FormField, list[str]]]:
    """Each part that was answered, with its lines."""
    for each in parts:
        if each.id in value:
            yield each, of_part(each).lines(each, value[each.id])


class Compound(FieldKind):
    """Parts that make one answer, kept as {part: value} of those that were answered."""

    layout = "compound"

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """What it asks, in order."""
        raise NotImplementedError

    def named(self, field: FormField, within: str = "") -> tuple[FormField, ...]:
        """The parts as inputs of a page: named after the question, required only where it is."""
        stem = f"{field.name}-{within}" if within else field.name
        return tuple(
            replace(each, code=f"{stem}-{each.id}", required=each.required and field.required and not within)
            for each in self.parts(field)
        )

    def inputs(self, field: FormField) -> dict[str, forms.Field]:
        """Those of every part."""
        return _inputs(self.named(field))

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """Those of every part."""
        return _looks(self.named(field))

    def groups(self, field: FormField) -> list[InputGroup]:
        """One frame."""
        return [InputGroup(tuple(self.inputs(field)))]

    def kept(self, field: FormField, cleaned: Mapping[str, Any]) -> Any:
        """{part: value} of what was answered."""
        return _kept(self.named(field), cleaned)

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """Each part in its inputs."""
        return _initial(self.named(field), value)

    def fault(self, field: FormField, value: Any) -> str:
        """Its first part that is wrong, missing or unknown."""
        return _fault(self.parts(field), value, complete=field.required)

    def lines(self, field: FormField, value: Any) -> list[str]:
        """ "Heart: I was worried." for each part."""
        return [f"{each.prompt}: {'; '.join(lines)}" for each, lines in read_parts(self.parts(field), value)]

    def asks(self, field: FormField) -> int:
        """The parts that must be answered."""
        return sum(each.required for each in self.named(field))


class Rows(Compound):
    """The same parts as often as there is something to say, kept as a list of {part: value}."""

    layout = "rows"
    most = 8
    row_name = "Entry"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """How many rows there may be."""
        most = blocks.IntegerBlock(
            min_value=1, max_value=MOST_ROWS, required=False, label="At most", help_text=f"Rows; {self.most} if empty."
        )
        return {"most": most}

    def count(self, field: FormField) -> int:
        """Rows that are on the page."""
        return min(int(field.settings.get("most") or self.most), MOST_ROWS)

    def rows(self, field: FormField) -> list[tuple[FormField, ...]]:
        """The parts of every row; none is required as an input, since most rows stay empty."""
        return [self.named(field, str(number)) for number in range(self.count(field))]

    def inputs(self, field: FormField) -> dict[str, forms.Field]:
        """Those of every part of every row."""
        found = _inputs([each for row in self.rows(field) for each in row])
        musts = {each.id for each in self.parts(field) if each.required}
        for name, each in found.items():
            if name.split("-")[2] in musts:
                each.label = str(each.label).removesuffix(" (optional)")
        return found

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """Those of every part of every row."""
        return _looks([each for row in self.rows(field) for each in row])

    def groups(self, field: FormField) -> list[InputGroup]:
        """A frame for each row, the second and later ones folded."""
        name = field.settings.get("row_name") or self.row_name
        return [
            InputGroup(tuple(_inputs(row)), f"{name} {number}", folded=number > 1)
            for number, row in enumerate(self.rows(field), start=1)
        ]

    def kept(self, field: FormField, cleaned: Mapping[str, Any]) -> Any:
        """The rows in which something stands."""
        return [kept for row in self.rows(field) if (kept := _kept(row, cleaned))]

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """Each row in its inputs."""
        found: dict[str, Any] = {}
        for row, kept in zip(self.rows(field), value, strict=False):
            found |= _initial(row, kept)
        return found

    def problems(self, field: FormField, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """A row begun and not finished; no row at all where one is asked for."""
        begun = False
        for row in self.rows(field):
            kept = _kept(row, cleaned)
            begun = begun or bool(kept)
            if kept:
                yield from self.unfinished(field, row, kept)
        if field.required and not begun:
            yield self.rows(field)[0][0].name, f"Answer “{field.prompt}”"

    def unfinished(
        self, field: FormField, row: tuple[FormField, ...], kept: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """What a begun row still needs."""
        for each, original in zip(row, self.parts(field), strict=True):
            if original.required and each.id not in kept:
                yield each.name, f"Answer “{each.prompt}”, or empty the whole row"

    def fault(self, field: FormField, value: Any) -> str:
        """A list of whole rows, no more than there may be."""
        if not isinstance(value, list) or not value or len(value) > self.count(field):
            return "is not a list of rows"
        return next((fault for row in value if (fault := _fault(self.parts(field), row, complete=True))), "")

    def lines(self, field: FormField, value: Any) -> list[str]:
        """A line for each row: "1. Nan worries that …"."""
        return [f"{number}. {self.line(field, row)}" for number, row in enumerate(value, start=1)]

    def line(self, field: FormField, row: Mapping[str, Any]) -> str:
        """One row on one line."""
        return "; ".join(f"{each.prompt}: {' '.join(lines)}" for each, lines in read_parts(self.parts(field), row))

    def asks(self, field: FormField) -> int:
        """The parts of one row, where a row is asked for."""
        return sum(each.required for each in self.parts(field)) if field.required else 0


PART_KINDS = [
    ("short_text", "A line"),
    ("long_text", "A text"),
    ("scale", "A scale from 0 to 10"),
    ("yes_no", "Yes or no"),
    ("date", "A date"),
]


class Group(Rows):
    """A repeating group whose parts an editor names. `table` lays the parts of a row side by side."""

    code, name, icon = "group", "Repeating group", "table"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """Its parts, what a row is called, and how it is laid out."""
        each = blocks.StructBlock(
            [
                ("prompt", blocks.CharBlock(max_length=160, label="Asked in each row")),
                ("kind", blocks.ChoiceBlock(choices=PART_KINDS, default="short_text", label="Type of answer")),
                ("required", blocks.BooleanBlock(required=False, label="Must be answered")),
                ("code", blocks.RegexBlock(regex=r"^[a-z][a-z0-9_]*$", max_length=30, label="Name in results")),
            ],
            label="Part",
        )
        return super().setting_blocks() | {
            "parts": blocks.ListBlock(each, min_num=1, label="Parts of a row"),
            "row_name": blocks.CharBlock(max_length=40, required=False, label="What a row is called"),
            "table": blocks.BooleanBlock(required=False, label="Side by side, as a table"),
        }

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """As the editor named them; the block wraps each in an item of a list."""
        found = [each.get("value", each) for each in field.settings.get("parts", ())]
        return tuple(
            part(each["code"], each["kind"], each["prompt"], required=bool(each.get("required"))) for each in found
        )


def _inputs(parts: Iterable[FormField]) -> dict[str, forms.Field]:
    return {name: each for one in parts for name, each in of_part(one).inputs(one).items()}


def _looks(parts: Iterable[FormField]) -> dict[str, FieldLook]:
    return {name: look for one in parts for name, look in of_part(one).looks(one).items()}


def _kept(parts: Iterable[FormField], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    found = {each.id: of_part(each).kept(each, cleaned) for each in parts}
    return {name: value for name, value in found.items() if value not in EMPTY}


def _initial(parts: Iterable[FormField], value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in parts:
        if each.id in value:
            found |= of_part(each).initial(each, value[each.id])
    return found


def _fault(parts: tuple[FormField, ...], value: Any, *, complete: bool) -> str:
    if not isinstance(value, dict) or not value or value.keys() - {each.id for each in parts}:
        return "is not made of its parts"
    for each in parts:
        if each.id in value:
            fault = of_part(each).fault(each, value[each.id])
        else:
            fault = "is missing" if complete and each.required else ""
        if fault:
            return f"has a part “{each.prompt}” that {fault}"
    return ""
