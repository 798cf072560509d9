"""Signing in, in a real browser: the code, a passkey on a virtual authenticator, the CMS, axe on each page."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import expect

from tests.academy.sign_in_steps import code_of, totp_code
from tests.browser.axe import assert_no_axe_violations
from tests.factories.workforce import RoleGrantFactory, staff
from workforce import roles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RUTH = "ruth@example.org"


@pytest.fixture
def site(live_server, settings):
    cache.clear()
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def coordinator():
    ruth = staff(RUTH)
    RoleGrantFactory(user=ruth.user, role=roles.COORDINATOR)
    call_command("sync_roles")
    return ruth.user


def with_authenticator(page):
    """A device with a fingerprint reader that always says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_by_code(page, site, target=""):
    page.goto(f"{site}{target or '/accounts/login/'}")
    assert_no_axe_violations(page)
    page.get_by_label("Your work email address").fill(RUTH)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_label("Code").fill(code_of(mail.outbox[-1]))
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_set_up_once_opens_the_cms_at_the_next_sign_in(page, site, coordinator):
    with_authenticator(page)
    sign_in_by_code(page, site, "/cms/")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Add a passkey").click()
    assert_no_axe_violations(page)
    page.get_by_label("What to call it").fill("Ruth's laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{site}/cms/")
    page.goto(f"{site}/accounts/security/")
    expect(page.get_by_text("Ruth's laptop").first).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(f"{site}/accounts/login/?next=/cms/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/cms/")
    expect(page.get_by_role("link", name="Pages").or_(page.get_by_role("button", name="Pages")).first).to_be_visible()


def test_an_app_is_set_up_by_its_key_without_a_camera(page, site, coordinator):
    sign_in_by_code(page, site)
    page.get_by_role("button", name="Set up an app").click()
    assert_no_axe_violations(page)
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("details code").inner_text()
    page.get_by_label("Code from the app").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_axe_violations(page)
    assert page.title().startswith("Error: ")
    page.get_by_label("Code from the app").fill(totp_code(secret))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{site}/desk/")


def test_without_script_the_code_still_signs_in(browser, site):
    staff(RUTH)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Your work email address").fill(RUTH)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_of(mail.outbox[-1]))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{site}/desk/")
    context.close()
