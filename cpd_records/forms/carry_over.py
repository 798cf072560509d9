"""Input of the pages about carrying time over; checked, never saved."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from cpd_records.models import CarryOver
from cpd_records.rules.years import year_name
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea

LONGEST = 500
ANSWERS = (("grant", "Yes, carry it over"), ("decline", "No"))


class ProposeForm(forms.Form):
    """How much, from which year, and why."""

    looks = {"days": FieldLook(classes="govuk-input--width-3", suffix="days")}
    from_year = forms.ChoiceField(label="From which year?", widget=forms.RadioSelect)
    days = forms.DecimalField(label="How many days?", max_digits=4, decimal_places=2, min_value=Decimal("0.01"))
    cause = forms.ChoiceField(label="What kept them from using it?", choices=CarryOver.Cause, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Anything the head of service should know",
        help_text="The person can read this. Never say why somebody was away.",
        max_length=LONGEST,
        widget=CountedTextarea(maxlength=LONGEST),
        error_messages={"required": "Say in a sentence why it should be carried over"},
    )

    def __init__(self, years: list[date], minutes_per_day: int, data: Any = None) -> None:
        super().__init__(data)
        self.minutes_per_day = minutes_per_day
        self.fields["from_year"].choices = [(str(y.year), year_name(y)) for y in years]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Cleaned values as the action takes them."""
        given = self.cleaned_data
        minutes = int((given["days"] * self.minutes_per_day).to_integral_value())
        year = date(int(given["from_year"]), 4, 1)
        return {"from_year": year, "minutes": minutes, "cause": given["cause"], "reason": given["reason"]}


class DecideForm(forms.Form):
    """Yes or no, and a word about it."""

    verdict = forms.ChoiceField(label="Your answer", choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="A word to the person and whoever asked",
        help_text="Needed where the answer is no. They read this.",
        max_length=LONGEST,
        required=False,
        widget=CountedTextarea(maxlength=LONGEST),
    )
