"""Input of pieces for a regulator and of peer reflection."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from cpd_records.forms.reflections import LONGEST, TermsForm
from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.protected_text import identities

TEXTS = ("activity", "learned", "impact", "peer")


def _text(rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PieceForm(TermsForm):
    """The body's questions, in the body's order. Every answer may wait."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="m", spellcheck=True)

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(required=False, max_length=60, help_text="For example, course, reading, shadowing, research")
    activity = _text(4)
    happened_on = ThreePartDateField(label="Date", what="The date", required=False, help_text="For example, 23 11 2026")
    learned = _text(7)
    impact = _text(7)
    peer = _text(5, "In your own words. A colleague’s answer is put here when you decide to use it.")

    def __init__(self, *args: Any, questions: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for _, field, words in questions:
            self.fields[field].label = words
        asked = [field for _, field, _ in questions]
        for name in [name for name in self.fields if name not in (*asked, "version")]:
            del self.fields[name]
        self.order_fields(["version", *asked])
        self.asked = asked

    def answers(self) -> Iterator[tuple[BoundField, list[str]]]:
        """The questions, each with what may tell who a child is in what is written there."""
        return ((self[name], self._warnings(name)) for name in self.asked)

    def warned(self) -> bool:
        """Whether anything written may tell who a child is."""
        return any(found for _, found in self.answers())

    def _warnings(self, name: str) -> list[str]:
        return identities.warnings(str(self[name].value() or "")) if name in TEXTS else []


class InviteForm(forms.Form):
    """Who is asked for peer reflection."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="s")

    name = forms.CharField(label="Their name", max_length=120)
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="A colleague here signs in as usual. Anybody else gets a link of their own.",
        error_messages={"invalid": "Enter an e-mail address, such as sam.field@example.org"},
    )
    capacity = forms.CharField(
        label="How do they know your practice?",
        max_length=120,
        help_text="For example, social worker in my team, or health visitor I work with",
    )
    note = forms.CharField(
        label="A word to them",
        required=False,
        max_length=1000,
        help_text="They read this above your piece.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeerAnswerForm(forms.Form):
    """A colleague's short reflection."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="m", spellcheck=True)

    answer = forms.CharField(
        label="Your reflection",
        max_length=4000,
        help_text="A few lines: what struck you, what you would ask, what difference you have seen.",
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Write a few lines, or press “I cannot do this”"},
    )
