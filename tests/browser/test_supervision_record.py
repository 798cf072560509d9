"""A supervision is written down in the browser: form T1 on a desk and on a phone, signed by both, clean for axe."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from foundation.versioned_forms.asking import required_inputs
from supervision.models import Record, RecordDraft, Section
from supervision.rules.parts import SUPERVISOR, schema_of
from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import Visitor
from tests.browser.keyboard import press, tab_to
from tests.factories.bookings import staff
from tests.factories.records import acknowledged, held_meeting
from workforce.models import Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WORDS = {
    "elicit": "A boy opened the door himself.",
    "experience": "The kitchen was warm, and there was food on the table.",
    "reflection": "I felt relieved, and took the calm for granted.",
    "analysis": "It may be the new job, or that I was expected.",
    "learning": "I will come unannounced once, and ask what a good day is.",
    "good_enough": "The visits would be. The plan is not there yet.",
}


@pytest.fixture
def pair(db):
    call_command("sync_templates", verbosity=0)
    supervisor, supervisee = staff(), staff()
    Post.objects.filter(person=supervisee).update(line_manager=supervisor)
    meeting = held_meeting(supervisee, supervisor, held_on=timezone.localdate() - datetime.timedelta(days=1))
    acknowledged(meeting)
    return meeting


@pytest.fixture
def visits(browser, live_server):
    cache.clear()
    contexts = []

    def visiting(person, width=1280):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        visitor = Visitor(contexts[-1].new_page(), live_server, script=True)
        visitor.enters(person.work_email)
        return visitor

    yield visiting
    for context in contexts:
        context.close()


def fill_in(page):
    for name, text in WORDS.items():
        page.locator(f"[name={name}]").fill(text)
    window = page.locator("[data-window]").first
    window.get_by_role("group", name="support").get_by_label("8", exact=True).check()
    window.get_by_role("group", name="challenge").get_by_label("7", exact=True).check()
    window.locator("textarea").first.fill("Keep asking me what the child would say.")
    rows = page.locator("fieldset[data-rows]", has_text="What did we agree?")
    rows.get_by_label("What will be done?").first.fill("Ring the school")
    rows.get_by_label("The person supervised").or_(rows.locator("input[type=radio][value=supervisee]")).first.check()
    due = timezone.localdate() + datetime.timedelta(days=14)
    for label, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        rows.get_by_label(label, exact=True).first.fill(str(value))


@pytest.mark.parametrize("width", [1280, 390])
def test_written_shared_and_signed_in_three_pages(pair, visits, width):
    writer = visits(pair.supervisor, width)
    writer.goes_to(f"/supervision/{pair.public_id}/")
    assert_no_axe_violations(writer.page)
    writer.page.get_by_role("button", name="Write the record").click()
    fill_in(writer.page)
    assert writer.page.evaluate(SIDEWAYS) <= 0
    assert_no_axe_violations(writer.page)
    writer.page.get_by_role("button", name="Share with").click()
    expect(writer.page.get_by_role("heading", name="Record of supervision")).to_be_visible()
    assert_no_axe_violations(writer.page)
    writer.page.get_by_role("button", name="Sign this record").click()
    expect(writer.page.get_by_text("Now it is their turn")).to_be_visible()
    reader = visits(pair.supervisee, width)
    reader.goes_to(f"/supervision/records/{Record.objects.get().public_id}/")
    expect(reader.page.get_by_text(WORDS["experience"])).to_be_visible()
    assert reader.page.evaluate(SIDEWAYS) <= 0
    reader.page.get_by_role("button", name="Sign this record").click()
    expect(reader.page.get_by_text("Signed, and locked.")).to_be_visible()
    assert Record.objects.get().state == "signed"
    assert Section.objects.count() > 5


MOST_REQUIRED, MOST_PAGES = 12, 3
SLOWEST = 60_000
"""What is unsent goes first, and then the form: on a machine with other work that takes a while."""


def types(page, name, text):
    """Tab to a box by its name, and type."""
    tab_to(page, page.locator(f"[name={name}]"))
    page.keyboard.type(text)


def chooses(page, group, number):
    """Tab to eleven radios in a row, and go along them with the arrow."""
    radios = group.get_by_role("radio")
    tab_to(page, radios.first)
    for _ in range(number):
        page.keyboard.press("ArrowRight")
    expect(radios.nth(number)).to_be_checked()


def agrees(page, rows):
    """One action: what, who, by when."""
    tab_to(page, rows.get_by_label("What will be done?").first)
    page.keyboard.type("Ring the school")
    tab_to(page, rows.get_by_role("radio").first)
    page.keyboard.press("Space")
    due = timezone.localdate() + datetime.timedelta(days=14)
    for label, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        tab_to(page, rows.get_by_label(label, exact=True).first)
        page.keyboard.type(str(value))


def test_by_keyboard_alone_in_three_pages_and_few_inputs(pair, visits):
    writer = visits(pair.supervisor)
    page, loads = writer.page, []
    page.on("load", lambda loaded: loads.append(loaded.url))
    writer.goes_to(f"/supervision/{pair.public_id}/")
    press(page, "button", "Write the record")
    version = Record.objects.get().version
    assert required_inputs(schema_of(version.schema, SUPERVISOR)) <= MOST_REQUIRED
    for name in ("elicit", "experience", "reflection", "analysis"):
        types(page, name, WORDS[name])
    page.keyboard.press("Shift+Tab")
    while not page.locator("[name=reflection]").evaluate("(box) => box === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+End")
    page.keyboard.type(" So did she.")
    types(page, "learning", WORDS["learning"])
    window = page.locator("[data-window]").first
    chooses(page, window.get_by_role("group", name="support"), 8)
    chooses(page, window.get_by_role("group", name="challenge"), 7)
    types(page, "good_enough", WORDS["good_enough"])
    agrees(page, page.locator("fieldset[data-rows]", has_text="What did we agree?"))
    tab_to(page, page.get_by_role("button", name="Share with"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Record of supervision")).to_be_visible(timeout=SLOWEST)
    page.wait_for_load_state()
    expect(page.get_by_text(f"{WORDS['reflection']} So did she.")).to_be_visible()
    assert len(loads) == MOST_PAGES, loads
    press(page, "button", "Sign this record")
    expect(page.get_by_text("Now it is their turn")).to_be_visible()


BEFORE, CUT_OFF, AFTER = "He said that on Tuesdays ", "his nan ", "comes, and that he sleeps then."
SLICE, TWO_MINUTES = 5_000, 120_000


def passes(page, milliseconds):
    """Time goes by for the page, in slices, so that each try to reach the server can fail before the next."""
    for _ in range(milliseconds // SLICE):
        page.clock.run_for(SLICE)
        page.wait_for_timeout(20)


def test_two_minutes_without_network_in_mid_sentence_lose_nothing(pair, visits):
    writer = visits(pair.supervisor)
    page = writer.page
    page.clock.install()
    writer.goes_to(f"/supervision/{pair.public_id}/")
    page.get_by_role("button", name="Write the record").click()
    page.wait_for_selector("form[data-draft-ready]", state="attached")
    box, words = page.locator("[name=experience]"), page.locator("[data-draft-words]")
    box.focus()
    page.keyboard.type(BEFORE)
    page.context.set_offline(True)
    page.keyboard.type(CUT_OFF)
    started = page.evaluate("Date.now()")
    passes(page, TWO_MINUTES)
    assert page.evaluate("Date.now()") - started >= TWO_MINUTES
    expect(words).to_contain_text("No connection")
    assert CUT_OFF not in str([row.boxes for row in RecordDraft.objects.all()])
    page.keyboard.type(AFTER)
    passes(page, SLICE)
    page.context.set_offline(False)
    passes(page, TWO_MINUTES)
    page.wait_for_selector("form[data-draft-state=saved]", state="attached")
    assert RecordDraft.objects.get().boxes["experience"] == [BEFORE + CUT_OFF + AFTER]
    page.reload()
    expect(page.locator("[name=experience]")).to_have_value(BEFORE + CUT_OFF + AFTER)
