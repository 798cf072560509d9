"""A version of a form as a form on a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from foundation.forms.looks import FieldLook
from foundation.models import FormVersion
from foundation.versioned_forms.branching import shown
from foundation.versioned_forms.kinds import EMPTY, InputGroup, LongText, consent_name, kind_of
from foundation.versioned_forms.schema import Answers, FormField, FormSection, Schema


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Inputs in one frame. A folded one that holds something, or is wrong, stands open."""

    heading: str
    inputs: list[BoundField]
    folded: bool
    open: bool


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """One question for the template `foundation/questions/<layout>.html`."""

    field: FormField
    layout: str
    groups: list[DrawnGroup]

    @property
    def inputs(self) -> list[BoundField]:
        """All of them, where frames do not matter."""
        return [each for group in self.groups for each in group.inputs]


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """One section with what is asked now and the prompts at hand; `at_hand_open` where one of those is in use."""

    section: FormSection
    asked: list[DrawnQuestion]
    at_hand: list[DrawnQuestion]
    at_hand_open: bool


class AnswerForm(forms.Form):
    """The questions of one schema. `answers` and `consents` are there once it is valid."""

    default_look = FieldLook(label_size="s")
    schema: Schema
    looks: dict[str, FieldLook]
    turn: int

    def clean(self) -> dict[str, Any]:
        """What no single input can know: a row begun and not finished."""
        cleaned = super().clean() or self.cleaned_data
        for field in self.schema.fields():
            for name, problem in kind_of(field).problems(field, cleaned):
                if name not in self.errors:
                    self.add_error(name, problem)
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by field id; a question left empty has no entry."""
        kept = ((field.id, kind_of(field).kept(field, self.cleaned_data)) for field in self.schema.fields())
        return {key: value for key, value in kept if value not in EMPTY}

    @property
    def consents(self) -> set[str]:
        """Ids of the answers whose words may be quoted."""
        ticked = {
            field.id
            for field in self.schema.fields()
            if isinstance(kind_of(field), LongText) and self.cleaned_data.get(consent_name(field))
        }
        return ticked & set(self.answers)

    def drawn_sections(self) -> Iterator[DrawnSection]:
        """Each section with its questions, for the template."""
        for section in self.schema.sections:
            found = shown(section, self.turn)
            at_hand = [self._drawn(field) for field in found.at_hand]
            used = any(_holds(each) for question in at_hand for each in question.inputs)
            yield DrawnSection(section, [self._drawn(field) for field in found.asked], at_hand, used)

    def _drawn(self, field: FormField) -> DrawnQuestion:
        kind = kind_of(field)
        return DrawnQuestion(field, kind.layout, [self._group(each) for each in kind.groups(field)])

    def _group(self, group: InputGroup) -> DrawnGroup:
        inputs = [self[name] for name in group.names]
        return DrawnGroup(group.heading, inputs, group.folded, group.folded and any(map(_holds, inputs)))


def schema_form(
    schema: Schema,
    data: Mapping[str, Any] | None = None,
    initial: Answers | None = None,
    prefix: str | None = None,
    turn: int = 0,
) -> AnswerForm:
    """A form for a schema, drawn by the house's form renderer. `turn` rotates optional prompts."""
    form = AnswerForm(data, prefix=prefix, initial=_initial(schema, initial or {}))
    form.schema, form.looks, form.turn = schema, {}, turn
    for field in schema.fields():
        kind = kind_of(field)
        form.fields.update(kind.inputs(field))
        form.looks.update(kind.looks(field))
    return form


def django_form(
    version: FormVersion,
    data: Mapping[str, Any] | None = None,
    initial: Answers | None = None,
    prefix: str | None = None,
) -> AnswerForm:
    """The same for a frozen version."""
    return schema_form(version.schema, data, initial, prefix)


def required_inputs(schema: Schema) -> int:
    """How many inputs must be filled in before the form can be sent."""
    return sum(kind_of(field).asks(field) for field in schema.fields())


def _holds(field: BoundField) -> bool:
    return bool(field.errors) or field.value() not in EMPTY


def _initial(schema: Schema, answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in schema.fields():
        if field.id in answers:
            found |= kind_of(field).initial(field, answers[field.id])
    return found
