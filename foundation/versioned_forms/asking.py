"""A version of a form as a form on a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from foundation.forms.looks import FieldLook
from foundation.models import FormVersion
from foundation.versioned_forms.kinds import EMPTY, LongText, consent_name, kind_of
from foundation.versioned_forms.schema import Answers, FormSection, Schema


class AnswerForm(forms.Form):
    """The questions of one schema. `answers` and `consents` are there once it is valid."""

    default_look = FieldLook(label_size="s")
    schema: Schema
    looks: dict[str, FieldLook]

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

    def drawn_sections(self) -> Iterator[tuple[FormSection, list[BoundField]]]:
        """Each section with its inputs, for the template."""
        for section in self.schema.sections:
            names = [name for field in section.fields for name in kind_of(field).inputs(field)]
            yield section, [self[name] for name in names]


def schema_form(
    schema: Schema, data: Mapping[str, Any] | None = None, initial: Answers | None = None, prefix: str | None = None
) -> AnswerForm:
    """A form for a schema, drawn by the house's form renderer."""
    form = AnswerForm(data, prefix=prefix, initial=_initial(schema, initial or {}))
    form.schema, form.looks = schema, {}
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


def _initial(schema: Schema, answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in schema.fields():
        if field.id in answers:
            found |= kind_of(field).initial(field, answers[field.id])
    return found
