"""Input of the pages of newly qualified workers, checked and never saved."""

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from cpd_records.models import AsyeEvidence, AsyeReview, AsyeTime
from cpd_records.rules.asye.framework import FRAMEWORK
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from foundation.taxonomies import terms
from foundation.uploads.accepting import ACCEPT, TAKEN

EXAMPLE = "For example, 23 11 2026"
NO_NAMES = "No names, dates of birth or addresses of children or families."
NEVER_WHY = "The person can read this. Never say why somebody is away."


class Asked(forms.Form):
    """Labels as the house writes them."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")


class TimeForm(Asked):
    """Protected time on one day."""

    looks = {
        "hours": FieldLook(label_size="s", classes="govuk-input--width-3", inputmode="numeric", suffix="hours"),
        "minutes": FieldLook(label_size="s", classes="govuk-input--width-3", inputmode="numeric", suffix="minutes"),
    }
    on = ThreePartDateField(label="On which day?", what="The day", help_text=EXAMPLE)
    hours = forms.IntegerField(label="How long? Hours", min_value=0, max_value=12, required=False)
    minutes = forms.IntegerField(label="And minutes", min_value=0, max_value=59, required=False)
    kind = forms.ChoiceField(label="What was it?", choices=AsyeTime.Kind.choices, widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Hours and minutes as whole minutes, more than none."""
        given = super().clean() or {}
        given["total"] = (given.get("hours") or 0) * 60 + (given.get("minutes") or 0)
        if not given["total"] and "hours" not in self.errors:
            self.add_error("hours", "Enter how long it took")
        return given


class EvidenceForm(Asked):
    """A piece of evidence."""

    on = ThreePartDateField(label="On which day?", what="The day", help_text=EXAMPLE)
    title = forms.CharField(label="What is it?", help_text=f"In a line. {NO_NAMES}", max_length=120)
    words = forms.CharField(
        label="What does it show?",
        help_text=NO_NAMES,
        max_length=4000,
        required=False,
        widget=CountedTextarea(maxlength=4000, attrs={"rows": 8}),
    )
    file = forms.FileField(
        label="A file",
        help_text=f"{TAKEN}. Check that no child can be recognised.",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    outcomes = forms.ModelMultipleChoiceField(
        label="Which outcomes does it speak to?",
        queryset=terms(FRAMEWORK, date.min).none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].queryset = terms(FRAMEWORK, today)  # type: ignore[attr-defined]


class OwnEvidenceForm(EvidenceForm):
    """What the worker adds; observations come from whoever observed."""

    field_order = ["kind"]
    kind = forms.ChoiceField(
        label="What kind of evidence?",
        choices=[choice for choice in AsyeEvidence.Kind.choices if choice[0] != AsyeEvidence.Kind.OBSERVATION],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label="From a course in your record?", required=False)

    def __init__(self, *args: Any, records: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "No"), *records]  # type: ignore[attr-defined]


class ReviewForm(Asked):
    """What the assessor says of a review."""

    looks = {"workload_percent": FieldLook(label_size="s", classes="govuk-input--width-3", suffix="%")}
    held_on = ThreePartDateField(label="On which day was it held?", what="The day", help_text=EXAMPLE)
    progress = forms.ChoiceField(label="Progress", choices=AsyeReview.Progress.choices, widget=forms.RadioSelect)
    workload_percent = forms.IntegerField(
        label="Workload now, of a full one", min_value=0, max_value=200, required=False
    )
    note = forms.CharField(
        label="Note",
        help_text=f"For the two of you only. {NO_NAMES}",
        max_length=4000,
        required=False,
        widget=CountedTextarea(maxlength=4000, attrs={"rows": 8}),
    )


class AssessorForm(Asked):
    """Who assesses."""

    assessor = forms.EmailField(label="Work e-mail of the assessor", help_text="Often a practice educator.")


class EnrolForm(AssessorForm):
    """Somebody the staff file does not show as newly qualified."""

    field_order = ["worker", "starts_on", "assessor"]
    worker = forms.EmailField(label="Work e-mail of the newly qualified worker")
    starts_on = ThreePartDateField(
        label="What was their first day in their first post as a social worker?",
        what="The first day",
        help_text=EXAMPLE,
    )


class ReasonForm(Asked):
    """Why."""

    reason = forms.CharField(
        label="Why?", help_text=NEVER_WHY, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class LastDayForm(Asked):
    """When a pause ends."""

    last_day = ThreePartDateField(label="What is the last day of the pause?", what="The last day", help_text=EXAMPLE)


class PauseForm(ReasonForm):
    """Days that do not count."""

    field_order = ["starts_on", "last_day", "reason"]
    starts_on = ThreePartDateField(label="From which day?", what="The first day", help_text=EXAMPLE)
    last_day = ThreePartDateField(
        label="Until which day?", what="The last day", help_text="Leave empty while it is not known.", required=False
    )

    def ends_on(self) -> date | None:
        """The first day after the pause."""
        last = self.cleaned_data["last_day"]
        return last + timedelta(days=1) if last else None


class ExtendForm(ReasonForm):
    """More time, by the panel."""

    field_order = ["decided_on", "new_end", "reason"]
    decided_on = ThreePartDateField(label="When did the panel decide?", what="The day", help_text=EXAMPLE)
    new_end = ThreePartDateField(label="What is the new last day?", what="The new last day", help_text=EXAMPLE)


class DecideForm(Asked):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=[("passed", "Passed"), ("not_passed", "Not passed"), ("left", "Left before the end")],
        widget=forms.RadioSelect,
    )
    decided_on = ThreePartDateField(label="On which day?", what="The day", help_text=EXAMPLE)
    reason = forms.CharField(
        label="Why?",
        help_text=f"Not needed where it was passed. {NEVER_WHY}",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
