"""Settling what was agreed before, from the page of a supervision: one small form an action."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from foundation.drafting.answering import ASIDE
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from workforce.actions.agreed_actions import LONGEST

PRESSED = f"{ASIDE}settle"
"""The name of the buttons: "<key of the action>:<how>"."""


class SettleForm(forms.Form):
    """What shows that it was done, or why it was not; or the day to which it is carried.

    `of` is the id of the form it is sent with, where it stands outside of it: its boxes then go with
    the words in hand, and nothing of those is lost.
    """

    words = forms.CharField(
        label="What shows it, or why not?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = ThreePartDateField(label="Carried to", required=False, what="The new day")
    default_look = FieldLook(label_size="s")

    def __init__(self, data: Any = None, *, key: UUID, carried_to: date | None = None, of: str = "") -> None:
        super().__init__(data, prefix=f"{ASIDE}{key}", initial={"due_on": carried_to})
        if of:
            for field in self.fields.values():
                field.widget.attrs["form"] = of
