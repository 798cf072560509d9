"""Naming an observer."""

from typing import Any

from django import forms

from courses.models import Course
from foundation.forms.looks import FieldLook
from workforce.models import Person


class ObserverForm(forms.Form):
    """Who observes whom; `people` are those the user may ask for, themselves first."""

    looks = {"observer": FieldLook(autocomplete="off", classes="govuk-input--width-20")}
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Whose practice is it about?", empty_label=None, widget=forms.Select
    )
    observer = forms.EmailField(
        label="Work e-mail of the colleague or manager who will observe",
        help_text="They get a letter with what to look for, and both of you can read what they write.",
        error_messages={
            "required": "Enter the work e-mail of whoever will observe",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )
    course = forms.ModelChoiceField(
        Course.objects.none(), label="Which learning does it follow? (optional)", required=False, empty_label="None"
    )
    note = forms.CharField(
        label="Anything they should know? (optional)",
        help_text="For example when and where. Please leave out names of children and families.",
        max_length=255,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda person: person.full_name  # type: ignore[attr-defined]
        self.fields["course"].queryset = Course.objects.published().order_by("title")  # type: ignore[attr-defined]
        only = list(people[:2])
        if len(only) == 1:
            self.fields["person"].initial = only[0]
            self.fields["person"].widget = forms.HiddenInput()
