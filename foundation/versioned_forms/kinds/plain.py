"""The ordinary types of field: a line, a text, a scale, choices, yes or no, a date."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from wagtail import blocks

from foundation.british_dates import long_date
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.versioned_forms.kinds.base import FieldKind, basics
from foundation.versioned_forms.schema import FormField

SCALE = range(11)
LONGEST_SHORT, LONGEST_LONG = 255, 10_000


class ShortText(FieldKind):
    """A line."""

    code, name, icon = "short_text", "Short text", "pilcrow"

    def input(self, field: FormField) -> forms.Field:
        """One line."""
        return forms.CharField(max_length=LONGEST_SHORT, **basics(field, f"Answer “{field.prompt}”"))

    def fault(self, field: FormField, value: Any) -> str:
        """Text of one line."""
        return "" if isinstance(value, str) and len(value) <= LONGEST_SHORT else "is not a line of text"


class LongText(FieldKind):
    """As much as somebody wants to say. `quotable` asks beside it whether the words may be quoted."""

    code, name, icon = "long_text", "Long text", "doc-full"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """Whether the person is asked for leave to quote."""
        return {"quotable": blocks.BooleanBlock(required=False, label="Ask whether these words may be quoted")}

    def inputs(self, field: FormField) -> dict[str, forms.Field]:
        """The text and, where it may be quoted, the tick beside it."""
        found: dict[str, forms.Field] = {field.name: self.input(field)}
        if field.settings.get("quotable"):
            found[consent_name(field)] = forms.BooleanField(
                required=False,
                label="The Academy may quote these words on its site, without my name",
                help_text="Somebody at the Academy reads them first. You can take this back at any time.",
            )
        return found

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """The tick is smaller than the question."""
        return {consent_name(field): FieldLook(classes="govuk-checkboxes--small")}

    def input(self, field: FormField) -> forms.Field:
        """A text area."""
        text = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(max_length=LONGEST_LONG, widget=text, **basics(field, f"Answer “{field.prompt}”"))

    def fault(self, field: FormField, value: Any) -> str:
        """Text."""
        return "" if isinstance(value, str) and len(value) <= LONGEST_LONG else "is not a text"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """Its own lines."""
        return [line for line in str(value).splitlines() if line.strip()]


class Scale(FieldKind):
    """A number from 0 to 10, as Signs of Safety scales things (DOMAIN 2)."""

    code, name, icon = "scale", "Scale from 0 to 10", "order"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """What the two ends mean."""
        return {
            "low_label": blocks.CharBlock(max_length=80, required=False, label="What 0 means"),
            "high_label": blocks.CharBlock(max_length=80, required=False, label="What 10 means"),
        }

    def input(self, field: FormField) -> forms.Field:
        """Eleven radios in a row."""
        given = basics(field, f"Choose a number from 0 to 10 for “{field.prompt}”")
        ends = ", ".join(f"{n} means “{field.settings[key]}”" for n, key in _ends(field))
        given["help_text"] = f"{field.help} {ends}".strip()
        choices = [(str(number), str(number)) for number in SCALE]
        return forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, **given)

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """In one row, smaller."""
        return {field.name: FieldLook(label_size="s", classes="govuk-radios--inline govuk-radios--small academy-scale")}

    def fault(self, field: FormField, value: Any) -> str:
        """A whole number of the scale."""
        return "" if type(value) is int and value in SCALE else "is not a number from 0 to 10"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """ "7 out of 10"."""
        return [f"{value} out of 10"]


def _ends(field: FormField) -> list[tuple[int, str]]:
    return [(n, key) for n, key in ((0, "low_label"), (10, "high_label")) if field.settings.get(key)]


class Choice(FieldKind):
    """One of a few."""

    code, name, icon, has_options = "choice", "One choice", "radio-full", True

    def input(self, field: FormField) -> forms.Field:
        """Radios."""
        choices = [(option.id, option.label) for option in field.options]
        given = basics(field, f"Choose an answer to “{field.prompt}”")
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)

    def fault(self, field: FormField, value: Any) -> str:
        """The id of one of its options."""
        return "" if value in [option.id for option in field.options] else "is not one of the choices"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """The words of the choice."""
        return [field.label_of(value)]


class Choices(FieldKind):
    """Any of several."""

    code, name, icon, has_options = "choices", "Many choices", "tick-inverse", True

    def input(self, field: FormField) -> forms.Field:
        """Checkboxes."""
        choices = [(option.id, option.label) for option in field.options]
        given = basics(field, f"Choose at least one answer to “{field.prompt}”")
        given["help_text"] = field.help or "Choose all that apply."
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)

    def fault(self, field: FormField, value: Any) -> str:
        """Ids of its options, each once."""
        known = {option.id for option in field.options}
        words = isinstance(value, list) and all(isinstance(each, str) for each in value)
        fine = words and len(set(value)) == len(value) and set(value) <= known
        return "" if fine else "is not some of the choices"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """The words of each, in the form's order."""
        return [option.label for option in field.options if option.id in value]


class YesNo(FieldKind):
    """Yes or no."""

    code, name, icon = "yes_no", "Yes or no", "check"

    def input(self, field: FormField) -> forms.Field:
        """Two radios."""
        given = basics(field, f"Choose yes or no for “{field.prompt}”")
        return forms.TypedChoiceField(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda text: text == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **given,
        )

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """Side by side."""
        return {field.name: FieldLook(label_size="s", classes="govuk-radios--inline")}

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """As the radios name it."""
        return {field.name: {True: "yes", False: "no"}.get(value)}

    def fault(self, field: FormField, value: Any) -> str:
        """True or false."""
        return "" if isinstance(value, bool) else "is neither yes nor no"

    def lines(self, field: FormField, value: Any) -> list[str]:
        """In words."""
        return ["Yes" if value else "No"]


class Day(FieldKind):
    """A date."""

    code, name, icon = "date", "Date", "date"

    def input(self, field: FormField) -> forms.Field:
        """Day, month and year."""
        return ThreePartDateField(**basics(field, f"Enter a date for “{field.prompt}”"))

    def kept(self, field: FormField, cleaned: Mapping[str, Any]) -> Any:
        """Year, month and day, as text."""
        day = cleaned.get(field.name)
        return day.isoformat() if day else None

    def initial(self, field: FormField, value: Any) -> dict[str, Any]:
        """A date again."""
        return {field.name: datetime.date.fromisoformat(value) if value else None}

    def fault(self, field: FormField, value: Any) -> str:
        """A real day."""
        try:
            datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            return "is not a date"
        return ""

    def lines(self, field: FormField, value: Any) -> list[str]:
        """ "12 November 2026"."""
        return [long_date(datetime.date.fromisoformat(value))]


def consent_name(field: FormField) -> str:
    """The name of the tick beside words that may be quoted."""
    return f"{field.name}_quote"


PLAIN: tuple[FieldKind, ...] = (ShortText(), LongText(), Scale(), Choice(), Choices(), YesNo(), Day())
"""What every form may ask."""
