"""Somebody of a partner organisation who walked in."""

from django import forms

from courses.actions.registers import Guest
from workforce.models import Organisation


class GuestForm(forms.Form):
    """Name, organisation and work e-mail: enough for a record and a certificate."""

    first_name = forms.CharField(label="First name", max_length=255, error_messages={"required": "Enter a first name"})
    last_name = forms.CharField(label="Last name", max_length=255, error_messages={"required": "Enter a last name"})
    email = forms.EmailField(
        label="Work e-mail",
        help_text="Their certificate is sent there.",
        error_messages={
            "required": "Enter their work e-mail",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=Organisation.Kind.COUNCIL).order_by("name"),
        label="Organisation",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation they come from"},
    )

    def guest(self) -> Guest:
        """Who came."""
        data = self.cleaned_data
        return Guest(data["organisation"].pk, data["first_name"], data["last_name"], data["email"])
