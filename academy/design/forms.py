"""One form with every kind of field, to look at and to check with axe."""

from typing import ClassVar

from django import forms

from foundation.forms.fields import ClockTimeField, ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea

NEEDS = [
    ("step-free", "Step-free access"),
    ("hearing", "A hearing loop or captions"),
    ("none", "Nothing this time"),
]
MODES = [("room", "In a room"), ("online", "Online"), ("either", "Either suits me")]


class EveryFieldForm(forms.Form):
    """Nothing it takes is kept."""

    looks: ClassVar[dict[str, FieldLook]] = {
        "name": FieldLook(autocomplete="name"),
        "email": FieldLook(autocomplete="email", spellcheck=False),
        "starts_on": FieldLook(label_size="s"),
        "starts_at": FieldLook(classes="govuk-input--width-5"),
        "places": FieldLook(classes="govuk-input--width-3", suffix="places"),
        "mode": FieldLook(
            label_size="s",
            divider_before="either",
            reveals={"online": "link"},
            item_hints={"room": "We will tell you about parking and access"},
        ),
        "needs": FieldLook(label_size="s", divider_before="none", exclusive="none"),
    }

    name = forms.CharField(label="Your name")
    email = forms.EmailField(label="Work email address", help_text="We send the invitation to this address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    starts_on = ThreePartDateField(
        label="When does it start?",
        what="The start date",
        help_text="For example, 27 3 2027",
    )
    starts_at = ClockTimeField(label="What time?", help_text="For example, 9:30am")
    places = forms.IntegerField(label="How many places?", min_value=1, max_value=60)
    topic = forms.ChoiceField(
        label="Topic",
        choices=[
            ("", "Choose a topic"),
            ("neglect", "Neglect"),
            ("attachment", "Attachment"),
            ("language", "Language that cares"),
        ],
    )
    mode = forms.ChoiceField(
        label="How would you like to take part?",
        choices=MODES,
        widget=forms.RadioSelect,
    )
    link = forms.CharField(label="Where do you usually join from?", required=False)
    needs = forms.MultipleChoiceField(
        label="Do you need any of these?",
        help_text="Choose all that apply",
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="What do you hope will be different for children and families?",
        help_text="A sentence or two is plenty. Do not name a child.",
        widget=CountedTextarea(maxlength=400),
    )
    notes = forms.CharField(label="Anything else", widget=forms.Textarea, required=False)
    certificate = forms.FileField(label="Upload a certificate", help_text="A PDF or a photo, up to 5 MB")
    agreed = forms.BooleanField(label="I have talked about this with my line manager")
