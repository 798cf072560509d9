"""Model fields that are text in Python and sealed bytes in the database.

They open as a row is read and can be neither filtered nor compared in a query: the same words are
other bytes each time they are sealed. Models that keep revisions may not have one, because a
revision would keep the words in the clear.
"""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import checks
from django.db import models
from wagtail.models import RevisionMixin

from foundation.protected_text.sealing import seal, unseal


class NeverWrittenOut(TypeError):
    """Somebody tried to serialise protected text; exports go through the room's own presenter."""


class SealedField(models.Field):  # type: ignore[type-arg]  # never filtered by, so of no one type
    """What both fields share. A value is never NULL: nothing is an empty text."""

    def get_internal_type(self) -> str:
        """Bytes, as far as the database is concerned."""
        return "BinaryField"

    def as_text(self, value: Any) -> str:
        """The value as the text that is sealed; "" where there is nothing to keep."""
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        """The value that `as_text` wrote."""
        raise NotImplementedError

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Sealed under the newest key."""
        return connection.Database.Binary(seal(self.as_text(value)))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Opened as the row is read. Raises CannotOpen."""
        return self.from_text(unseal(bytes(value or b"")))

    def get_lookup(self, lookup_name: str) -> Any:
        """None of them: Django then says that the field does not support the lookup."""
        return None

    def value_to_string(self, obj: Any) -> str:
        """Serialisers get nothing."""
        raise NeverWrittenOut(f"{self.model._meta.label}.{self.name} is protected text and is never serialised.")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse what would leak the words or promise what sealed bytes cannot do."""
        return [*super().check(**kwargs), *(checks.Error(text, obj=self, id="academy.E001") for text in self._faults())]

    def _faults(self) -> Iterable[str]:
        wanted = self.deconstruct()[3]
        if wanted.keys() & {"null", "unique", "db_index", "primary_key"}:
            yield "Protected text is never null, unique or indexed."
        if issubclass(self.model, RevisionMixin):
            yield "Protected text on a model with revisions would be kept in the clear in each of them."
        if self.name in {str(each).lstrip("-") for each in self.model._meta.ordering or ()}:
            yield "Rows cannot be put in order by protected text."


class ProtectedTextField(SealedField):
    """A text; "" is nothing."""

    description = "Text, sealed in the database"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})

    def as_text(self, value: Any) -> str:
        """Itself."""
        return str(value) if value else ""

    def from_text(self, text: str) -> str:
        """Itself."""
        return text

    def to_python(self, value: Any) -> str:
        """Text."""
        return str(value) if value is not None else ""

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        """A text area."""
        return super().formfield(**{"form_class": forms.CharField, "widget": forms.Textarea, **kwargs})


class ProtectedJSONField(SealedField):
    """Plain data (the answers of a form); {} is nothing."""

    description = "Plain data, sealed in the database"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": dict, **kwargs})

    def as_text(self, value: Any) -> str:
        """In one way of writing it."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if value else ""

    def from_text(self, text: str) -> Any:
        """The data again."""
        return json.loads(text) if text else self.get_default()

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        """No input of its own: forms lay out their own fields for it."""
        return None
