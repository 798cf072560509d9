"""Input about pathways and their steps, checked and never saved."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet

from courses.models import Pathway
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook


class EnrolForm(forms.Form):
    """Put somebody on a pathway that they are not on yet."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    pathway: forms.ModelChoiceField[Pathway] = forms.ModelChoiceField(
        Pathway.objects.none(),
        label="Which pathway?",
        help_text="Its courses then count as planned, so short ones need nobody's approval.",
        empty_label="Choose a pathway",
        error_messages={
            "required": "Choose a pathway",
            "invalid_choice": "This pathway is not offered to them any more. Choose another one",
        },
    )

    def __init__(self, *args: Any, pathways: QuerySet[Pathway], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Pathway]", self.fields["pathway"]).queryset = pathways


class StepForm(forms.Form):
    """Say that one has done a step."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    done_on = ThreePartDateField(label="When?", what="The day you did it", help_text="For example, 23 11 2026")
    note = forms.CharField(
        label="What did you do, and what did you take from it?",
        help_text="A line or two for your manager. Please name no child and no family.",
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """Confirm a step, or give it back."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    confirmed = forms.TypedChoiceField(
        label="Is it done?",
        choices=[("yes", "Yes, confirm it"), ("no", "Not yet, give it back")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose whether it is done"},
    )
    words = forms.CharField(
        label="Your words",
        help_text="Needed when you give it back. They can read this.",
        required=False,
        max_length=255,
    )
