"""The public site in a browser: axe, one column on a phone, and nothing that needs a script."""

import pytest
from django.core.cache import cache

from tests.browser.axe import assert_no_axe_violations
from tests.factories.cms import public_site
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/learning-approach/signs-of-safety/",
    "/learning-approach/practice-standards/",
    "/learning-approach/language-that-cares/",
    "/about/",
    "/privacy/",
    "/search/?query=neglect",
    "/search/?query=xylophone",
    "/not-there/",
]


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    course = CourseFactory(title="Understanding neglect", weight_sos=100, weight_general=0)
    SessionFactory(course=course, starts_at=days_ahead(9), ends_at=days_ahead(9, 16), state="open")
    public_site(contact_email="academy@example.org")


def test_no_page_has_a_barrier_axe_can_find(site, live_server, page):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            page.goto(live_server.url + address)
            assert_no_axe_violations(page)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} scrolls sideways at {width}"


def test_a_visitor_reaches_an_approach_and_searches_by_keyboard_without_script(site, live_server, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Restorative Practice").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Restorative Practice"
    page.goto(live_server.url + "/search/")
    page.get_by_label("What are you looking for?").fill("neglect")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Understanding neglect").wait_for()
    assert page.url.endswith("/search/?query=neglect")
