"""Settling an agreed action."""

from django import forms

from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from workforce.actions.agreed_actions import LONGEST


class DoneForm(forms.Form):
    """Done, and what shows it."""

    default_look = FieldLook(label_size="s")

    evidence = forms.CharField(
        required=False,
        label="What shows that it was done? (optional)",
        help_text="A sentence, for whoever you agreed it with. Leave out names of children.",
        widget=CountedTextarea({"rows": 3}, maxlength=LONGEST),
    )


class WhyNotForm(forms.Form):
    """Not done, and why."""

    default_look = FieldLook(label_size="s")

    reason = forms.CharField(
        label="Why was it not done?",
        help_text="What got in the way, or why it is no longer needed. Nobody is marked down for an honest answer.",
        error_messages={"required": "Say why it was not done. A sentence is enough"},
        widget=CountedTextarea({"rows": 3}, maxlength=LONGEST),
    )
