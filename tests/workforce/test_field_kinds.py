"""A person by name, and what two people agree to do, as questions of a form."""

import pytest
from django.http import QueryDict

from foundation.versioned_forms.asking import required_inputs, schema_form
from foundation.versioned_forms.kinds import kind_of
from foundation.versioned_forms.reading import check
from foundation.versioned_forms.schema import FormField, FormSection, Schema
from tests.factories.workforce import PersonFactory
from workforce.field_kinds import named

pytestmark = pytest.mark.django_db


def schema_of(kind, **values):
    field = FormField(id="q1", kind=kind, prompt="Who", code="q", required=True, **values)
    return field, Schema("F", sections=(FormSection("s", "S", fields=(field,)),))


def form_of(schema, typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    return schema_form(schema, data)


def test_a_person_is_named_by_address_and_kept_with_the_name_of_the_day():
    field, schema = schema_of("person")
    person = PersonFactory(first_name="Mia", last_name="Manager")
    form = form_of(schema, {"q": person.work_email})
    assert form.is_valid()
    kept = form.answers["q1"]
    assert kept == {"key": str(person.public_id), "name": "Mia Manager", "email": person.work_email}
    person.last_name = "Married"
    person.save()
    assert kind_of(field).lines(field, kept) == ["Mia Manager"]
    check(schema, form.answers)
    assert schema_form(schema, initial=form.answers)["q"].value() == person.work_email
    assert kind_of(field).fault(field, {"key": "x"})
    assert "Nobody, or more than one" in str(form_of(schema, {"q": "nobody@example.org"}).errors)


DUE = {"q-0-due-day": "12", "q-0-due-month": "12", "q-0-due-year": "2026"}


def test_actions_say_what_who_and_by_when():
    field, schema = schema_of("actions")
    form = form_of(schema, {"q-0-what": "Ring the school", "q-0-who": "supervisee", **DUE})
    assert form.is_valid(), form.errors
    row = {"what": "Ring the school", "who": "supervisee", "due": "2026-12-12"}
    assert form.answers == {"q1": [row]}
    assert kind_of(field).lines(field, [row]) == ["1. Ring the school (The person supervised, by 12 December 2026)"]
    assert required_inputs(schema) == 3
    check(schema, form.answers)


def test_somebody_else_is_named():
    field, schema = schema_of("actions")
    typed = {"q-0-what": "Send the minutes", "q-0-who": "other", **DUE}
    assert set(form_of(schema, typed).errors) == {"q-0-whom"}
    form = form_of(schema, typed | {"q-0-whom": "The school nurse"})
    assert kind_of(field).lines(field, form.is_valid() and form.answers["q1"]) == [
        "1. Send the minutes (The school nurse, by 12 December 2026)"
    ]


def test_a_record_puts_names_in_place_of_roles():
    _, schema = schema_of("actions")
    html = str(schema_form(named(schema, {"supervisee": "Alice Gibbons", "supervisor": "Joseph Skelton"})))
    assert "Alice Gibbons" in html
    assert "The person supervised" not in html
    assert schema.sections[0].fields[0].settings == {}
