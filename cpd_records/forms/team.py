"""Input of a manager's page of allowances."""

from django import forms

NOTES = (
    ("", "Everybody"),
    ("nothing", "Nothing used or booked yet"),
    ("low", "Little used so far"),
    ("used", "All used or booked"),
    ("over", "Over"),
)
ORDERS = (("", "Name"), ("note", "What stands out first"))


class TeamFilterForm(forms.Form):
    """Whom to show, in which order. What cannot be understood is left out: a filter never refuses."""

    note = forms.ChoiceField(label="Show", required=False, choices=NOTES)
    order = forms.ChoiceField(label="Order by", required=False, choices=ORDERS)

    def chosen(self) -> dict[str, str]:
        """What was asked, and understood."""
        self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        return {name: cleaned.get(name, "") for name in ("note", "order")}
