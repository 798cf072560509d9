"""Reflections, packs and peer reflection in a browser: axe and no sideways scroll on each page, by keyboard
alone, with the copy button and without script, and from the first words to a piece that counts."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from cpd_records.actions.registration import peers
from cpd_records.models import Piece, Reflection
from foundation.models import OutboxMessage
from foundation.taxonomies import sync_shipped_terms
from tests.browser.journey import Visitor
from tests.browser.keyboard import press, tab_to
from tests.browser.test_every_page import look, note
from tests.factories.cpd_records import record
from tests.factories.reflections import SECRET, invited, piece_of, shared, social_worker, wrote
from tests.factories.workforce import staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PACK = "/my/cpd/registration/"


@pytest.fixture
def house():
    """Joseph and Alice, with learning, words, pieces and a colleague who answered."""
    cache.clear()
    sync_shipped_terms()
    joseph = staff("joseph@example.org", first_name="Joseph", last_name="Skelton")
    alice = social_worker("alice@example.org", manager=joseph, first_name="Alice", last_name="Gibbons")
    learned = record(alice)
    record(alice, source="self:1", kind="self_paced", title="Language that Cares", minutes=90, credited_minutes=60)
    shared(alice, record=learned, on_agenda=True, will_do="Ask first, and write it in the child’s own words.")
    wrote(alice, title="A visit that went differently")
    piece = piece_of(alice)
    answered = invited(piece, "sam@elsewhere.example")
    peers.answer(invitation_id=answered.pk, text="The silence was long, and she let it be.", by=None, at=timezone.now())
    invited(piece, "other@elsewhere.example", name="Olu Park", capacity="teacher in the same team around the child")
    return {"alice": alice, "joseph": joseph, "piece": piece}


@pytest.fixture
def visitor(browser, live_server, house):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visitor = Visitor(context.new_page(), live_server, script=False)
    visitor.problems = []
    yield visitor
    context.close()
    assert not visitor.problems, "\n".join(visitor.problems)


def test_every_page_has_no_barrier_and_fits_a_phone(visitor, house):
    row, draft = Reflection.objects.get(state="agenda"), Reflection.objects.get(state="draft")
    visitor.enters("alice@example.org")
    look(visitor, "/my/cpd/", "/my/cpd/reflections/", "/my/cpd/reflections/new/", PACK)
    for each in (row, draft):
        look(visitor, f"/my/cpd/reflections/{each.public_id}/", f"/my/cpd/reflections/{each.public_id}/edit/")
    own = f"/my/cpd/pieces/{house['piece'].public_id}/"
    look(visitor, own, f"{own}invite/")
    visitor.enters("joseph@example.org")
    look(visitor, "/team/cpd/", f"/team/cpd/reflections/{row.public_id}/")
    visitor.page.get_by_role("button", name="Read it").click()
    expect(visitor.page.get_by_text(SECRET)).to_be_visible()
    note(visitor)
    visitor.page.context.clear_cookies()
    letter = OutboxMessage.objects.filter(kind="peer-asked", to_address="other@elsewhere.example").get()
    look(visitor, re.search(r"/peer-reflection/\S+?/", letter.body).group())
    visitor.page.get_by_role("button", name="Read the piece").click()
    note(visitor)


def test_from_the_first_words_to_a_piece_by_keyboard_alone(visitor):
    page = visitor.page
    visitor.enters("alice@example.org")
    page.goto(f"{visitor.url}/my/cpd/reflections/new/")
    tab_to(page, page.get_by_label("What is it about?"))
    page.keyboard.type("A duty day")
    tab_to(page, page.get_by_label("What I learned"))
    page.keyboard.type("With a boy called Peter Whitlock I waited.")
    press(page, "button", "Save")
    expect(page.get_by_text("looks like somebody's full name")).to_be_visible()
    press(page, "button", "Keep it as it is")
    expect(page.get_by_role("heading", name="A duty day")).to_be_visible()
    page.goto(visitor.url + PACK)
    press(page, "button", "Make a piece of A duty day")
    expect(page.get_by_label("What I learned")).to_have_value("With a boy called Peter Whitlock I waited.")
    assert Piece.objects.filter(reflection__isnull=False).count() == 1


def test_an_old_tab_shows_both_versions(visitor):
    draft = Reflection.objects.get(state="draft")
    visitor.enters("alice@example.org")
    path = f"{visitor.url}/my/cpd/reflections/{draft.public_id}/edit/"
    old = visitor.page.context.new_page()
    old.goto(path)
    visitor.page.goto(path)
    visitor.page.get_by_label("What I learned").fill("The newer words")
    visitor.page.get_by_role("button", name="Save").click()
    visitor.page.wait_for_url(f"**/{draft.public_id}/")  # it is kept before the old tab speaks
    old.get_by_label("What I learned").fill("From the old tab")
    old.get_by_role("button", name="Save").click()
    expect(old.get_by_text("The newer words")).to_be_visible()
    expect(old.get_by_label("What I learned")).to_have_value("From the old tab")
    assert Reflection.objects.get(pk=draft.pk).learned == "The newer words"


def test_each_answer_is_copied_by_its_own_button(visitor):
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.enters("alice@example.org")
    page.goto(visitor.url + PACK)
    page.get_by_text("Copy it field by field").first.click()
    page.get_by_role("button", name="Copy the answer to: What I learned").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SECRET


def test_without_script_the_answers_stand_there_to_be_selected(browser, live_server, house):
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), live_server, script=False)
    visitor.enters("alice@example.org")
    visitor.page.goto(visitor.url + PACK)
    visitor.page.get_by_text("Copy it field by field").first.click()
    expect(visitor.page.get_by_text(SECRET).first).to_be_visible()
    expect(visitor.page.locator("[data-copy]").first).to_be_hidden()
    context.close()
