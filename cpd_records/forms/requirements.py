"""Input of the pages about required learning."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from cpd_records.models import Requirement
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook

STATES = (("overdue", "Overdue"), ("due", "To do"), ("valid", "In date"), ("exempt", "Exempt"))
EXAMPLE = "For example, 23 11 2026"


class FollowForm(forms.Form):
    """Which rows of the coordinators' list. What cannot be understood is left out: a filter never refuses."""

    requirement = forms.ChoiceField(label="Requirement", required=False)
    state = forms.ChoiceField(label="How it stands", required=False, choices=[("", "Any"), *STATES])
    team = forms.CharField(label="Team code", required=False, max_length=20)
    name = forms.CharField(label="Last name or e-mail begins with", required=False, max_length=80)

    def __init__(self, *args: Any, titles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requirement"].choices = [("", "Any"), *titles.items()]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was asked, and understood."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class ExemptionForm(forms.Form):
    """Let somebody off."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    starts_on = ThreePartDateField(label="From which day?", what="The first day", help_text=EXAMPLE)
    last_day = ThreePartDateField(
        label="Until which day?", what="The last day", help_text="Leave empty where no end is known", required=False
    )
    reason = forms.CharField(
        label="Why?", help_text="The person can read this. Never say why somebody is away.", max_length=255
    )


class PreviewForm(forms.Form):
    """Pick dates, see the cycles."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    setting = forms.ModelChoiceField(
        label="Requirement, as it stands from a day", queryset=Requirement.objects.none(), empty_label=None
    )
    asked_from = ThreePartDateField(label="The day somebody starts", what="The day somebody starts", help_text=EXAMPLE)
    completed = forms.CharField(
        label="Days on which they complete it",
        help_text="One on each line, such as 4/5/2026. Leave empty to see what happens if they never do.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    on = ThreePartDateField(label="The day to look from", what="The day to look from", help_text=EXAMPLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["setting"].queryset = Requirement.objects.order_by("title", "starts_on")  # type: ignore[attr-defined]
        self.fields["setting"].label_from_instance = _name  # type: ignore[attr-defined]

    def clean_completed(self) -> list[date]:
        """The days, each on its line."""
        field = forms.DateField(input_formats=["%d/%m/%Y", "%Y-%m-%d"])
        lines = [line.strip() for line in self.cleaned_data["completed"].splitlines() if line.strip()]
        try:
            return [field.clean(line) for line in lines[:20]]
        except forms.ValidationError:
            raise forms.ValidationError("Write each day on a line of its own, such as 4/5/2026") from None


def _name(row: Requirement) -> str:
    return f"{row.title}, from {row.starts_on.day} {row.starts_on:%B %Y}"
