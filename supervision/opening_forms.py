"""What is typed where a record is opened beyond the two."""

from django import forms

from foundation.forms.fields import ThreePartDateField
from supervision.actions.openings import LONGEST, MOST_HOURS
from supervision.models import Opening
from workforce.forms import StaffField


class ReasonForm(forms.Form):
    """Why a manager reads a sample."""

    reason = forms.CharField(
        label="Why do you want to read it?",
        help_text="Both of them read your reason, and see when you looked and at what.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why. The two people of this supervision read your reason"},
    )


class AskForm(forms.Form):
    """What two people open together."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (Opening.Kind.BREAK_GLASS, "Something cannot wait, and nobody who may read it can be reached"),
            (Opening.Kind.INVESTIGATION, "A recorded investigation"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    supervisee = StaffField(label="Whose supervision?", help_text="Their work e-mail or employee number")
    held_on = ThreePartDateField(label="When was the supervision held?", error_messages={"required": "Enter the day"})
    reader = StaffField(label="Who is to read it?", help_text="Their work e-mail or employee number")
    hours = forms.IntegerField(
        label="For how many hours?",
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={"required": f"Choose between 1 and {MOST_HOURS} hours"},
    )
    sealed_until = ThreePartDateField(
        label="Keep an investigation from the two until (optional)",
        required=False,
        help_text="It is shown to them from that day on.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why"},
    )
