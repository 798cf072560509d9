"""What is typed where a quality sample is drawn."""

from datetime import date
from typing import Any

from django import forms

from foundation.forms.fields import ThreePartDateField
from supervision.opening_forms import ReasonForm
from workforce.forms import team_choices
from workforce.models import Team


class DrawForm(ReasonForm):
    """A period, perhaps a team, and why. How many is the policy's; which ones is chance's."""

    first = ThreePartDateField(label="First day", error_messages={"required": "Enter the first day"})
    last = ThreePartDateField(label="Last day", error_messages={"required": "Enter the last day"})
    field_order = ("first", "last", "team", "reason")

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data)
        self.fields["team"] = forms.ChoiceField(
            label="Team (optional)",
            choices=team_choices(on, empty="All who report to you"),
            required=False,
            help_text="Only records of people who were in this team, or in one below it.",
        )
        self.fields["reason"].label = "Why do you look at these records?"
        self.order_fields(self.field_order)

    def clean_team(self) -> Team | None:
        """The team, or all."""
        key = self.cleaned_data["team"]
        return Team.objects.get(pk=key) if key else None
