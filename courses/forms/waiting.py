"""Joining a waiting list, and choosing another date."""

from collections.abc import Sequence
from typing import Any

from django import forms

from courses import reasons
from courses.forms.bookings import CancelForm
from foundation.forms.looks import FieldLook


class JoinForm(forms.Form):
    """Whether to be booked without being asked again."""

    at_once = forms.BooleanField(
        label="Book me at once when a place comes free",
        help_text="Otherwise we keep the place for you and ask first. You can still cancel it.",
        required=False,
    )


class MoveForm(forms.Form):
    """Which date instead; and why, when it is close to the day that is given up."""

    looks = {
        "session": FieldLook(label_size="m"),
        "reason": CancelForm.looks["reason"],
    }
    session = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="Which date would you like instead?",
        error_messages={"required": "Choose a date", "invalid_choice": "Choose a date from the list"},
    )
    reason = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=reasons.choices,
        label="What is the main reason?",
        help_text="Reasons outside your control never count against you.",
        error_messages={"required": "Choose the reason that fits best"},
    )

    def __init__(self, *args: Any, dates: Sequence[tuple[str, str]], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        if isinstance(field, forms.ChoiceField):
            field.choices = dates
        if not late:
            del self.fields["reason"]
