"""Choices of radios and checkboxes, and parts of a date, as rows a template can loop over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foundation.forms.bound_field import AcademyBoundField


@dataclass(frozen=True, slots=True)
class Item:
    """One radio or checkbox."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    attrs: dict[str, Any]
    hint: str
    divider: str
    """A word that stands before this choice ("or")."""
    reveal: Any
    """The bound field this choice opens, or None."""
    exclusive: bool
    outer_description: str = ""
    """Ids that describe the whole field, where no fieldset can carry them."""

    @property
    def hint_id(self) -> str:
        """The id of the line below the choice, or nothing."""
        return f"{self.id}-item-hint" if self.hint else ""

    @property
    def described_by(self) -> str:
        """Ids of all that describes this choice."""
        return f"{self.outer_description} {self.hint_id}".strip()

    @property
    def conditional_id(self) -> str:
        """The id of what the choice opens, or nothing."""
        return f"conditional-{self.id}" if self.reveal else ""


def items_of(field: AcademyBoundField) -> list[Item]:
    """The first choice has the field's own id, so that an error summary's link finds it."""
    if field.kind == "checkbox":
        return [_single(field)]
    options = [option for _, group, _ in field.widget_context["optgroups"] for option in group]
    found: list[Item] = []
    number = 0
    for option in options:
        # The design system's numbering counts the divider as a choice of its own.
        number += 2 if str(option["value"]) == field.look.divider_before else 1
        found.append(_item(field, option, number))
    return found


def _item(field: AcademyBoundField, option: dict[str, Any], number: int) -> Item:
    look, value = field.look, str(option["value"])
    reveals = look.reveals.get(value)
    dropped = {"id", "checked", "class", "aria-describedby", "required"}
    attrs = {name: given for name, given in option["attrs"].items() if name not in dropped}
    if field.field.disabled:
        attrs["disabled"] = True
    return Item(
        id=field.element_id + (f"-{number}" if number > 1 else ""),
        name=option["name"],
        value=value,
        label=option["label"],
        checked=bool(option["selected"]),
        attrs=attrs,
        hint=look.item_hints.get(value, ""),
        divider="or" if look.divider_before and look.divider_before == value else "",
        reveal=field.form[reveals] if reveals else None,
        exclusive=bool(look.exclusive) and look.exclusive == value,
        outer_description="" if field.is_group else field.described_by,
    )


def _single(field: AcademyBoundField) -> Item:
    context = field.widget_context
    reveals = field.look.reveals.get("on")
    return Item(
        id=field.element_id,
        name=context["name"],
        value=context["value"] or "on",
        label=str(field.label),
        checked=bool(context["attrs"].get("checked")),
        attrs={name: value for name, value in field.other_attrs.items() if name != "checked"},
        hint=str(field.help_text),
        divider="",
        reveal=field.form[reveals] if reveals else None,
        exclusive=False,
        outer_description=field.error_id,
    )


def wrong_parts(field: AcademyBoundField) -> set[str]:
    """Which of day, month and year the messages are about; all three when they do not say."""
    if not field.errors:
        return set()
    named: set[str] = set()
    for error in field.errors.as_data():
        named |= set((error.params or {}).get("parts", ()))
    return named or {"day", "month", "year"}
