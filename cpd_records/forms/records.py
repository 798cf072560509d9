"""Input of this room's pages, checked and never saved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cpd_records.rules.certificate_codes import normalised
from cpd_records.rules.years import year_name
from foundation.forms.looks import FieldLook
from foundation.methodologies import METHODOLOGIES


class RecordFilterForm(forms.Form):
    """Which learning to list. What cannot be understood is left out: a filter never refuses."""

    year = forms.ChoiceField(label="Year", required=False)
    methodology = forms.ChoiceField(
        label="Learning approach", required=False, choices=[("", "All approaches"), *METHODOLOGIES]
    )

    def __init__(self, *args: Any, years: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["year"].choices = [("", "All years"), *((str(y.year), year_name(y)) for y in years)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """`year` as the day it starts, or None; `methodology` as its key, or an empty text."""
        self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        year = next((start for start in self.years if str(start.year) == cleaned.get("year")), None)
        return {"year": year, "methodology": cleaned.get("methodology", "")}


class CertificateCodeForm(forms.Form):
    """A certificate's code, however it is typed."""

    looks = {"code": FieldLook(classes="govuk-input--width-20", label_size="m")}
    code = forms.CharField(
        label="Certificate code",
        max_length=60,
        help_text="16 letters and digits, beside the square code on the certificate. Spaces and dashes do not matter.",
        error_messages={"required": "Enter the code on the certificate"},
    )

    def clean_code(self) -> str:
        """The code without spaces and dashes."""
        code = normalised(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Check the code: it has 16 letters and digits, and never 0, 1, I, L, O or U.")
        return code
