"""Input of the pages about claims."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from cpd_records.forms.learning_time import LearningTimeField, written
from cpd_records.models import Claim, Provider
from cpd_records.rules.claim_facts import ClaimFacts, faults
from foundation.durations import minutes_as_hours
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.forms.widgets import CountedTextarea
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook
from foundation.uploads.accepting import ACCEPT, TAKEN

LONGEST_NOTE, LONGEST_WORDS = 3000, 2000
NO_CHILDREN = "Never name a child or a family, nor say when somebody was born."
EXAMPLE = "For example, 23 11 2026"
EXTERNAL = ("provider", "provider_name", "valid_until")


class ClaimForm(forms.Form):
    """One claim of a kind that is chosen already."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")
    looks: ClassVar[dict[str, FieldLook]] = {
        "methodologies": FieldLook(classes="govuk-checkboxes--small"),
        "minutes": FieldLook(classes="govuk-input--width-20"),
    }

    title = forms.CharField(
        label="What was it?", max_length=160, help_text=f"A few words that others will see. {NO_CHILDREN}"
    )
    provider = forms.ModelChoiceField(
        label="Who provides it?", queryset=Provider.objects.filter(retired=False), required=False, empty_label="Choose"
    )
    provider_name = forms.CharField(label="If they are not listed, who?", max_length=160, required=False)
    starts_on = ThreePartDateField(label="When was it, or when will it be?", what="The day", help_text=EXAMPLE)
    ends_on = ThreePartDateField(
        label="The last day, if it took more than one", what="The last day", required=False, help_text=EXAMPLE
    )
    minutes = LearningTimeField(label="How long did you learn?")
    methodologies = forms.MultipleChoiceField(
        label="Which approaches was it about?",
        choices=METHODOLOGIES[:3],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The time is shared equally over those you tick. Tick none if it was general.",
    )
    note = forms.CharField(
        label="What did you learn, and what will you do with it?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=CountedTextarea(maxlength=LONGEST_NOTE, attrs={"rows": 6}),
    )
    valid_until = ThreePartDateField(
        label="Until which day does the certificate hold?",
        what="The last day of the certificate",
        required=False,
        help_text="Leave empty if it does not run out.",
    )

    def __init__(self, *args: Any, kind: Any, figures: PolicyBook, minutes_per_day: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.figures = kind, figures
        self.fields["minutes"].minutes_per_day = minutes_per_day  # type: ignore[attr-defined]
        half = minutes_as_hours(minutes_per_day // 2)
        self.fields["minutes"].help_text = f"For example, 2 hours 30 minutes or half a day ({half}). Leave out breaks."
        self.fields[
            "note"
        ].help_text = (
            f"{kind.hint} {NO_CHILDREN} You and whoever verifies can read this; you need it before you send the claim."
        )
        if not kind.external:
            for name in EXTERNAL:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What the action would refuse, beside its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for field, sentence in faults(self.facts(cleaned), self.kind, self.figures):
                self.add_error(field if field in self.fields else None, sentence)
        return cleaned

    def facts(self, cleaned: Mapping[str, Any]) -> ClaimFacts:
        """What was typed, as the action takes it."""
        provider = cleaned.get("provider")
        return ClaimFacts(
            kind=self.kind.code,
            title=cleaned["title"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned.get("ends_on") or cleaned["starts_on"],
            minutes=cleaned["minutes"],
            methodologies=tuple(cleaned["methodologies"]),
            note=cleaned["note"],
            provider_id=provider.pk if provider else None,
            provider_name="" if provider else cleaned.get("provider_name", ""),
            valid_until=cleaned.get("valid_until"),
        )


def initial_of(claim: Claim) -> dict[str, Any]:
    """What the form shows of a claim there is."""
    plain = ("title", "provider", "provider_name", "starts_on", "methodologies", "note", "valid_until")
    found = {name: getattr(claim, name) for name in plain}
    last = claim.ends_on if claim.ends_on != claim.starts_on else None
    return {**found, "ends_on": last, "minutes": written(claim.minutes)}


class WordsForm(forms.Form):
    """A question, an answer, a reason."""

    looks: ClassVar[dict[str, FieldLook]] = {"text": FieldLook(label_size="s")}
    text = forms.CharField(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, help_text: str = "", missing: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text
        if missing:
            self.fields["text"].error_messages["required"] = missing


class FileForm(forms.Form):
    """One file. It stands last, so that what was typed is read before it (`foundation.uploads.handlers`)."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")
    certificate = forms.BooleanField(
        label="This is a certificate or proof from somebody else",
        required=False,
        help_text="A learning coordinator may look at it too. Your own notes are for you and whoever verifies.",
    )
    file = forms.FileField(
        label="Choose a file",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Choose a file", "empty": "This file is empty. Check that it was saved."},
    )

    def __init__(self, *args: Any, megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"{TAKEN}, up to {megabytes} MB. {NO_CHILDREN}"


class VerifyForm(forms.Form):
    """What whoever verifies says."""

    looks: ClassVar[dict[str, FieldLook]] = {"text": FieldLook(label_size="s")}
    beyond = forms.BooleanField(
        label="I approve what goes beyond the allowance",
        required=False,
        help_text="Only where the learning was worth it. It shows in their statement.",
    )
    text = forms.CharField(
        label="Your question, or why not",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Needed to ask or to say no. They will read it. {NO_CHILDREN}",
    )


class AcceptForm(forms.Form):
    """Which required course a certificate counts as."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")
    course_code = forms.ChoiceField(label="It counts as", choices=[])

    def __init__(self, *args: Any, codes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course_code"].choices = [(code, f"{title} ({code})") for code, title in codes.items()]  # type: ignore[attr-defined]
