"""What a coordinator chooses on a phone when a trainer is ill."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from courses.actions.sessions import DateSpan, Trainer
from courses.querysets.people import people_by_email
from foundation.forms.fields import ClockTimeField, ThreePartDateField

OTHER = "other"


class SubstituteForm(forms.Form):
    """Somebody who has led the course, or anybody by name and address."""

    who = forms.ChoiceField(label="Who leads it instead?", widget=forms.RadioSelect)
    name = forms.CharField(label="Name", required=False, max_length=160, help_text="For somebody else.")
    email = forms.EmailField(label="E-mail", required=False, help_text="For somebody else: their page is sent there.")

    def __init__(self, data: Any = None, *, known: list[tuple[str, int | None, str]]) -> None:
        super().__init__(data)
        self.known = {str(index): trainer for index, trainer in enumerate(known)}
        choices = [(key, trainer[0]) for key, trainer in self.known.items()]
        self.fields["who"].choices = [*choices, (OTHER, "Somebody else")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name where somebody else is chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("who") == OTHER and not cleaned.get("name"):
            self.add_error("name", "Enter the name of whoever leads it.")
        return cleaned

    def trainer(self) -> Trainer:
        """Whoever was chosen; an address of ours makes it that person."""
        if self.cleaned_data["who"] != OTHER:
            name, person_id, email = self.known[self.cleaned_data["who"]]
            return Trainer(name, person_id, email)
        email = self.cleaned_data["email"]
        person = people_by_email([email]).get(email.casefold()) if email else None
        return Trainer(self.cleaned_data["name"], person.pk if person else None, "" if person else email)


class OnlineForm(forms.Form):
    """By which link."""

    join_link = forms.URLField(label="Link to join", assume_scheme="https", max_length=200)


class PostponeForm(forms.Form):
    """To which day and time."""

    day = ThreePartDateField(label="New day")
    starts = ClockTimeField(label="Starts", help_text="9:30am")
    ends = ClockTimeField(label="Ends", help_text="4:30pm")

    def clean(self) -> dict[str, Any]:
        """Real moments, the end after the start."""
        cleaned = super().clean() or {}
        if not self.errors and cleaned["starts"] >= cleaned["ends"]:
            raise ValidationError("It must end after it starts.")
        if not self.errors:
            cleaned["span"] = DateSpan(
                _moment(cleaned["day"], cleaned["starts"]), _moment(cleaned["day"], cleaned["ends"])
            )
        return cleaned


class CancelNeedForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="What should everyone be told?", max_length=255, widget=forms.Textarea({"rows": 3}))


def _moment(day: date, clock: Any) -> datetime:
    return from_current_timezone(datetime.combine(day, clock))
