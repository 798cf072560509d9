"""The warning before a session ends, and a form that outlives it, in a real browser."""

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings
from playwright.sync_api import expect

from tests.browser.axe import assert_no_axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.academy.echo_urls")]


@pytest.fixture
def ada(transactional_db):
    return get_user_model().objects.create_user(email="ada@example.test", display_name="Ada Marsh")


def sign_in(page, server):
    page.request.post(server.url + "/accounts/demo/", form={"email": "ada@example.test"})


def test_a_person_is_warned_and_may_stay(page, live_server, ada):
    with override_settings(SESSION_COOKIE_AGE=16):
        sign_in(page, live_server)
        page.goto(live_server.url + "/design/form/")
        stay = page.get_by_role("button", name="Stay signed in")
        expect(stay).to_be_visible(timeout=60_000)
        assert_no_axe_violations(page)
        with page.expect_response("**/accounts/session/") as answer:
            stay.click()
        assert answer.value.json()["seconds"] > 8
        expect(stay).to_be_hidden()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_form_sent_after_the_session_ended_comes_back(browser, live_server, ada, java_script_enabled):
    context = browser.new_context(java_script_enabled=java_script_enabled)
    page = context.new_page()
    sign_in(page, live_server)
    page.goto(live_server.url + "/echo-form/")
    page.get_by_label("Note").fill("Proud of the drawing.")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send").click()
    assert "/accounts/login/?next=/accounts/resume/" in page.url.replace("%2F", "/")
    kept = page.url.replace("%2F", "/").split("next=")[1]
    sign_in(page, live_server)
    page.goto(live_server.url + kept)
    expect(page.get_by_text("Proud of the drawing.")).to_be_visible()
    if java_script_enabled:
        assert_no_axe_violations(page)
    page.get_by_role("button", name="Continue with what you typed").click()
    expect(page.locator("body")).to_contain_text("Proud of the drawing.")
    assert page.url == live_server.url + "/echo/"
    context.close()
