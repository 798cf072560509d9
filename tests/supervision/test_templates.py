"""The template builder: what must stand in it, versions that never change, the shipped T1 to T8."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.http import QueryDict

from foundation.versioned_forms.asking import required_inputs, schema_form
from foundation.versioned_forms.branching import branch
from foundation.versioned_forms.comparing import compare
from foundation.versioned_forms.reading import check, read
from supervision.models import Template, TemplateVersion
from supervision.section_classes import READERS
from supervision.shipped import TEMPLATES

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)
CODES = sorted(each["code"] for each in TEMPLATES)


@pytest.fixture
def shipped():
    call_command("sync_templates", verbosity=0)
    return {each.code: each for each in Template.objects.all()}


def version(code):
    return TemplateVersion.objects.filter(template__code=code).latest("number")


def test_all_are_shipped_published_and_frozen(shipped):
    assert sorted(shipped) == CODES
    assert {"t1", "t1-manager", "t1-early-help", "t1-children-in-care", "t2", "t2-early-help", "t2-children-in-care",
            "t3", "t4", "t5", "t6", "t7", "t8"} == set(shipped)  # fmt: skip
    assert all(each.live for each in shipped.values())
    assert TemplateVersion.objects.count() == len(CODES)


def test_loading_again_changes_nothing_and_keeps_an_editors_words(shipped):
    ours = shipped["t1"]
    ours.title = "Our own supervision"
    ours.save_revision().publish()
    call_command("sync_templates", verbosity=0)
    ours.refresh_from_db()
    assert ours.title == "Our own supervision"
    assert TemplateVersion.objects.count() == len(CODES) + 1


@pytest.mark.parametrize("code", CODES)
def test_each_begins_with_what_went_well_and_asks_the_guiding_question(shipped, code):
    schema = version(code).schema
    assert schema.by_code("elicit")
    assert schema.by_code("good_enough")
    assert shipped[code].faults(schema) == []
    assert {section.settings["visibility"] for section in schema.sections} <= set(READERS)


@pytest.mark.parametrize("code", ["t1", "t1-manager", "t1-early-help", "t1-children-in-care"])
def test_t1_asks_at_most_eight_answers_and_twelve_inputs(shipped, code):
    schema = version(code).schema
    assert sum(field.required for field in schema.fields()) <= 8
    assert required_inputs(schema) <= 12
    assert {"reflection", "analysis"} <= {field.code for field in schema.fields() if field.required}


def test_t6_asks_only_who_may_read_it(shipped):
    assert [field.code for field in version("t6").schema.fields() if field.required] == ["share_with"]
    assert {section.settings["visibility"] for section in version("t6").schema.sections} == {"wellbeing"}


def test_t2_speaks_in_three_sets_of_words(shipped):
    schema = version("t2").schema
    codes = {
        words: {field.code for field in branch(schema, words).fields()} for words in ("safety", "wellbeing", "success")
    }
    assert {"past_harm", "dangers"} <= codes["safety"] - codes["wellbeing"] - codes["success"]
    assert "worries" in codes["wellbeing"]
    assert {"hopes", "people", "successes"} <= codes["success"] - codes["safety"]
    assert all({"voice", "decision", "rationale", "copied"} <= each for each in codes.values())


def test_t3_takes_fifty_five_minutes(shipped):
    from foundation.versioned_forms.kinds import kind_of

    steps = version("t3").schema.by_code("steps")
    assert kind_of(steps).minutes(steps) == 55
    assert len(kind_of(steps).parts(steps)) == 8


@pytest.mark.parametrize("code", CODES)
def test_each_is_drawn_and_refuses_an_empty_form_in_plain_words(shipped, code):
    form = schema_form(version(code).schema, QueryDict())
    assert not form.is_valid()
    assert len(form.errors) <= 25
    assert all(message for messages in form.errors.values() for message in messages)


def test_a_record_reads_as_it_was_signed_after_the_template_has_changed(shipped):
    ours, before = shipped["t8"], version("t8")
    answers = {
        before.schema.by_code("question").id: "May she stay?",
        before.schema.by_code("decision").id: "Yes",
    }
    as_signed = read(before, answers)
    body = ours.body.stream_block.get_prep_value(ours.body)
    body[0]["value"]["fields"] = [each for each in body[0]["value"]["fields"] if each["value"]["code"] != "question"]
    body[0]["value"]["heading"] = "Other words"
    body[0]["value"]["visibility"] = "management"
    ours.body = body
    ours.full_clean()
    ours.save_revision().publish()
    after = version("t8")
    change = compare(before.schema, after.schema)
    assert ([field.code for field in change.removed], change.words, change.settings) == (
        ["question"], True, ("Other words",),
    )  # fmt: skip
    assert read(TemplateVersion.objects.get(pk=before.pk), answers) == as_signed
    assert "May she stay?" not in str(read(after, answers))


def test_a_frozen_version_is_never_changed(shipped):
    for change in (
        lambda: TemplateVersion.objects.update(number=9),
        lambda: TemplateVersion.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_what_must_be_asked_cannot_be_taken_out(shipped):
    ours = shipped["t1"]
    body = ours.body.stream_block.get_prep_value(ours.body)
    for section in body:
        section["value"]["fields"] = [
            each for each in section["value"]["fields"] if each["value"]["code"] not in ("elicit", "good_enough")
        ]
        for each in section["value"]["fields"]:
            each["value"]["required"] = False
    body[0]["value"]["visibility"] = ""
    ours.body = body
    with pytest.raises(ValidationError) as refusal:
        ours.clean()
    said = " ".join(refusal.value.messages)
    for words in ("who reads it", "elicit", "good_enough", "reflection", "analysis"):
        assert words in said


def test_the_template_for_these_people_is_found_else_the_one_for_all(shipped):
    find = TemplateVersion.objects.in_use
    assert find("individual", "manager", TODAY).template.code == "t1-manager"
    assert find("individual", "", TODAY).template.code == "t1"
    assert find("agreement", "early_help", TODAY).template.code == "t5"
    retired = shipped["t1-manager"]
    retired.retired_on = TODAY
    retired.save_revision().publish()
    assert find("individual", "manager", TODAY).template.code == "t1"
    assert find("individual", "manager", TODAY - datetime.timedelta(days=1)).template.code == "t1-manager"


def test_two_templates_for_the_same_people_are_refused(shipped):
    twin = Template(code="other", title="Other", kind="individual", variant="", body=shipped["t1"].body)
    with pytest.raises(ValidationError, match="already"):
        twin.full_clean()


def test_a_whole_t1_is_filled_in_kept_and_read(shipped):
    schema = version("t1").schema
    typed = QueryDict(mutable=True)
    typed.update(
        {
            "elicit": "A boy laughed", "experience": "We walked", "reflection": "I worried", "analysis": "He was tired",
            "learning": "Walk again", "window-support": "7", "window-challenge": "8", "good_enough": "Most of it",
            "actions-0-what": "Ring the school", "actions-0-who": "supervisee", "actions-0-due-day": "12",
            "actions-0-due-month": "12", "actions-0-due-year": "2026", "cases-0-reference": "AB1",
            "cases-0-decision": "Stay", "cases-0-rationale": "Settled", "cases-0-open_full": "no",
        }
    )  # fmt: skip
    form = schema_form(schema, typed)
    assert form.is_valid(), form.errors
    check(schema, form.answers)
    text = str([each.lines for section in read(version("t1"), form.answers) for each in section.fields])
    for words in ("Support 7, challenge 8: WITH", "Ring the school (The person supervised", "Reference: AB1"):
        assert words in text
