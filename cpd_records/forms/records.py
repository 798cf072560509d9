"""Input of this room's pages, checked and never saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from cpd_records.models import CpdRecord
from cpd_records.rules.certificate_codes import normalised
from cpd_records.rules.years import FIRST_YEAR, year_end, year_name
from foundation.british_dates import long_date
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.methodologies import METHODOLOGIES


@dataclass(frozen=True, slots=True)
class Span:
    """A year of a registration body: its name, first and last day."""

    name: str
    first: date
    last: date


class RecordFilterForm(forms.Form):
    """Which learning to list. What cannot be understood is left out: a filter never refuses."""

    year = forms.ChoiceField(label="Year", required=False)
    kind = forms.ChoiceField(
        label="Kind of learning", required=False, choices=[("", "All kinds"), *CpdRecord.Kind.choices]
    )
    methodology = forms.ChoiceField(
        label="Learning approach", required=False, choices=[("", "All approaches"), *METHODOLOGIES]
    )
    reflection = forms.ChoiceField(
        label="Reflection",
        required=False,
        choices=[("", "With or without"), ("yes", "With a reflection"), ("no", "Without one")],
    )

    def __init__(self, *args: Any, years: Sequence[date], registration: Mapping[str, Span], **kwargs: Any) -> None:
        """`years` are starts of allowance years; `registration` names years of a body by their keys."""
        super().__init__(*args, **kwargs)
        self.years, self.registration = years, registration
        own = [(key, span.name) for key, span in registration.items()]
        choices: list[Any] = [("", "All years"), *((str(y.year), f"{year_name(y)}, April to March") for y in years)]
        self.fields["year"].choices = [*choices, *([("Registration years", own)] if own else [])]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """`days` as (first, last), or None; the rest as their keys, or empty texts."""
        self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        year = cleaned.get("year", "")
        start = next((each for each in self.years if str(each.year) == year), None)
        span = self.registration.get(year)
        days = (start, year_end(start)) if start else (span.first, span.last) if span else None
        rest = {name: cleaned.get(name, "") for name in ("kind", "methodology", "reflection")}
        return {"days": days, "year": self.name_of_year(year), **rest}

    def name_of_year(self, key: str) -> str:
        """The year as people say it; empty where all are listed."""
        flat = [pair for pair in self.fields["year"].choices if isinstance(pair[1], str)]  # type: ignore[attr-defined]
        found = dict([*flat, *((each, span.name) for each, span in self.registration.items())])
        return found.get(key, "") if key else ""


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


class LookBackForm(forms.Form):
    """A past day on which a statement is to be told. Today and later are refused in words."""

    looks = {"on": FieldLook(label_size="s")}
    on = ThreePartDateField(
        label="How it stood on another day", what="The day", help_text="For example, 30 9 2026", required=False
    )

    def __init__(self, today: date, data: Any) -> None:
        super().__init__(data)
        self.today = today

    def clean_on(self) -> date | None:
        """A day since the Academy opened, up to today."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and not FIRST_YEAR <= day <= self.today:
            raise forms.ValidationError(f"The day must be from {long_date(FIRST_YEAR)} to {long_date(self.today)}")
        return day
