"""Forms: frozen when published, read for ever as they were answered, drawn by the house's renderer."""

import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import RequestFactory
from django.utils import timezone

from foundation.models import FormTemplate, FormVersion
from foundation.versioned_forms.asking import django_form
from foundation.versioned_forms.comparing import compare
from foundation.versioned_forms.reading import BadAnswers, check, read

pytestmark = pytest.mark.django_db


def field(kind, key, **value):
    return {"type": kind, "id": key, "value": {"prompt": key.title(), "code": key, **value}}


def options(*labels):
    return [{"type": "item", "id": label.lower(), "value": label} for label in labels]


EVERY_KIND = [
    field("short_text", "line", required=True),
    field("long_text", "words", quotable=True),
    field("scale", "scale", required=True, low_label="low", high_label="high"),
    field("choice", "one", options=options("Red", "Blue")),
    field("choices", "many", options=options("Cat", "Dog", "Fish")),
    field("yes_no", "really"),
    field("date", "day"),
]
TYPED = {
    "line": "A line",
    "words": "First.\nSecond.",
    "words_quote": "on",
    "scale": "7",
    "one": "blue",
    "many": ["cat", "fish"],
    "really": "no",
    "day-day": "3",
    "day-month": "2",
    "day-year": "2027",
}
KEPT = {
    "line": "A line",
    "words": "First.\nSecond.",
    "scale": 7,
    "one": "blue",
    "many": ["cat", "fish"],
    "really": False,
    "day": "2027-02-03",
}


def body(*fields, heading="Section"):
    return [{"type": "section", "id": "s1", "value": {"heading": heading, "help": "", "fields": list(fields)}}]


def template(*fields, **values):
    made = FormTemplate(code="test", purpose="test", title="Test", body=body(*fields), live=False, **values)
    made.save()
    return made


def publish(form):
    form.save_revision().publish()
    form.refresh_from_db()
    return form


def version(*fields):
    return publish(template(*(fields or EVERY_KIND))).versions.get()


def test_publishing_freezes_a_version():
    made = version(field("scale", "scale", required=True))
    assert (made.number, made.schema.title) == (1, "Test")
    assert [(each.id, each.kind, each.required) for each in made.schema.fields()] == [("scale", "scale", True)]


def test_saving_a_draft_freezes_nothing():
    template(EVERY_KIND[0]).save_revision()
    assert not FormVersion.objects.exists()


def test_publishing_the_same_again_writes_no_new_version():
    form = publish(template(EVERY_KIND[0]))
    publish(form)
    assert form.versions.count() == 1


def test_publishing_other_words_writes_the_next_version():
    form = publish(template(EVERY_KIND[0]))
    form.intro = "Hello."
    publish(form)
    assert [(each.number, each.schema.intro) for each in form.versions.all()] == [(1, ""), (2, "Hello.")]


def test_what_is_scheduled_is_frozen_when_the_clock_publishes_it():
    form = template(EVERY_KIND[0])
    form.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = form.save_revision()
    revision.publish()
    assert not form.versions.exists()
    FormTemplate.objects.update(go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    content = {**revision.content, "go_live_at": (timezone.now() - datetime.timedelta(minutes=1)).isoformat()}
    type(revision).objects.update(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1), content=content)
    call_command("publish_scheduled")
    assert form.versions.count() == 1


def test_an_older_revision_published_again_is_another_version():
    form = template(EVERY_KIND[0])
    first = form.save_revision()
    first.publish()
    form.refresh_from_db()
    form.title = "Other"
    publish(form)
    first.publish()
    assert [each.schema.title for each in form.versions.all()] == ["Test", "Other", "Test"]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_version(change):
    made = version()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        made.delete() if change == "delete" else FormVersion.objects.update(number=9)


def test_a_page_asks_checks_and_keeps_every_kind():
    made = version()
    form = django_form(made, TYPED)
    assert form.is_valid(), form.errors
    assert form.answers == KEPT
    assert form.consents == {"words"}
    check(made.schema, form.answers)


def test_a_required_answer_left_empty_says_what_to_do():
    form = django_form(version(), {**TYPED, "scale": "", "line": " "})
    assert not form.is_valid()
    assert form.errors["scale"] == ["Choose a number from 0 to 10 for “Scale”"]
    assert form.errors["line"] == ["Answer “Line”"]


def test_what_is_left_empty_is_kept_as_nothing():
    form = django_form(version(), {"line": "x", "scale": "0"})
    assert form.is_valid()
    assert form.answers == {"line": "x", "scale": 0}


