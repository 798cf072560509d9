"""What a type of field is: what it asks, accepts, keeps and shows.

A kind may put several inputs on the page for one question, which is what groups, pairs and rows need.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from wagtail import blocks

from foundation.forms.looks import FieldLook
from foundation.versioned_forms.schema import FormField

EMPTY: tuple[Any, ...] = (None, "", [], (), {})


@dataclass(frozen=True, slots=True)
class InputGroup:
    """Names of inputs that stand in one frame. `folded` ones open on demand: the second row and those after."""

    names: tuple[str, ...]
    heading: str = ""
    folded: bool = False


class FieldKind:
    """One type of field. `code` is what versions keep; `name` is what editors read."""

    code = ""
    name = ""
    icon = "form"
    has_options = False
    layout = "plain"
    """Which template of `foundation/questions/` draws it."""

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """What editors set on such a field besides prompt, help, code and whether it is required."""
        return {}

    def inputs(self, field: FormField) -> dict[str, forms.Field]:
        """The inputs it puts on the page, by name."""
        return {field.name: self.input(field)}

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """How those are drawn, where it is not as usual."""
        return {}

    def input(self, field: FormField) -> forms.Field:
        """The one input of an ordinary kind."""
        raise NotImplementedError

    def kept(self, field: FormField, cleaned: Mapping[str, Any]) -> Any:
        """What the answers keep of cleaned inputs: plain data; one of EMPTY is kept as no answer."""
        return cleaned.get(field.name)

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """What stands in the inputs for a kept value."""
        return {field.name: value}

    def fault(self, field: FormField, value: Any) -> str:
        """What is wrong with a kept value, or nothing."""
        raise NotImplementedError

    def lines(self, field: FormField, value: Any) -> list[str]:
        """A kept value as lines of text."""
        return [str(value)]

    def problems(self, field: FormField, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What is wrong where several inputs make one answer: (name of the input, what to do about it)."""
        return iter(())

    def groups(self, field: FormField) -> list[InputGroup]:
        """How its inputs stand together on the page; an ordinary question is one group without a frame."""
        return [InputGroup(tuple(self.inputs(field)))]

    def asks(self, field: FormField) -> int:
        """How many inputs must be filled in before the form can be sent."""
        return int(field.required)


def basics(field: FormField, missing: str) -> dict[str, Any]:
    """What every input takes from its question; `missing` says what to do where it was left empty."""
    return {
        "label": field.prompt if field.required else f"{field.prompt} (optional)",
        "help_text": field.help,
        "required": field.required,
        "error_messages": {"required": missing},
    }
