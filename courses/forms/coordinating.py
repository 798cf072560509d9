"""What coordinators enter for one person: a booking, or a course that counts as done."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from courses.models import Course
from workforce.models import Person
from workforce.roles import COORDINATOR

UNKNOWN = "Nobody you look after has this work e-mail or employee number"


def course_choices() -> list[tuple[str, str]]:
    """Every course by title, after an empty choice."""
    return [("", "Choose a course"), *Course.objects.order_by("title").values_list("code", "title")]


class _AboutSomebody(forms.Form):
    """Finds a person by what coordinators have at hand."""

    who = forms.CharField(label="Work e-mail or employee number", max_length=254)
    reason = forms.CharField(
        label="Reason",
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Say it in 255 characters or fewer"},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["who"].error_messages["required"] = "Enter a work e-mail or an employee number"

    def clean_who(self) -> Person:
        """The one person it names, among those whose learning the user coordinates."""
        typed = self.cleaned_data["who"].strip()
        named = Q(work_email__iexact=typed) | Q(employee_number__iexact=typed)
        mine = Person.objects.opened_by(COORDINATOR, self.user, timezone.localdate())
        found = mine.filter(named, joined_into=None).first()
        if found is None:
            raise forms.ValidationError(UNKNOWN)
        return found


class BookForForm(_AboutSomebody):
    """The reason is needed where the course is meant for others, or comes after one not done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "Reason to book them anyway (optional)"
        self.fields[
            "reason"
        ].help_text = (
            "Needed where the course is meant for others, something comes before it, or they are recorded as away."
        )


class ExemptionForm(_AboutSomebody):
    """Which course counts as done."""

    course = forms.ChoiceField(label="Course that counts as done", choices=course_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].error_messages["required"] = "Choose a course"
        self.fields["reason"].help_text = "For example where they learned it, and when."
        self.fields["reason"].error_messages["required"] = "Say why it counts as done"
        self.order_fields(["who", "course", "reason"])
