"""Giving up a place: the short list of reasons."""

from typing import Any

from django import forms

from courses import reasons
from foundation.forms.looks import FieldLook

PRIVATE = "Your manager will only see that the reason was accepted."


class CancelForm(forms.Form):
    """A reason is asked for when it is late, and welcome when it is not."""

    looks = {
        "reason": FieldLook(label_size="m", item_hints={item.code: PRIVATE for item in reasons.REASONS if item.private})
    }
    reason = forms.ChoiceField(widget=forms.RadioSelect, choices=reasons.choices)

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.required = late
        field.label = "What is the main reason?" if late else "What is the main reason? (optional)"
        field.help_text = "Reasons outside your control never count against you."
        field.error_messages["required"] = "Choose the reason that fits best"


class WhyForm(forms.Form):
    """What got in the way, asked afterwards of the person, or of who manages them."""

    looks = CancelForm.looks
    reason = forms.ChoiceField(
        label="What was the main reason?",
        help_text="Reasons outside your control never count against you.",
        widget=forms.RadioSelect,
        choices=reasons.choices,
        error_messages={"required": "Choose the reason that fits best"},
    )

    def __init__(self, *args: Any, of_somebody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if of_somebody and isinstance(field, forms.ChoiceField):
            field.choices = reasons.choices_about_others()
            field.help_text = "Reasons outside somebody's control never count against them."
            self.looks = {"reason": FieldLook(label_size="m")}
