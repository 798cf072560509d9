"""How one field looks, where the defaults are not enough.

A form says ``looks = {"email": FieldLook(label_size="l", page_heading=True)}``. Stock Django
widgets are used throughout; a look never changes what a field accepts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Size = Literal["", "s", "m", "l", "xl"]


@dataclass(frozen=True, slots=True)
class FieldLook:
    """Presentation of one field, in GOV.UK Frontend's own words."""

    label_size: Size = ""
    """Of the label, or of the legend; a legend without a size is bold body text ("s")."""
    label_classes: str = ""
    page_heading: bool = False
    """The label or legend is the page's h1: one question per page."""
    classes: str = ""
    """Of the input, or of the group of radios ("govuk-radios--inline govuk-radios--small")."""
    group_classes: str = ""
    group_attrs: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: bool | None = None
    item_hints: Mapping[str, str] = field(default_factory=dict)
    """For radios and checkboxes: the choice's value and a line below it."""
    divider_before: str = ""
    """The value of the choice that stands after "or"."""
    reveals: Mapping[str, str] = field(default_factory=dict)
    """The choice's value and the name of the field it opens; leave that field out of the loop."""
    exclusive: str = ""
    """The value of the checkbox that clears the others ("none")."""
    fieldset_classes: str = ""
    bare: bool = False
    """Label for screen readers only (a search box, a table cell)."""


DEFAULT_LOOK = FieldLook()
