"""Types of field: what each asks, accepts, keeps and shows.

A kind is one object. Rooms above add their own (a person, agreed actions) by naming a list of them in
the slot "field_kinds"; nothing here changes when they do.

base       what a kind is
plain      a line, a text, a scale, choices, yes or no, a date
compound   several inputs that make one answer, once or in rows
practice   what Signs of Safety, Restorative Practice and Social Pedagogy ask (DOMAIN 2 to 4)
"""

from collections.abc import Iterable
from functools import cache

from foundation import slots
from foundation.versioned_forms.kinds.base import EMPTY, FieldKind, InputGroup
from foundation.versioned_forms.kinds.compound import Group
from foundation.versioned_forms.kinds.plain import PLAIN, LongText, consent_name
from foundation.versioned_forms.kinds.practice import PRACTICE
from foundation.versioned_forms.schema import FormField

__all__ = [
    "EMPTY",
    "KINDS",
    "FieldKind",
    "InputGroup",
    "LongText",
    "UnknownKind",
    "consent_name",
    "kind_of",
    "registry",
]
KINDS: tuple[FieldKind, ...] = (*PLAIN, Group(), *PRACTICE)
"""What every form may ask; named in the slot "field_kinds"."""


class UnknownKind(LookupError):
    """No room brings this type of field; the message names it."""


@cache
def registry() -> dict[str, FieldKind]:
    """Every kind by its code, from the rooms' lists."""
    groups: Iterable[Iterable[FieldKind]] = slots.entries("field_kinds")
    return {kind.code: kind for group in groups for kind in group}


def kind_of(field: FormField) -> FieldKind:
    """The kind of a field. Raises UnknownKind."""
    try:
        return registry()[field.kind]
    except KeyError:
        raise UnknownKind(f"No type of field is called {field.kind}.") from None
