"""Error pages help, say nothing personal and need neither database nor context."""

import logging
from io import StringIO

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from academy import errors

STATUSES = [400, 403, 404, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_needs_no_database(status):
    response = errors.error_response(status)
    assert response.status_code == status
    assert b"<h1" in response.content
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_an_unknown_address_gets_the_help_page(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert b"Page not found" in response.content
    assert b"/no-such-page/" not in response.content


def test_maintenance_says_when_to_ask_again():
    response = errors.maintenance(RequestFactory().get("/"))
    assert (response.status_code, response["Retry-After"]) == (503, "600")


def test_a_closed_site_says_so_without_asking_the_database(client, settings, tmp_path):
    settings.ACADEMY_VAR = tmp_path
    (tmp_path / "closed").touch()
    response = client.get("/courses/")
    assert response.status_code == 503
    assert b"closed for a short while" in response.content
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_removing_the_flag_opens_the_site(client, settings, tmp_path):
    settings.ACADEMY_VAR = tmp_path
    assert client.get("/design/").status_code == 200


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_an_explanation():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/design/form/", {"name": "x"})
    assert response.status_code == 403
    assert b"Your form could not be sent" in response.content


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_shows_the_guiding_question(status):
    assert "Would this be good enough" in errors.error_response(status).content.decode()


def fault(request):
    raise RuntimeError("the bulb is broken")


urlpatterns = [path("fault/", fault)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_fault_is_written_down_with_its_traceback(client, monkeypatch):
    written = StringIO()
    [stderr] = [handler for handler in logging.root.handlers if type(handler) is logging.StreamHandler]
    monkeypatch.setattr(stderr, "stream", written)
    client.raise_request_exception = False
    assert client.get("/fault/").status_code == 500
    assert "ERROR django.request: Internal Server Error: /fault/" in written.getvalue()
    assert "RuntimeError: the bulb is broken" in written.getvalue()
