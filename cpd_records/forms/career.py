"""Input of the career page."""

from typing import Any, ClassVar

from django import forms

from cpd_records.models import Achievement, Mentoring
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.uploads.accepting import ACCEPT, TAKEN

EXAMPLE = "For example, 23 11 2024"


class AchievementForm(forms.Form):
    """An accreditation or a qualification; the file stands last."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    kind = forms.ChoiceField(label="What kind is it?", choices=Achievement.Kind.choices)
    title = forms.CharField(label="What is it called?", max_length=160)
    awarding_body = forms.CharField(label="Who awarded it?", max_length=160)
    level = forms.CharField(label="Level or stage", max_length=60, required=False, help_text="For example, Level 7")
    awarded_on = ThreePartDateField(label="When was it awarded?", what="The day it was awarded", help_text=EXAMPLE)
    expires_on = ThreePartDateField(
        label="Until which day does it hold?",
        what="The last day it holds",
        required=False,
        help_text="Leave empty if it does not run out.",
    )
    file = forms.FileField(
        label="A scan or photo of it",
        required=False,
        help_text=f"{TAKEN}. You and learning coordinators can see it.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class MentoringForm(forms.Form):
    """Somebody whom I mentor, or who mentors me."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    role = forms.ChoiceField(
        label="Which is it?",
        choices=[("mentee", "Somebody mentors or coaches me"), ("mentor", "I mentor or coach somebody")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="Kind", choices=Mentoring.Kind.choices, widget=forms.RadioSelect, initial="mentoring"
    )
    colleague = forms.EmailField(
        label="The other person’s work e-mail",
        required=False,
        help_text="It then stands on their page too, and they can remove it.",
    )
    mentor_name = forms.CharField(label="Or the name of a mentor from outside", max_length=160, required=False)
    starts_on = ThreePartDateField(label="Since when?", what="The first day", help_text=EXAMPLE)
    last_day = ThreePartDateField(
        label="Until when?", what="The last day", required=False, help_text="Leave empty while it goes on."
    )
    meetings = forms.IntegerField(label="How many times have you met?", min_value=0, max_value=500, initial=0)

    def clean(self) -> dict[str, Any]:
        """One way or the other of saying who."""
        cleaned: dict[str, Any] = super().clean() or {}
        named, outside = cleaned.get("colleague"), cleaned.get("mentor_name")
        if not named and not outside and "colleague" not in self.errors:
            self.add_error("colleague", "Enter their work e-mail, or the name of a mentor from outside")
        if outside and not named and cleaned.get("role") == "mentor":
            self.add_error("colleague", "Enter the work e-mail of whoever you mentor")
        return cleaned


class CheckForm(forms.Form):
    """What a coordinator says of a proof."""

    looks: ClassVar[dict[str, FieldLook]] = {"reason": FieldLook(label_size="s")}
    reason = forms.CharField(
        label="Why it could not be checked",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed only then. They can read this.",
    )
