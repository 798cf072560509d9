"""Kinder words: whole words, guards, quotations, dates; nothing is ever blocked."""

import datetime

import pytest
from django import forms
from django.core.management import call_command

from foundation.language_helper.book import book, remarks_on_form
from foundation.language_helper.matching import suggestions
from foundation.models import CaringWord

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture
def lines():
    call_command("sync_taxonomies", verbosity=0)
    return book(TODAY)


FOUND = [
    ("He absconded on Friday.", ["abscond"]),
    ("CONTACT was cut short", ["contact"]),
    ("at the contact centre", ["contact centre"]),
    ("the LAC review and the LAC nurse", ["LAC review", "LAC"]),
    ("a looked-after child, looked\nafter children", ["LAC"]),
    ("Her placement broke down, a new placement", ["placement breakdown", "placement"]),
    ("this case and that case", ["case"]),
    ("non-compliant, hard to reach and manipulative", ["non-compliant", "disengaged", "manipulative"]),
    ("He is NEET.", ["NEET"]),
]
SILENT = [
    "",
    "his contact number and the student placement",
    "in case she rings, the case reference, a learning unit",
    "the cassette, showcases, in-case, placemat, black, LACE",
    "the law says “looked after child” and “contact”",
    'she wrote "my placement"',
    "We contact the school each week.",
    "We walked by the river with her brothers and sisters.",
]


@pytest.mark.parametrize(("text", "phrases"), FOUND)
def test_words_are_found_whole_whatever_their_case(lines, text, phrases):
    assert [each.hint.phrase for each in suggestions(text, lines)] == phrases


@pytest.mark.parametrize("text", SILENT)
def test_where_they_mean_something_else_nothing_is_said(lines, text):
    assert suggestions(text, lines) == []


def test_the_whole_list_of_the_domain_is_shipped_once_and_never_overwritten(lines):
    assert len(lines) == 43
    CaringWord.objects.filter(phrase="abscond").update(instead="our own words")
    CaringWord.objects.filter(phrase="respite").update(ends_on=TODAY)
    call_command("sync_taxonomies", verbosity=0)
    assert CaringWord.objects.count() == 43
    now = {each.phrase: each for each in book(TODAY)}
    assert now["abscond"].instead == "our own words"
    assert "respite" not in now
    assert "respite" in {each.phrase for each in book(TODAY - datetime.timedelta(days=1))}


def test_a_suggestion_says_what_was_written_and_why(lines):
    assert suggestions("He Absconded.", lines)[0].said == "Absconded → go missing, ran away: less criminal"


def test_an_empty_list_says_nothing():
    assert suggestions("placement", ()) == []


class Words(forms.Form):
    experience = forms.CharField(label="What did you see?", widget=forms.Textarea)
    line = forms.CharField(label="A line")


def test_after_saving_the_boxes_are_listed_by_question(lines, django_assert_num_queries):
    form = Words({"experience": "the placement", "line": "the placement"})
    with django_assert_num_queries(1):
        remarks = remarks_on_form(form, TODAY)
    assert [(each.question, each.suggestions[0].found) for each in remarks] == [("What did you see?", "placement")]
    assert form.is_valid()


def test_the_page_reads_the_list_in_one_query(client, lines, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/language/words.json")
    words = answer.json()["words"]
    assert len(words) == 43
    assert {"words", "notIn", "instead", "why"} == set(words[0])
    assert "max-age=3600" in answer["Cache-Control"]
    assert client.post("/language/words.json").status_code == 405
