"""What goes with asking for a place: a word to the manager, and what we should arrange."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from courses.models.needs import Need
from courses.rules.wishes import Wish
from foundation.forms.looks import FieldLook

LONGEST_NOTE, LONGEST_NEED = 255, 500
HINTS = {
    Need.ACCESS: "For example step-free access, a hearing loop, large print, a place near the door",
    Need.DIET: "For example vegan, halal, no nuts",
    Need.INTERPRETER: "For example British Sign Language, and whom you like to work with",
    Need.OTHER: "For example breaks for medication, a place to express milk, somebody who comes with you",
}


class NeedsForm(forms.Form):
    """ "Anything we should arrange?": a box for each kind, and whether to fill them in again next time."""

    remember = forms.BooleanField(
        required=False,
        label="Remember this for my next bookings",
        help_text="Only you see what is remembered. Take the tick away, and we forget it.",
    )

    def __init__(self, *args: Any, needs: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Need:
            self.fields[kind.value] = forms.CharField(
                required=False,
                max_length=LONGEST_NEED,
                label=kind.label,
                help_text=HINTS[kind],
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=(needs or {}).get(kind.value, ""),
                error_messages={"max_length": f"Say it in {LONGEST_NEED} characters or fewer"},
            )
        self.order_fields([*(kind.value for kind in Need), "remember"])

    @property
    def arrange(self) -> dict[str, str]:
        """Words by kind, for what was filled in."""
        return {kind.value: self.cleaned_data[kind.value] for kind in Need if self.cleaned_data.get(kind.value)}

    @property
    def has_needs(self) -> bool:
        """Whether anything is filled in, or wrong, so that the boxes should stand open."""
        return any(self[kind.value].value() or self[kind.value].errors for kind in Need)

    @property
    def needs_drawn(self) -> SafeString:
        """The boxes and the tick as HTML. Empty ones are the same for everybody, and drawn once."""
        if self.is_bound or self.initial.get("remember") or self.has_needs:
            return self._drawn()
        return _empty_drawn(type(self))

    def _drawn(self) -> SafeString:
        return SafeString("".join(field.as_field_group() for field in self.need_fields))

    @property
    def need_fields(self) -> list[Any]:
        """The boxes and the tick, in order, for a template."""
        return [self[name] for name in (*(kind.value for kind in Need), "remember")]


@cache
def _empty_drawn(form: type[NeedsForm]) -> SafeString:
    return form()._drawn()


class WishForm(NeedsForm):
    """The whole page that asks for a place."""

    looks = {"note": FieldLook(label_size="m")}
    note = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        label="Anything your manager should know? (optional)",
        help_text="For example why this would help your work, or who covers for you.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Say it in {LONGEST_NOTE} characters or fewer"},
    )

    def wish(self, *, beyond_allowance: bool) -> Wish:
        """What was asked for, from valid input."""
        return Wish(
            note=self.cleaned_data["note"],
            beyond_allowance=beyond_allowance,
            arrange=self.arrange,
            remember=self.cleaned_data["remember"],
        )
