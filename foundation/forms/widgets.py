"""Widgets the design system has and Django has not."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from django import forms


class CountedTextarea(forms.Textarea):
    """A text area that counts down to ``maxlength`` characters or words; text is never cut."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        maxlength: int,
        count_type: Literal["", "characters", "words", "length"] = "",
        threshold: int | None = None,
    ) -> None:
        super().__init__(attrs)
        self.maxlength = maxlength
        self.count_type = count_type
        self.threshold = threshold

    @property
    def limit_text(self) -> str:
        """What it says without script."""
        unit = "words" if self.count_type == "words" else "characters"
        return f"You can enter up to {self.maxlength} {unit}"


@dataclass(frozen=True, slots=True)
class DatePart:
    """One of the three boxes of a date."""

    name: str
    label: str
    value: str
    width: int
    autocomplete: str = ""
    wrong: bool = False

    def marked(self, wrong: bool) -> "DatePart":
        """The same box, red or not."""
        return replace(self, wrong=wrong)


class DateInput3(forms.Widget):
    """Day, month and year in three boxes, posted as ``<name>-day`` and so on.

    The value handed to the field is a date, a tuple of the three texts when something was typed, or
    None when nothing was.
    """

    template_name = "forms/widgets/date.html"
    use_fieldset = True
    PARTS = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``parts`` to Django's context."""
        context = super().get_context(name, None, attrs)
        texts = self._texts(value)
        context["widget"]["parts"] = [
            DatePart(part, label, text, width, f"bday-{part}" if self.birthday else "")
            for (part, label, width), text in zip(self.PARTS, texts, strict=True)
        ]
        return context

    @staticmethod
    def _texts(value: Any) -> tuple[str, str, str]:
        if isinstance(value, datetime.date):
            return str(value.day), str(value.month), str(value.year)
        if isinstance(value, tuple):
            day, month, year = value
            return day, month, year
        return "", "", ""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> tuple[str, str, str] | None:
        """The three texts, stripped, or None when all are empty."""
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part, _, _ in self.PARTS)
        return (day, month, year) if day or month or year else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        """Was none of the three boxes on the page?"""
        return not any(f"{name}-{part}" in data for part, _, _ in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}-day" if id_ else id_
