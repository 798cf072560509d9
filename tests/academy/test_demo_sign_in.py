"""Signing in as one of the demo's people: there in demo mode, nowhere else."""

import pytest
from django.test import override_settings

from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db


def signed_in(client):
    return "_auth_user_id" in client.session


def test_one_post_signs_in_fully(client):
    user = UserFactory(email="tamsin@example.org")
    answer = client.post("/accounts/demo/", {"email": "Tamsin@example.org"})
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_outside_demo_mode_the_address_does_not_exist(client):
    UserFactory(email="tamsin@example.org")
    with override_settings(DEMO=False):
        answer = client.post("/accounts/demo/", {"email": "tamsin@example.org"})
    assert answer.status_code == 404
    assert not signed_in(client)


def test_an_unknown_address_is_told_what_to_do(client):
    answer = client.post("/accounts/demo/", {"email": "nobody@example.org"})
    assert answer.status_code == 400
    assert "Choose one from the sign-in page" in answer.content.decode()


def test_a_parked_user_is_not_signed_in(client):
    UserFactory(email="tamsin@example.org", is_active=False)
    client.post("/accounts/demo/", {"email": "tamsin@example.org"})
    assert not signed_in(client)


def test_it_never_leads_to_another_site(client):
    UserFactory(email="tamsin@example.org")
    answer = client.post("/accounts/demo/", {"email": "tamsin@example.org", "next": "https://elsewhere.example/"})
    assert answer.url == "/desk/"


def test_opening_the_address_does_nothing(client):
    assert client.get("/accounts/demo/").status_code == 405