def test_a_tick_without_words_consents_to_nothing():
    form = django_form(version(), {"line": "x", "scale": "0", "words_quote": "on"})
    assert form.is_valid()
    assert form.consents == set()


def test_kept_answers_come_back_into_the_form():
    html = str(django_form(version(), initial=KEPT))
    assert 'value="A line"' in html
    assert 'value="2027"' in html


def test_the_scale_is_a_group_with_a_legend():
    html = str(django_form(version())["scale"].as_field_group())
    assert html.count('type="radio"') == 11
    assert "<legend" in html
    assert "0 means “low”, 10 means “high”" in html


def test_reading_shows_words_for_every_kind():
    (section,) = read(version(), KEPT)
    assert {each.prompt: each.lines for each in section.fields} == {
        "Line": ("A line",),
        "Words": ("First.", "Second."),
        "Scale": ("7 out of 10",),
        "One": ("Blue",),
        "Many": ("Cat", "Fish"),
        "Really": ("No",),
        "Day": ("3 February 2027",),
    }


def test_an_answer_reads_in_the_version_it_was_given():
    form = publish(template(field("choice", "one", options=options("Red", "Blue"))))
    first = form.versions.get()
    form.body = body(field("choice", "one", prompt="Reworded", options=options("Green", "Grey")))
    publish(form)
    ((only,),) = (each.fields for each in read(first, {"one": "blue"}))
    assert (only.prompt, only.lines) == ("One", ("Blue",))


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, "must be answered"),
        ({"scale": 11}, "not a number from 0 to 10"),
        ({"scale": True}, "not a number from 0 to 10"),
        ({"scale": 5, "ghost": 1}, "has no question ghost"),
        ({"scale": 5, "one": "pink"}, "not one of the choices"),
        ({"scale": 5, "many": ["cat", "cat"]}, "not some of the choices"),
        ({"scale": 5, "day": "31 June"}, "not a date"),
        ({"scale": 5, "really": "yes"}, "neither yes nor no"),
    ],
)
def test_answers_that_do_not_fit_are_refused(answers, fault):
    made = version(*[{**each, "value": {**each["value"], "required": each["id"] == "scale"}} for each in EVERY_KIND])
    with pytest.raises(BadAnswers, match=fault):
        check(made.schema, answers)


def test_versions_are_compared_by_the_ids_of_their_fields():
    form = publish(template(field("scale", "stays"), field("date", "goes"), field("yes_no", "moves")))
    form.body = body(field("yes_no", "moves"), field("scale", "stays", prompt="Anew"), field("short_text", "comes"))
    publish(form)
    before, after = (each.schema for each in form.versions.all())
    found = compare(before, after)
    assert [each.id for each in found.added] == ["comes"]
    assert [each.id for each in found.removed] == ["goes"]
    assert [(each.after.id, each.what) for each in found.changed] == [("stays", ("question",))]
    assert found.moved
    assert compare(after, after).same


def test_two_questions_of_one_name_in_results_are_refused():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="Two questions are called line"):
        template(EVERY_KIND[0], {**EVERY_KIND[0], "id": "other"}).clean()


def test_the_preview_shows_the_draft():
    request = RequestFactory().get("/")
    page = template(*EVERY_KIND, intro="Why we ask.").serve_preview(request, "")
    assert b"Why we ask." in page.content
    assert page.content.count(b'type="checkbox"') == 4


def test_the_newest_version_of_a_running_form_is_in_use():
    form = publish(template(EVERY_KIND[0], retired_on=datetime.date(2027, 1, 1)))
    form.title = "Newer"
    publish(form)
    assert FormVersion.objects.in_use("test", datetime.date(2026, 12, 31)).number == 2
    assert FormVersion.objects.in_use("test", datetime.date(2027, 1, 1)) is None
    assert FormVersion.objects.in_use("other", datetime.date(2026, 1, 1)) is None


def test_shipped_forms_are_added_once_and_left_alone_after():
    call_command("sync_forms", verbosity=0)
    codes = set(FormTemplate.objects.filter(live=True).values_list("code", flat=True))
    assert codes == {"evaluation", "impact-learner", "impact-manager", "pulse", "observation"}
    FormTemplate.objects.filter(code="pulse").update(title="Ours")
    call_command("sync_forms", verbosity=0)
    assert FormTemplate.objects.get(code="pulse").title == "Ours"
    assert FormVersion.objects.count() == 5
