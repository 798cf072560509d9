"""What supervision asks, and agreed actions, in a browser: no barrier for axe, nothing sideways, rows that open."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import expect

from supervision.shipped import TEMPLATES
from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import Visitor
from tests.factories.agreed_actions import agreed
from tests.factories.bookings import staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (1280, 390, 320)


@pytest.fixture
def visit(browser, live_server):
    cache.clear()
    person = staff()
    contexts = []

    def visiting(script=True):
        contexts.append(browser.new_context(java_script_enabled=script))
        visitor = Visitor(contexts[-1].new_page(), live_server, script=False)
        visitor.enters(person.work_email)
        return visitor

    visiting.person = person
    yield visiting
    for context in contexts:
        context.close()


def look(visitor, path):
    visitor.goes_to(path)
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.page.evaluate(SIDEWAYS) <= 0, f"{path} scrolls sideways at {width}"
    assert_no_axe_violations(visitor.page)


def test_every_template_is_readable_on_a_phone(visit):
    call_command("sync_templates", verbosity=0)
    visitor = visit()
    look(visitor, "/supervision/templates/")
    for each in TEMPLATES:
        look(visitor, f"/supervision/templates/{each['code']}/?as=supervisor")


def test_rows_open_one_after_the_other_and_all_are_there_without_script(visit):
    call_command("sync_templates", verbosity=0)
    path = "/supervision/templates/t1/?as=supervisor"
    visitor = visit()
    visitor.goes_to(path)
    frame = visitor.page.locator("fieldset[data-rows]", has_text="What did we agree?")
    offered = frame.locator("details[data-row]:visible")
    expect(offered).to_have_count(1)
    offered.first.locator("summary").click()
    expect(frame.locator("textarea:visible, input[type=text]:visible").nth(6)).to_be_visible()
    expect(offered).to_have_count(2)
    plain = visit(script=False)
    plain.goes_to(path)
    expect(plain.page.locator("fieldset[data-rows]", has_text="What did we agree?").locator("details")).to_have_count(7)


def test_the_quadrant_is_said_at_once(visit):
    call_command("sync_templates", verbosity=0)
    visitor = visit()
    visitor.goes_to("/supervision/templates/t1/?as=supervisee")
    window = visitor.page.locator("[data-window]").first
    window.get_by_role("group", name="support").get_by_label("8", exact=True).check()
    expect(window.locator("[data-quadrant]:visible")).to_have_count(0)
    window.get_by_role("group", name="challenge").get_by_label("3", exact=True).check()
    expect(window.locator("[data-quadrant]:visible")).to_contain_text("FOR")


def test_agreed_actions_are_readable_on_a_phone(visit):
    first = agreed(visit.person, helper=staff(), due_in=-2)
    agreed(visit.person)
    visitor = visit()
    for path in ("/my/actions/", f"/my/actions/{first.public_id}/", f"/my/actions/{first.public_id}/why-not/"):
        look(visitor, path)
