"""How long a session still lasts, and staying."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from academy.accounts.session import BEGAN, LONGEST, TOUCHED

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(get_user_model().objects.create_user(email="ada@example.test"))
    return client


def touched(client, seconds_ago):
    session = client.session
    session[TOUCHED] = int(time.time()) - seconds_ago
    session.save()


def test_signed_out_there_is_no_time_left(client):
    assert client.get("/accounts/session/").json() == {"seconds": 0}


def test_asking_does_not_prolong(signed_in, settings):
    touched(signed_in, 600)
    first = signed_in.get("/accounts/session/").json()["seconds"]
    assert first <= settings.SESSION_COOKIE_AGE - 600
    assert signed_in.get("/accounts/session/").json()["seconds"] <= first


def test_pressing_stay_prolongs(signed_in, settings):
    touched(signed_in, 600)
    assert signed_in.post("/accounts/session/").json()["seconds"] >= settings.SESSION_COOKIE_AGE - 5


def test_using_the_site_prolongs(signed_in, settings):
    touched(signed_in, 600)
    signed_in.get("/design/errors/404/")
    assert signed_in.get("/accounts/session/").json()["seconds"] >= settings.SESSION_COOKIE_AGE - 5


def test_other_methods_are_refused(signed_in):
    assert signed_in.delete("/accounts/session/").status_code == 405


def test_a_session_ends_after_twelve_hours_however_busy(signed_in):
    signed_in.get("/accounts/security/")
    session = signed_in.session
    session[BEGAN] -= LONGEST + 1
    session.save()
    assert signed_in.get("/accounts/security/").status_code == 302
    assert "_auth_user_id" not in signed_in.session


def test_a_session_whose_time_is_over_signs_nobody_in(signed_in):
    assert signed_in.get("/accounts/security/").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert signed_in.get("/accounts/security/").status_code == 302


def test_a_session_that_was_taken_away_signs_nobody_in(signed_in):
    Session.objects.all().delete()
    assert signed_in.get("/accounts/security/").status_code == 302


@pytest.mark.parametrize("gone", [lambda users: users.update(is_active=False), lambda users: users.delete()])
def test_whoever_is_switched_off_is_signed_out_at_once(signed_in, gone):
    assert signed_in.get("/accounts/security/").status_code == 200
    gone(get_user_model().objects.filter(email="ada@example.test"))
    assert signed_in.get("/accounts/security/").status_code == 302
