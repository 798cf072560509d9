"""How long something took, as people write it."""

import re
from fractions import Fraction
from typing import Any

from django import forms

WORDS = {"half a day": "0.5 days", "half an hour": "30 minutes", "a day": "1 day", "an hour": "1 hour"}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m)\b,?\s*(?:and\s+)?")
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


class LearningTimeField(forms.CharField):
    """Whole minutes of "2 hours 30 minutes", "2:30", "half a day" or "1.5 days"; a day is the policy's."""

    default_error_messages = {
        "required": "Enter how long it took",
        "invalid": "Enter how long it took, like 2 hours 30 minutes, half a day or 1.5 days",
    }

    def __init__(self, *, minutes_per_day: int = 444, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})
        self.minutes_per_day = minutes_per_day

    def to_python(self, value: Any) -> Any:
        """Minutes, or the empty text."""
        text = str(super().to_python(value)).lower().strip()
        if not text:
            return ""
        clock = CLOCK.fullmatch(text)
        if clock:
            return int(clock[1]) * 60 + int(clock[2])
        for words, figures in WORDS.items():
            text = text.replace(words, figures)
        minutes, rest = self._added(text)
        if rest or minutes.denominator != 1 or not minutes:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(minutes)

    def validate(self, value: Any) -> None:
        """Given, where it must be."""
        if self.required and value in self.empty_values:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Those of text were for the text."""

    def _added(self, text: str) -> tuple[Fraction, str]:
        """Minutes of all the parts, and what was not understood."""
        per = {"d": self.minutes_per_day, "h": 60, "m": 1}
        found = PART.findall(text)
        minutes = sum((Fraction(number) * per[unit[0]] for number, unit in found), Fraction(0))
        return minutes, PART.sub("", text).strip()


def written(minutes: int) -> str:
    """As the field reads it again: "3 hours 42 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {'hour' if hours == 1 else 'hours'}" if hours else "", f"{rest} minutes" if rest else ""]
    return " ".join(part for part in parts if part)
