"""Words in hand in real browsers: two at once, no network, a session that ends, a browser that is killed, and
what another user of the same machine finds."""

import json

import pytest
from django.contrib.sessions.models import Session as WebSession
from django.core.cache import cache
from playwright.sync_api import expect

from foundation.models import PrivateDraft
from tests import chromium
from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import Visitor
from tests.factories.bookings import staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "Quillon kept the door closed, and I felt uneasy."
SAVED = "Saved at"


@pytest.fixture
def writer(settings):
    settings.ROOT_URLCONF = "tests.browser.draft_urls"
    cache.clear()
    return staff()


@pytest.fixture
def opens(browser, live_server, writer):
    """A browser of its own, signed in, at the draft."""
    contexts = []

    def opened(person=writer, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        visitor = Visitor(context.new_page(), live_server, script=False)
        visitor.enters(person.work_email)
        visitor.goes_to("/test/draft/")
        if options.get("java_script_enabled", True):
            ready(visitor.page)
        return visitor.page

    yield opened
    for context in contexts:
        context.close()


def box(page, name="experience"):
    return page.locator(f"textarea[name={name}]")


def ready(page):
    """The module has its keys; a person types no faster."""
    page.wait_for_selector("form[data-draft-ready]", state="attached")


def status(page):
    return page.locator("[data-draft-words]")


def settled(page):
    """Everything has arrived, and nothing lies in the browser any more."""
    page.wait_for_selector("form[data-draft-state=saved]", state="attached", timeout=30_000)
    expect(status(page)).to_contain_text(SAVED)
    assert entries(page) == []


def kept(name="experience"):
    return PrivateDraft.objects.get().boxes.get(name, [""])


def storage(page):
    return page.evaluate("JSON.stringify(localStorage)")


def entries(page):
    return [name for name in json.loads(storage(page)) if name.startswith("academy-draft:")]


def test_what_is_typed_is_saved_and_comes_back(opens):
    page = opens()
    box(page).type(SECRET)
    page.get_by_label("Learning").check()
    page.get_by_label("Visits").check()
    settled(page)
    assert (kept(), kept("zone"), kept("pressure")) == ([SECRET], ["l"], ["v"])
    page.reload()
    expect(box(page)).to_have_value(SECRET)
    expect(page.get_by_label("Learning")).to_be_checked()
    expect(page.get_by_label("Visits")).to_be_checked()
    assert_no_axe_violations(page)


def test_two_browsers_in_two_boxes_never_meet(opens):
    one, other = opens(), opens()
    box(one).type("from the first")
    box(other, "feeling").type("from the second")
    settled(one)
    settled(other)
    box(one).type(" and more")
    expect(box(one, "feeling")).to_have_value("from the second", timeout=60_000)
    assert (kept(), kept("feeling")) == (["from the first and more"], ["from the second"])


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("Keep mine", "second"), ("Use theirs", "first"), ("Keep both", "second\n\nfirst")],
)
def test_two_browsers_in_one_box_are_shown_side_by_side(opens, choice, stands):
    one, other = opens(), opens()
    box(one).type("first")
    settled(one)
    box(other).type("second")
    panel = other.locator(".academy-conflict")
    expect(panel).to_contain_text("first", timeout=60_000)
    expect(panel).to_contain_text("You, in another window")
    assert kept() == ["first"]
    assert_no_axe_violations(other)
    panel.get_by_role("button", name=choice).click()
    settled(other)
    expect(panel).to_have_count(0)
    expect(box(other)).to_have_value(stands)
    assert kept() == [stands]


def test_a_conflict_is_not_handed_in_over_somebody(opens):
    one, other = opens(), opens()
    box(one).type("first")
    settled(one)
    box(other).type("second")
    other.get_by_role("button", name="Hand in").click()
    expect(other.locator(".academy-conflict")).to_be_visible()
    assert kept() == ["first"]


def test_network_off_in_mid_sentence(opens):
    page = opens()
    box(page).type("Before. ")
    settled(page)
    page.context.set_offline(True)
    box(page).type(SECRET)
    expect(status(page)).to_contain_text("kept sealed on this computer", timeout=60_000)
    assert entries(page)
    for word in ("Quillon", "door", "experience", "Before"):
        assert word not in storage(page)
    page.context.set_offline(False)
    settled(page)
    assert kept() == [f"Before. {SECRET}"]


def test_a_session_that_ends_loses_nothing(opens, live_server, writer):
    page = opens()
    box(page).type("Before. ")
    settled(page)
    WebSession.objects.all().delete()
    box(page).type(SECRET)
    expect(status(page)).to_contain_text("You have been signed out", timeout=60_000)
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    Visitor(page, live_server).enters(writer.work_email)  # in another tab, as it were
    settled(page)
    assert kept() == [f"Before. {SECRET}"]


