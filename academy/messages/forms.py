"""Looking for a message."""

from django import forms

from foundation.models import OutboxMessage


class SearchForm(forms.Form):
    """State and address; both may be left out."""

    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Every state"), *OutboxMessage.State.choices]
    )
    to = forms.CharField(label="Address contains", required=False, max_length=254)
