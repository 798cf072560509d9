"""Places for others: choosing people, keeping places, pasting names."""

from datetime import date
from typing import Any

from django import forms

from courses.models import Session
from courses.rules.pasted_names import PastedName, read_names
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from workforce.models import Organisation

Choices = list[tuple[str, str]]
SMALL = FieldLook(label_size="s")
NUMBER = FieldLook(label_size="s", classes="govuk-input--width-3", inputmode="numeric")


class PeopleForm(forms.Form):
    """Tick people; `hints` says of each what it would mean."""

    people = forms.MultipleChoiceField(
        label="Who is coming?", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose who is coming"}
    )

    def __init__(self, *args: Any, choices: Choices, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # for the type checker
        field.choices = choices
        self.looks = {"people": FieldLook(label_size="m", item_hints=hints or {})}


class KeepForm(forms.Form):
    """How many places a manager keeps without names."""

    looks = {"places": NUMBER, "note": SMALL}
    places = forms.IntegerField(
        label="How many places?",
        min_value=1,
        error_messages={"required": "Enter how many places", "invalid": "Enter a number, like 2"},
    )
    note = forms.CharField(label="What for? (optional)", max_length=255, required=False)


class KeepForOthersForm(KeepForm):
    """A coordinator keeps places for a team or an organisation until a day."""

    looks = {"whom": SMALL, "places": NUMBER, "until": SMALL, "note": SMALL}
    whom = forms.ChoiceField(label="For whom?", error_messages={"required": "Choose a team or an organisation"})
    until = ThreePartDateField(
        label="Until", what="The day", help_text="On this day places without a name go back to everybody."
    )
    field_order = ("whom", "places", "until", "note")

    def __init__(self, *args: Any, whom: list[tuple[str, Choices]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [("", "Choose"), *whom]


class NamesForm(forms.Form):
    """A pasted list. Lines with a problem are listed; nothing typed is lost."""

    looks = {"names": FieldLook(label_size="m")}
    names = forms.CharField(
        label="Who is coming?",
        help_text="One person a line: first and last name, a comma, work e-mail address. "
        "You can copy two columns from a spreadsheet.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        error_messages={"required": "Paste at least one name with an e-mail address"},
    )

    def clean_names(self) -> list[PastedName]:
        """The lines, each with its problem if it has one."""
        return read_names(self.cleaned_data["names"])


class OneNameForm(forms.Form):
    """Somebody who comes instead, by name and address."""

    looks = {"person": SMALL}
    person = forms.CharField(
        label="Who comes instead?",
        help_text="First and last name, a comma, work e-mail address. For example: Sam Green, sam.green@example.org",
        max_length=500,
        error_messages={"required": "Enter who comes instead"},
    )

    def clean_person(self) -> PastedName:
        """One person, read as a line of a list."""
        read = read_names(self.cleaned_data["person"])
        problem = read[0].problem if len(read) == 1 else "Enter one person."
        if problem:
            raise forms.ValidationError(problem)
        return read[0]


class InsteadForm(forms.Form):
    """Somebody of the team who comes instead."""

    looks = {"person": FieldLook(label_size="m")}
    person = forms.ChoiceField(
        label="Who comes instead?", widget=forms.RadioSelect, error_messages={"required": "Choose who comes instead"}
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = choices


class AskForm(forms.Form):
    """An organisation asks for places."""

    looks = {"organisation": SMALL, "session": SMALL, "places": NUMBER, "note": SMALL}
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation", empty_label=None)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label="Which session?",
        empty_label="Choose a session",
        error_messages={"required": "Choose a session"},
    )
    places = KeepForm.base_fields["places"]
    note = forms.CharField(label="Anything we should know? (optional)", max_length=255, required=False)

    def __init__(self, *args: Any, organisations: Any, sessions: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("organisation", organisations), ("session", sessions)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
            field.queryset = rows
        self.fields["session"].label_from_instance = lambda row: names.get(row.pk, row.ref)  # type: ignore[attr-defined]


class AnswerRequestForm(forms.Form):
    """Yes, with how many and until when; or no, with why."""

    looks = {"grant": FieldLook(label_size="m"), "places": NUMBER, "until": SMALL, "reason": SMALL}
    grant = forms.ChoiceField(
        label="Can we keep these places?",
        choices=[("yes", "Yes, keep places"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    places = forms.IntegerField(label="How many places?", min_value=1, required=False)
    until = ThreePartDateField(label="Until (if yes)", what="The day", required=False)
    reason = forms.CharField(label="Why not (if no)", max_length=255, required=False)

    def clean_grant(self) -> bool:
        """Yes or no."""
        return bool(self.cleaned_data["grant"] == "yes")


class PurchaseOrderForm(forms.Form):
    """The organisation's own number for finance."""

    looks = {"number": FieldLook(label_size="s", classes="govuk-input--width-20")}
    number = forms.CharField(label="Purchase order number (optional)", max_length=40, required=False)


class WaiveForm(forms.Form):
    """Why a charge is waived."""

    looks = {"reason": SMALL}
    reason = forms.CharField(
        label="Why is it waived?", max_length=255, error_messages={"required": "Say in a sentence why it is waived"}
    )


class PeriodForm(forms.Form):
    """First and last day of a file; an empty one leaves that side open."""

    looks = {"first": SMALL, "last": SMALL}
    first = ThreePartDateField(label="First day (optional)", what="The first day", required=False)
    last = ThreePartDateField(label="Last day (optional)", what="The last day", required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found: dict[str, Any] = super().clean() or {}
        first: date | None = found.get("first")
        last: date | None = found.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must not be before the first")
        return found
