"""Why a closed register is corrected, and whom it concerns."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from courses.forms.registers import PartUnclear, whole_number
from courses.models import SessionDate
from courses.rules.attendance import MARKS
from courses.rules.rosters import OnRegister
from foundation.british_dates import weekday_date
from foundation.forms.looks import FieldLook

REASON_MAX = 255


class ReasonForm(forms.Form):
    """A correction says why, in a few words."""

    looks = {"reason": FieldLook(label_size="m")}
    reason = forms.CharField(
        label="Why is it corrected?",
        help_text="For example: signed the sheet, missed on the tablet. The person concerned may read it.",
        max_length=REASON_MAX,
        error_messages={"required": "Say in a few words why the register is corrected"},
    )


class RemoveForm(ReasonForm):
    """Who was put on the register wrongly."""

    looks = {**ReasonForm.looks, "booking": FieldLook(label_size="m")}
    booking = forms.TypedChoiceField(
        label="Who was never on this session?",
        coerce=UUID,
        error_messages={"required": "Choose who should come off"},
    )
    field_order = ("booking", "reason")

    def __init__(self, *args: Any, roster: Sequence[OnRegister], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(each.public_id), each.name) for each in roster]
        chosen = self.fields["booking"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", "Choose somebody"), *listed]


class ForgottenForm(ReasonForm):
    """Somebody who was there and was forgotten: a mark for each date, and why."""

    def __init__(self, *args: Any, dates: Sequence[SessionDate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dates = dates
        self.looks = dict(self.looks)
        for number, each in enumerate(dates):
            self._add_date(number, each)

    def marks(self) -> dict[int, tuple[str, int | None]]:
        """Mark and minutes by date."""
        data = self.cleaned_data
        return {each.pk: (data[f"mark_{number}"], data[f"minutes_{number}"]) for number, each in enumerate(self.dates)}

    def clean(self) -> dict[str, Any]:
        """Minutes only for part of the time, and within the date's."""
        data = super().clean() or {}
        for number, each in enumerate(self.dates):
            try:
                data[f"minutes_{number}"] = self._minutes(data, number, each)
            except PartUnclear as unclear:
                self.add_error(f"minutes_{number}", str(unclear))
        return data

    def _minutes(self, data: dict[str, Any], number: int, each: SessionDate) -> int | None:
        if data.get(f"mark_{number}") != "partial":
            return None
        text = str(data.get(f"minutes_{number}") or "").strip()
        if not whole_number(text) or not 0 < int(text) < each.learning_minutes:
            raise PartUnclear("minutes", f"Enter the minutes they were there, from 1 to {each.learning_minutes - 1}")
        return int(text)

    def _add_date(self, number: int, each: SessionDate) -> None:
        mark, minutes = f"mark_{number}", f"minutes_{number}"
        self.fields[mark] = forms.ChoiceField(
            label=weekday_date(each.starts_at),
            choices=MARKS,
            widget=forms.RadioSelect,
            error_messages={"required": f"Say whether they were there on {weekday_date(each.starts_at)}"},
        )
        self.fields[minutes] = forms.CharField(
            label=f"Minutes there, of {each.learning_minutes}", required=False, max_length=6
        )
        self.looks[mark] = FieldLook(label_size="m", reveals={"partial": minutes})
        self.looks[minutes] = FieldLook(inputmode="numeric", classes="govuk-input--width-4")
