"""Your sign-in: other sessions, and the address for after leaving."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.academy.sign_in_steps import code_of, sign_in
from tests.factories.workforce import staff

pytestmark = pytest.mark.django_db
PAGE = "/accounts/security/"
ADDRESS = f"{PAGE}personal-address/"


@pytest.fixture
def ada(client):
    cache.clear()
    person = staff("ada@example.org")
    sign_in(client, "ada@example.org")
    return person


@pytest.mark.parametrize("path", ["", "personal-address/", "personal-address/code/", "prove/"])
def test_visitors_are_sent_to_sign_in(client, path):
    assert client.get(PAGE + path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["sign-out-elsewhere/", "personal-address/forget/"])
def test_a_link_alone_changes_nothing(client, ada, path):
    assert client.get(PAGE + path).status_code == 405


def test_signing_out_elsewhere_ends_ones_own_other_sessions_only(client, ada):
    staff("bo@example.org")
    other, stranger = Client(), Client()
    sign_in(other, "ada@example.org")
    sign_in(stranger, "bo@example.org")
    assert "1 other browser" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}sign-out-elsewhere/")
    assert not Session.objects.filter(session_key=other.cookies["sessionid"].value).exists()
    assert client.get(PAGE).status_code == stranger.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302


def give(client, address):
    mail.outbox.clear()
    return client.post(ADDRESS, {"address": address})


def test_a_personal_address_is_kept_once_its_code_is_typed(client, ada):
    assert give(client, "Ada@home.example")["Location"] == f"{ADDRESS}code/"
    assert mail.outbox[0].to == ["Ada@home.example"]
    ada.refresh_from_db()
    assert ada.personal_email == ""
    client.post(f"{ADDRESS}code/", {"code": code_of(mail.outbox[0])})
    ada.refresh_from_db()
    assert ada.personal_email == "ada@home.example"
    client.post(f"{ADDRESS}forget/")
    ada.refresh_from_db()
    assert ada.personal_email == ""


def test_wrong_codes_run_out(client, ada):
    give(client, "ada@home.example")
    answers = [client.post(f"{ADDRESS}code/", {"code": "BBBB-BBBB"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [302]
    client.post(f"{ADDRESS}code/", {"code": code_of(mail.outbox[0])})
    ada.refresh_from_db()
    assert ada.personal_email == ""


def test_the_work_address_is_refused(client, ada):
    give(client, "ada@example.org")
    page = client.post(f"{ADDRESS}code/", {"code": code_of(mail.outbox[0])})
    assert "give a personal one" in page.content.decode()


def test_asking_for_many_codes_is_stopped(client, ada):
    for number in range(5):
        give(client, f"ada{number}@home.example")
    assert give(client, "ada6@home.example").status_code == 200
    assert not mail.outbox


def test_asking_for_many_sign_in_codes_is_stopped_for_an_address():
    cache.clear()
    staff("bo@example.org")
    mail.outbox.clear()
    pages = [Client().post("/accounts/login/", {"email": "bo@example.org"}) for _ in range(4)]
    assert "Too many codes" in pages[-1].content.decode()
    assert len(mail.outbox) == 3


def test_too_many_tries_get_a_page_that_helps(rf):
    from academy.errors import too_many_requests

    answer = too_many_requests(rf.get("/"))
    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert "Wait five minutes" in answer.content.decode()


@pytest.mark.parametrize(("proxies", "expected"), [(0, "127.0.0.1"), (1, "10.0.0.9"), (2, "203.0.113.5")])
def test_the_visitors_address_is_taken_from_trusted_proxies_only(rf, settings, proxies, expected):
    from academy.accounts.adapter import AccountAdapter

    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.5, 10.0.0.9"})
    assert AccountAdapter(request).get_client_ip(request) == expected


def test_another_address_can_be_typed_after_asking_for_a_code(client):
    cache.clear()
    staff("bo@example.org")
    client.post("/accounts/login/", {"email": "bo@example.rog"})
    page = client.get("/accounts/login/code/confirm/").content.decode()
    assert "Use another address" in page
    assert client.post("/accounts/logout/", {"next": "/accounts/login/"})["Location"] == "/accounts/login/"
    assert client.get("/accounts/login/").status_code == 200
    sign_in(client, "bo@example.org")
    assert "_auth_user_id" in client.session
