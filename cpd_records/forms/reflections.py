"""Input of reflections: checked, and never saved here."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from django import forms
from django.forms import BoundField

from foundation.forms.fields import ThreePartDateField
from foundation.forms.looks import FieldLook
from foundation.models import Term
from foundation.protected_text import identities

LONGEST = 20_000
TEXTS = ("learned", "will_do", "difference")


class TermsForm(forms.Form):
    """A form that also marks terms: a group of boxes for each list somebody is offered."""

    def offer(self, terms: Iterable[Term], order: Sequence[str], chosen: Iterable[int] = ()) -> None:
        """Add a field for each list, in this order. `chosen` are keys of the terms marked before."""
        self.offered = {term.pk: term for term in terms}
        marked = {str(pk) for pk in chosen}
        lists: dict[str, list[Term]] = {}
        for term in self.offered.values():
            lists.setdefault(term.vocabulary.code, []).append(term)
        for code in sorted(lists, key=lambda each: order.index(each) if each in order else len(order)):
            choices = [(str(term.pk), term.name) for term in lists[code]]
            self.fields[f"terms-{code}"] = forms.MultipleChoiceField(
                label=lists[code][0].vocabulary.name,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[pk for pk, _ in choices if pk in marked],
            )

    def term_fields(self) -> Iterator[BoundField]:
        """The groups of boxes, for the template."""
        return (self[name] for name in self.fields if name.startswith("terms-"))

    def terms(self) -> list[Term]:
        """What was marked."""
        names = [name for name in self.fields if name.startswith("terms-")]
        return [self.offered[int(pk)] for name in names for pk in self.cleaned_data.get(name, ())]


class ReflectionForm(TermsForm):
    """Three questions about learning or practice; none but the title and the day must be answered."""

    default_look: ClassVar[FieldLook] = FieldLook(label_size="m", spellcheck=True)
    looks: ClassVar[dict[str, FieldLook]] = {"happened_on": FieldLook(label_size="m")}

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="What is it about?",
        max_length=160,
        help_text="A few words for your own list. No names, please: initials or a case reference are enough.",
        error_messages={"required": "Say in a few words what it is about"},
    )
    happened_on = ThreePartDateField(label="When was it?", what="The day", help_text="For example, 23 11 2026")
    learned = forms.CharField(
        label="What I learned",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    will_do = forms.CharField(
        label="What I will do",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    difference = forms.CharField(
        label="What difference it made",
        required=False,
        max_length=LONGEST,
        strip=False,
        help_text="Leave this until you can say. We ask again in three months.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def texts(self) -> Iterator[tuple[BoundField, list[str]]]:
        """The three answers, each with what may tell who a child is in what is written there."""
        return ((self[name], identities.warnings(str(self[name].value() or ""))) for name in TEXTS)

    def title_warnings(self) -> list[str]:
        """The same for the title."""
        return identities.warnings(str(self["title"].value() or ""))

    def warned(self) -> bool:
        """Whether anything written may tell who a child is."""
        return bool(self.title_warnings()) or any(found for _, found in self.texts())

    def clean_key(self) -> uuid.UUID:
        """The key the page chose; a form without one gets its own."""
        return self.cleaned_data["key"] or uuid.uuid4()
