"""Headers that tell the browser what a page may do."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from academy.security_headers import EDITING_POLICY, SITE_POLICY, SecurityHeadersMiddleware, policy_text
from tests.factories.workforce import staff

PAGES = ["/design/", "/design/form/", "/design/errors/500/", "/no-such-page/"]


def directives(response):
    pairs = (part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return dict(pairs)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_no_inline_script_or_style(client, path):
    policy = directives(client.get(path))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_cannot_be_framed_and_loads_nothing_by_default(client, path):
    policy = directives(client.get(path))
    assert policy["frame-ancestors"] == "'none'"
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == "'none'"


@pytest.mark.django_db
def test_the_editing_interface_allows_inline_and_nothing_else_more(client):
    policy = directives(client.get("/cms/"))
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe-eval" not in str(policy)
    assert set(EDITING_POLICY) - set(SITE_POLICY) == {"frame-src"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_the_other_headers(client, header, value):
    assert client.get("/design/")[header] == value


@pytest.mark.django_db
def test_passkeys_are_allowed_and_the_camera_is_not(client):
    permissions = client.get("/design/")["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in permissions
    assert "camera=()" in permissions


def test_a_view_may_be_stricter():
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    response = SecurityHeadersMiddleware(view)(RequestFactory().get("/documents/1/"))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_sign_in_provider_may_be_where_a_form_leads():
    assert "form-action 'self' https://id.example.test" in policy_text(SITE_POLICY, ("https://id.example.test",))


@pytest.mark.django_db
def test_pages_of_somebody_signed_in_are_kept_by_no_browser_and_no_cache_between(client):
    assert "Cache-Control" not in client.get("/courses/").headers
    client.force_login(staff("ada@example.org").user)
    for address in ("/desk/", "/my/allowance/", "/my/data/", "/courses/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"