def test_a_session_that_ended_on_sending_loses_nothing(opens, live_server, writer):
    page = opens()
    box(page).type(SECRET)
    settled(page)
    WebSession.objects.all().delete()
    box(page).type(" More.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("what you typed is kept")).to_be_visible(timeout=60_000)
    Visitor(page, live_server).enters(writer.work_email)
    page.goto(f"{live_server.url}/test/draft/")
    expect(box(page)).to_have_value(f"{SECRET} More.")


def test_a_killed_browser_has_the_words_again_and_another_user_opens_nothing(playwright, live_server, writer, tmp_path):
    def start():
        return playwright.chromium.launch_persistent_context(tmp_path, executable_path=chromium.find())

    context = start()
    visitor = Visitor(context.new_page(), live_server, script=False)
    visitor.enters(writer.work_email)
    visitor.goes_to("/test/draft/")
    ready(visitor.page)
    context.set_offline(True)
    box(visitor.page).type(SECRET)
    expect(status(visitor.page)).to_contain_text("kept sealed", timeout=60_000)
    visitor.page.wait_for_timeout(4000)  # what was typed in the last third of a second may be lost
    context.close()

    context = start()  # a second user of the same machine
    stranger = Visitor(context.new_page(), live_server, script=False)
    stranger.enters(staff().work_email)
    stranger.goes_to("/test/draft/")
    ready(stranger.page)
    expect(box(stranger.page)).to_have_value("")
    assert "Quillon" not in storage(stranger.page)
    opened = stranger.page.evaluate(OPEN_ALL)
    assert opened == []
    again = Visitor(context.new_page(), live_server, script=False)
    again.enters(writer.work_email)
    again.goes_to("/test/draft/")
    expect(box(again.page)).to_have_value(SECRET, timeout=60_000)
    expect(again.page.locator("[data-draft-aloud]")).to_contain_text("back in their boxes")
    expect(status(again.page)).to_contain_text("back in their boxes")
    again.page.wait_for_selector("form[data-draft-state=saved]", state="attached")
    assert entries(again.page) == []
    assert PrivateDraft.objects.get(owner=writer.user).boxes["experience"] == [SECRET]
    context.close()


OPEN_ALL = """async () => {
  const given = await (await fetch("/drafts/keys/")).json();
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const found = [];
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith("academy-draft:"))) {
    const kept = JSON.parse(localStorage.getItem(name));
    for (const raw of given.keys) {
      const key = await crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["decrypt"]);
      const data = new TextEncoder().encode(`${name}|${kept.at}`);
      const box = { name: "AES-GCM", iv: bytes(kept.iv), additionalData: data };
      try { found.push(new TextDecoder().decode(await crypto.subtle.decrypt(box, key, bytes(kept.text)))); } catch {}
    }
  }
  return found;
}"""


def stored_offline(page):
    page.context.set_offline(True)
    box(page).type(SECRET)
    expect(status(page)).to_contain_text("kept sealed", timeout=60_000)
    assert entries(page)
    page.context.set_offline(False)


def test_signing_out_wipes_it(opens):
    page = opens()
    page.route("**/drafts/private/**", lambda route: route.abort())
    stored_offline(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: "/test/draft/" not in address)
    page.wait_for_timeout(500)
    assert entries(page) == []


def test_a_day_wipes_it_on_any_page(opens, live_server):
    page = opens()
    page.route("**/drafts/private/**", lambda route: route.abort())
    stored_offline(page)
    page.goto(f"{live_server.url}/courses/")
    assert entries(page)
    page.evaluate("""for (const name of Object.keys(localStorage).filter((each) => each.startsWith("academy-draft:"))) {
      const kept = JSON.parse(localStorage.getItem(name));
      localStorage.setItem(name, JSON.stringify({ ...kept, at: kept.at - 25 * 3600000 }));
    }""")
    page.goto(f"{live_server.url}/desk/")
    page.wait_for_function("!Object.keys(localStorage).some((name) => name.startsWith('academy-draft:'))")


def test_without_script_a_conflict_is_shown_and_nothing_overwritten(opens):
    one, other = opens(java_script_enabled=False), opens(java_script_enabled=False)
    box(one).fill("first")
    one.get_by_role("button", name="Save", exact=True).click()
    box(other).fill("second")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("heading", name="Somebody changed the same boxes")).to_be_visible()
    expect(box(other)).to_have_value("second")
    assert kept() == ["first"]
    other.get_by_role("button", name="Hand in").click()
    expect(other.get_by_text("Thank you: second")).to_be_visible()
