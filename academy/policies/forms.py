"""A new figure, from a day on, for a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from foundation.actions.policies import BadPolicyValue, check
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from foundation.policies import PolicyDefinition

SUFFIXES = {"percent": "%", "working_days": "working days", "count": "", "pence": "pence"}


class PolicyForm(forms.Form):
    """Checked by the same rules as the action; saves nothing."""

    starts_on = ThreePartDateField(label="From which day?", what="The first day", help_text="Today or later")
    reason = forms.CharField(label="Why?", max_length=255, widget=CountedTextarea(maxlength=255))

    field_order = ("value", "starts_on", "reason")

    def __init__(self, definition: PolicyDefinition, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.today = definition, today
        self.fields["value"] = _value_field(definition)
        self.looks = {
            "value": FieldLook(
                classes="" if definition.unit == "yes_no" else "govuk-input--width-5",
                suffix=SUFFIXES.get(definition.unit, definition.unit) if definition.unit != "yes_no" else "",
            )
        }
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The action's own rules, each beside its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            cleaned["value"] = Decimal(cleaned["value"])
            try:
                check(self.definition, today=self.today, **cleaned)
            except BadPolicyValue as bad:
                self.add_error(bad.field, str(bad))
        return cleaned


def _value_field(definition: PolicyDefinition) -> forms.Field:
    if definition.unit == "yes_no":
        return forms.ChoiceField(label="New setting", choices=[("1", "Yes"), ("0", "No")], widget=forms.RadioSelect)
    return forms.DecimalField(label="New figure", max_digits=12, decimal_places=4)
