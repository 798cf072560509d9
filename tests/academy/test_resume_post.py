"""A form that meets a closed session is kept, encrypted, for the same browser and person."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from academy import resume_post
from academy.resume_post import BOUND_COOKIE, PERSON_COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.academy.echo_urls")]

TYPED = {"note": "Ash was proud of the drawing & kept it.", "needs": ["a", "b"], "password": "hidden"}


@pytest.fixture
def ada():
    return get_user_model().objects.create_user(email="ada@example.test")


@pytest.fixture
def bo():
    return get_user_model().objects.create_user(email="bo@example.test")


def expire(client):
    del client.cookies["sessionid"]


def send_signed_out(client, **extra):
    """The redirect to sign-in and the address of the kept words."""
    response = client.post("/echo/?team=7", TYPED | extra)
    kept = re.search(r"next=(.*)$", response["Location"])
    return response, kept[1].replace("%2F", "/")


def test_words_sent_to_a_closed_session_come_back_after_signing_in(client, ada):
    response, kept = send_signed_out(client)
    assert response["Location"].startswith("/accounts/login/?next=")
    client.force_login(ada)
    page = client.get(kept)
    assert page.status_code == 200
    assert "Ash was proud of the drawing &amp; kept it." in page.content.decode()
    assert 'action="/echo/?team=7"' in page.content.decode()


def test_pressing_the_button_sends_the_very_same_words(client, ada):
    _, kept = send_signed_out(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.force_login(ada)
    html = strict.get(kept).content.decode()
    form = html[html.index('action="/echo/') :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    token = next(value for name, value in found if name == "csrfmiddlewaretoken")
    data = {"csrfmiddlewaretoken": token, "note": TYPED["note"], "needs": TYPED["needs"]}
    assert [value for name, value in found if name == "needs"] == ["a", "b"]
    assert strict.post("/echo/?team=7", data).json()["needs"] == ["a", "b"]


def test_a_password_is_never_kept(client, ada):
    _, kept = send_signed_out(client)
    client.force_login(ada)
    assert b"hidden</dd>" not in client.get(kept).content
    assert b'value="hidden"' not in client.get(kept).content


def test_files_are_not_kept_and_the_page_says_so(client, ada):
    _, kept = send_signed_out(client, evidence=SimpleUploadedFile("a.pdf", b"%PDF-secret"))
    client.force_login(ada)
    html = client.get(kept).content.decode()
    assert "Files are not kept" in html
    assert "%PDF" not in html


def test_the_cache_holds_nothing_readable(client):
    _, kept = send_signed_out(client)
    sealed = cache.get(f"resume-post:{kept.split('/')[3]}")
    assert b"Ash" not in sealed
    assert b"note" not in sealed


def test_another_browser_with_the_address_gets_nothing(client, ada):
    _, kept = send_signed_out(client)
    stranger = Client()
    stranger.force_login(ada)
    response = stranger.get(kept)
    assert response.status_code == 410
    assert b"Ash" not in response.content


def test_another_person_on_the_same_browser_is_refused(client, ada, bo):
    client.force_login(ada)
    client.get("/echo/")
    expire(client)
    _, kept = send_signed_out(client)
    client.force_login(bo)
    response = client.get(kept)
    assert response.status_code == 403
    assert b"Ash" not in response.content
    client.force_login(ada)
    assert client.get(kept).status_code == 200


def test_signed_out_nobody_reads_the_words(client):
    _, kept = send_signed_out(client)
    assert client.get(kept)["Location"].startswith("/accounts/login/")


def test_a_forged_key_or_cookie_gets_nothing(client, ada):
    _, kept = send_signed_out(client)
    client.force_login(ada)
    assert client.get("/accounts/resume/guess/").status_code == 410
    client.cookies[BOUND_COOKIE] = "forged"
    assert client.get(kept).status_code == 410


def test_the_cookies_cannot_be_read_by_script(client, ada):
    client.force_login(ada)
    client.get("/echo/")
    send_cookie = client.cookies[PERSON_COOKIE]
    expire(client)
    send_signed_out(client)
    assert send_cookie["httponly"]
    assert client.cookies[BOUND_COOKIE]["httponly"]
    assert client.cookies[BOUND_COOKIE]["samesite"] == "Lax"


def test_a_form_from_elsewhere_is_never_kept(client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/echo/", TYPED, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert BOUND_COOKIE not in response.cookies


def test_our_own_form_with_an_old_token_is_offered_back(ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    response = strict.post("/echo/", TYPED, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 302
    assert "Ash was proud" in strict.get(response["Location"]).content.decode()


def test_too_much_text_is_not_kept(client):
    response = client.post("/echo/", {"note": "x" * (resume_post.LARGEST + 1)})
    assert response["Location"] == "/accounts/login/?next=/echo/"
    assert BOUND_COOKIE not in response.cookies


def test_reading_a_page_signed_out_keeps_nothing(client):
    response = client.get("/echo/")
    assert response["Location"] == "/accounts/login/?next=/echo/"
    assert BOUND_COOKIE not in response.cookies


def test_the_page_of_kept_words_only_answers_reading(client, ada):
    _, kept = send_signed_out(client)
    client.force_login(ada)
    assert client.post(kept).status_code == 405


def test_kept_words_are_not_stored_by_the_browser(client, ada):
    _, kept = send_signed_out(client)
    client.force_login(ada)
    assert "no-store" in client.get(kept)["Cache-Control"]


def test_words_open_after_the_keys_were_rotated(client, ada, settings):
    _, kept = send_signed_out(client)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    client.force_login(ada)
    assert client.get(kept).status_code == 200
