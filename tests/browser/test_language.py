"""The language helper in a browser says what the server says, is put away by one press, and stops nothing."""

import json
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import Visitor
from tests.factories.bookings import staff
from tests.foundation.test_language_helper import FOUND, SILENT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(settings, browser, live_server):
    settings.ROOT_URLCONF = "tests.browser.draft_urls"
    cache.clear()
    call_command("sync_taxonomies", verbosity=0)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    found = Visitor(context.new_page(), live_server, script=False)
    found.enters(staff().work_email)
    found.goes_to("/test/draft/")
    yield found
    context.close()


def test_words_are_offered_put_away_and_never_in_the_way(visitor):
    page = visitor.page
    box = page.locator("textarea[name=experience]")
    box.fill("He absconded from his placement.")
    hints = page.locator("[data-language-hints]").first
    expect(hints).to_contain_text("2 words to think about", timeout=60_000)
    hints.locator("summary").click()
    expect(hints).to_contain_text("go missing, ran away")
    assert_no_axe_violations(page)
    hints.get_by_role("button", name=re.compile("placement")).click()
    expect(hints.locator("li")).to_have_count(1)
    box.fill("The placement is settled.")
    expect(page.locator("[data-language-hints]")).to_have_count(0, timeout=60_000)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Thank you: The placement is settled.")).to_be_visible()


def test_the_browser_reads_as_the_server_does(visitor):
    texts = [text for text, _ in FOUND] + SILENT
    script = """async (texts) => {
      const { reader } = await import("/static/js/language.js");
      const read = reader((await (await fetch("/language/words.json")).json()).words);
      return texts.map((text) => read(text).map(({ hint }) => hint.words[0]));
    }"""
    found = visitor.page.evaluate(script, texts)
    wanted = [[phrase.casefold() for phrase in phrases] for _, phrases in FOUND] + [[] for _ in SILENT]
    assert found == wanted, json.dumps(found)
