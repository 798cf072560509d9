"""A manager's answer: one reason for however many requests."""

from typing import Any

from django import forms

from foundation.forms.looks import FieldLook

APPROVE, DECLINE = "approve", "decline"
LONGEST = 255


class AnswerForm(forms.Form):
    """The reason is needed to say no, and welcome with a yes."""

    looks = {"reason": FieldLook(label_size="m")}
    answer = forms.ChoiceField(choices=[(APPROVE, "Approve"), (DECLINE, "Decline")], widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="A word to them",
        help_text="Needed when you decline: they will read it, and it helps them to plan.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Say it in {LONGEST} characters or fewer"},
    )

    def clean(self) -> dict[str, Any]:
        """No without a reason helps nobody."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == DECLINE and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say in a few words why not")
        return cleaned
