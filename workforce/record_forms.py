"""Forms about holds, disposals and requests for what is held: input checked, never saved."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from foundation.disposal.schedule import classes
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from workforce.forms import EXAMPLE, REASON, StaffField, team_choices
from workforce.models import Team

NO_WORDS = f"{REASON}. Name nobody and no child: this stays in the log"


class HoldForm(forms.Form):
    """Over whom, or what, and why."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    person = StaffField(label="One person (optional)", required=False)
    team = forms.ChoiceField(
        label="Or everybody who ever worked in a team (optional)",
        help_text="With every team below it",
        required=False,
    )
    record_class = forms.ChoiceField(label="Or a class of record, whoever it is about (optional)", required=False)
    reason = forms.CharField(label="Why?", help_text="The inquiry, claim or order, by its reference", max_length=255)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = team_choices(day, empty="No team")  # type: ignore[attr-defined]
        lines = [(line.code, line.name) for line in classes() if line.built]
        self.fields["record_class"].choices = [("", "No class"), *lines]  # type: ignore[attr-defined]

    def clean_team(self) -> Team | None:
        """The team itself, or none."""
        key = self.cleaned_data["team"]
        return Team.objects.get(pk=key) if key else None


class ProposeForm(forms.Form):
    """On what ground."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    reason = forms.CharField(label="On what ground?", help_text=NO_WORDS, max_length=255)


class OpenRequestForm(forms.Form):
    """A request that came by letter, mail or word of mouth."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    person = StaffField(label="Who asks?")
    received_on = ThreePartDateField(label="When did it come?", what="The day", help_text=EXAMPLE)


class NoteForm(forms.Form):
    """A sentence that goes with a step."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    note = forms.CharField(label="What is to be noted?", max_length=255)


class ReviewForm(forms.Form):
    """What becomes of a row that may speak of somebody else."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    decision = forms.ChoiceField(
        label="May the person read it?",
        choices=[("show", "Yes, as it stands"), ("redact", "No, redact it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the person may read it"},
    )
    reason = forms.CharField(
        label="If not, why? (the person reads this)",
        max_length=255,
        required=False,
        help_text="For example, it is about a colleague's health",
    )


class WordsForm(forms.Form):
    """A complaint, or the answer to one."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    words = forms.CharField(label="What do you want to say?", max_length=2000, widget=CountedTextarea(maxlength=2000))
