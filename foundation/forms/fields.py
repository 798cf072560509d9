"""Fields whose messages say what to do (GOV.UK's error patterns, in our words)."""

import datetime
import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from foundation.forms.widgets import DateInput3

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class ThreePartDateField(forms.DateField):
    """A date typed in three boxes. Months may be words ("nov"), years must have four figures."""

    widget = DateInput3

    def __init__(self, *, what: str = "The date", **kwargs: Any) -> None:
        """``what`` starts the messages: "The start date"."""
        super().__init__(**kwargs)
        self.what = what
        self.error_messages["required"] = kwargs.get("error_messages", {}).get(
            "required", f"Enter {what[0].lower()}{what[1:]}"
        )

    def to_python(self, value: Any) -> datetime.date | None:
        """A date, or None; the message names the boxes that are wrong."""
        if isinstance(value, datetime.datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        if isinstance(value, str):
            return super().to_python(value)
        self._refuse_missing(value)
        return self._real_date(*value)

    def _refuse_missing(self, texts: tuple[str, str, str]) -> None:
        names = ("day", "month", "year")
        missing = [name for name, text in zip(names, texts, strict=True) if not text]
        if missing:
            raise ValidationError(
                f"{self.what} must include a {' and '.join(missing)}",
                code="incomplete",
                params={"parts": missing},
            )

    def _real_date(self, day: str, month: str, year: str) -> datetime.date:
        if not re.fullmatch(r"\d{4}", year):
            raise ValidationError(
                "Year must include 4 numbers",
                code="invalid",
                params={"parts": ["year"]},
            )
        try:
            return datetime.date(int(year), _month_number(month), int(day))
        except ValueError:
            raise ValidationError(f"{self.what} must be a real date, like 27 3 2027", code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A date that cannot be read is a change."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def prepare_value(self, value: Any) -> Any:
        """The boxes show what was typed, so a tuple passes through."""
        return value


def _month_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    matches = [
        number for number, name in enumerate(MONTHS, start=1) if len(text) >= 3 and name.startswith(text.lower())
    ]
    if len(matches) != 1:
        raise ValueError(f"{text} is not a month")
    return matches[0]


class ClockTimeField(forms.TimeField):
    """A time as people write it: "9:30am", "9.30", "14:00", "2pm", "midday"."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {
        "invalid": "Enter a time like 9:30am or 14:00",
    }
    PATTERN = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?")
    WORDS: ClassVar = {
        "midday": datetime.time(12),
        "noon": datetime.time(12),
        "midnight": datetime.time(0),
    }

    def to_python(self, value: Any) -> datetime.time | None:
        """A time without seconds, or None."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.time()
        if isinstance(value, datetime.time):
            return value
        text = str(value).strip().lower().replace(" ", "")
        if text in self.WORDS:
            return self.WORDS[text]
        return self._read(text)

    def _read(self, text: str) -> datetime.time:
        match = self.PATTERN.fullmatch(text)
        try:
            if not match:
                raise ValueError(text)
            return datetime.time(_hour(int(match[1]), match[3]), int(match[2] or 0))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{hour}{half}")
    return hour % 12 + (12 if half == "pm" else 0)
