"""Messages of Django that say what is wrong, said as what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.forms import Field

if TYPE_CHECKING:
    from foundation.forms.bound_field import AcademyBoundField

DETERMINERS = {"a", "an", "any", "my", "our", "the", "their", "this", "your"}
REQUIRED = Field.default_error_messages["required"]


def messages_of(field: AcademyBoundField) -> list[str]:
    """The field's messages; a bare "This field is required" becomes what to enter or choose."""
    found: list[str] = []
    for error in field.errors.as_data():
        if error.code == "required" and error.message == REQUIRED:
            found.append(what_to_do(field.kind, str(field.label)))
        else:
            found += _texts(error)
    return found


def what_to_do(kind: str, label: str) -> str:
    """ "Enter your name", "Choose a topic", "Answer the question …"."""
    if kind == "checkbox":
        return f"Tick “{label}” to go on"
    if kind == "file":
        return f"Choose a file for “{label}”"
    if label.endswith("?"):
        return f"Answer “{label}”"
    verb = "Choose" if kind in ("select", "radios", "checkboxes") else "Enter"
    return f"{verb} {_with_article(label)}"


def _texts(error: ValidationError) -> list[str]:
    return [str(message) for message in error.messages] if error.message else []


def _with_article(label: str) -> str:
    """ "the topic", but "your name": the label decides whose it is."""
    words = label.split()
    determined = bool(words) and words[0].lower() in DETERMINERS
    return _lower_first(label) if determined else f"the {_lower_first(label)}"


def _lower_first(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
