"""Learning time entered as people say it: days, or hours and minutes."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from foundation.durations import DEFAULT_MINUTES_PER_DAY

QUARTER = DEFAULT_MINUTES_PER_DAY // 4
PARTS = (("days", "0.25"), ("hours", "1"), ("minutes", "1"))


def _box(name: str, step: str) -> forms.Widget:
    return forms.NumberInput({"min": 0, "step": step, "title": name, "class": "academy-time__box"})


class LearningTimeWidget(forms.MultiWidget):
    """Three boxes in a row. Whole quarters of a day show as days, anything else as hours and minutes."""

    template_name = "courses/widgets/learning_time.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: _box(name, step) for name, step in PARTS}, attrs)

    def decompress(self, value: int | None) -> list[Any]:
        """Minutes as what the boxes show."""
        if not value:
            return [None, None, None]
        if value % QUARTER == 0:
            days = Decimal(value) / DEFAULT_MINUTES_PER_DAY
            return [f"{days.normalize():f}", None, None]
        hours, minutes = divmod(value, 60)
        return [None, hours or None, minutes or None]


class LearningTimeField(forms.MultiValueField):
    """Whole minutes of learning. A day is 7.4 hours, so quarters of a day come out whole (DOMAIN 6.1)."""

    widget = LearningTimeWidget
    default_error_messages: ClassVar = {
        "required": "Enter how long the learning takes: days, or hours and minutes.",
        "part_of_minute": "Enter a length that comes to whole minutes, like 0.25, 0.5 or 1 day.",
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = (
            forms.DecimalField(min_value=0, max_value=60, required=False),
            forms.IntegerField(min_value=0, max_value=500, required=False),
            forms.IntegerField(min_value=0, max_value=59, required=False),
        )
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> int | None:
        """The three boxes added up, in minutes."""
        days, hours, minutes = [part or 0 for part in data_list] or [0, 0, 0]
        exact = Decimal(days) * DEFAULT_MINUTES_PER_DAY + hours * 60 + minutes
        if exact % 1:
            raise ValidationError(self.error_messages["part_of_minute"], code="part_of_minute")
        if not exact and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return int(exact) or None
