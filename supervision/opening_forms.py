"""What is typed where a record is opened beyond the two."""

from collections.abc import Iterable
from typing import Any

from django import forms

from foundation.forms.fields import ThreePartDateField
from supervision.actions.openings import LONGEST, MOST_HOURS
from supervision.models import Opening
from supervision.section_classes import CLASSES
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


class ReferForm(ReasonForm):
    """One part of a record, to one person of human resources or occupational health."""

    reader = StaffField(
        label="Who is to read it?",
        help_text="The work e-mail of somebody in human resources or occupational health",
        error_messages={"required": "Enter who is to read it"},
    )

    def __init__(self, *args: Any, classes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(classes)
        self.fields["section"] = forms.ChoiceField(
            label="Which part do you refer?",
            choices=[(code, name) for code, name in CLASSES if code in held],
            widget=forms.RadioSelect,
            help_text="They read this part and nothing else.",
            error_messages={"required": "Choose the one part you refer"},
        )
        self.fields["reason"].label = "Why do you refer it?"
        self.order_fields(["section", "reader", "reason"])


class FindForm(ReasonForm):
    """Which record, by whose and when: nobody is shown a list of records to choose from."""

    supervisee = StaffField(label="Whose supervision?", error_messages={"required": "Enter whose supervision it was"})
    held_on = ThreePartDateField(label="When was the supervision held?", error_messages={"required": "Enter the day"})
    field_order: Iterable[str] | None = ("supervisee", "held_on", "reason")


class InspectForm(FindForm):
    """A record listed for an inspector, for some hours."""

    reader = StaffField(
        label="Which inspector?",
        help_text="The e-mail they were admitted with",
        error_messages={"required": "Enter which inspector is to read it"},
    )
    hours = forms.IntegerField(
        label="For how many hours?", min_value=1, error_messages={"required": "Enter for how many hours"}
    )
    field_order = ("supervisee", "held_on", "reader", "hours", "reason")
