"""Making a private calendar address."""

from typing import ClassVar

from django import forms

from foundation.forms.looks import FieldLook


class FeedForm(forms.Form):
    """A name, so that one knows later which to take back."""

    looks: ClassVar[dict[str, FieldLook]] = {"name": FieldLook(label_size="m", classes="govuk-input--width-20")}
    name = forms.CharField(
        label="What is it for?",
        help_text="For example, my phone. Make one for each calendar, so that you can take one back alone.",
        max_length=60,
        error_messages={"required": "Say what it is for, such as “my phone”"},
    )
