"""Pages of requests for what is held: the person's own, and those of who answers them."""

import pytest
from django.utils import timezone

from foundation import changelog
from tests.factories.disposal import AT, keeper
from tests.factories.workforce import DeputyFactory, RoleGrantFactory, staff
from tests.signing_in import sign_in
from tests.workforce.pages import status, text
from workforce.actions import subject_access
from workforce.actions.subject_access import making
from workforce.models import DataComplaint, SubjectRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    """Somebody about whom a row speaks of somebody else."""
    person = staff("alice@example.org", first_name="Alice", last_name="Gibbons")
    RoleGrantFactory(user=person.user, role="trainer", reason="Bob is ill and cannot train")
    return person


@pytest.fixture
def handler():
    return keeper()


def test_the_page_of_the_person_and_the_download(client, alice, monkeypatch):
    monkeypatch.setattr("workforce.scheduled.make_export.delay", _make)
    sign_in(client, alice.user)
    page = text(client.post("/my/data/copies/", follow=True))
    made = SubjectRequest.objects.get()
    url = f"/my/data/copies/{made.public_id}/file/"
    assert url in page
    answer = client.get(url)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/security/prove/")
    monkeypatch.setattr("academy.data_copies.views.proved_lately", lambda request: True)
    answer = client.get(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert made.steps.filter(what="file fetched", by=alice.user).count() == 1
    for somebody in (staff("colleague@example.org").user, keeper(), keeper("hr@example.org", "hr")):
        assert status(client, somebody, url) == 404
    assert status(client, None, url) == 302
    assert status(client, alice.user, url, "post") == 405


def _make(pk):
    subject_access.make(request_id=pk, at=timezone.now())


def test_complaining_on_the_page(client, alice):
    sign_in(client, alice.user)
    assert "hear that it has come" in text(client.post("/my/data/complaint/", {"words": "Too much"}, follow=True))
    assert DataComplaint.objects.get().person == alice
    sign_in(client, keeper())
    assert "Too much" in text(client.get("/records/complaints/"))


def test_handling_on_the_pages(client, alice, handler, monkeypatch):
    monkeypatch.setattr("workforce.scheduled.make_export.delay", _make)
    DeputyFactory(principal=alice)
    sign_in(client, handler)
    day = timezone.localdate()
    dates = {"received_on-day": day.day, "received_on-month": day.month, "received_on-year": day.year}
    page = text(client.post("/records/requests/new/", {"person": alice.work_email, **dates}, follow=True))
    assert "Alice Gibbons" in page
    asked = SubjectRequest.objects.get()
    url = f"/records/requests/{asked.public_id}/"
    assert "Bob is ill" in text(client.get(url))
    assert "have not been looked at" in text(client.post(f"{url}release/", follow=True))
    for section, row in list(making.flagged(asked, timezone.now())):
        decide = f"{url}rows/{section.code}/{row.key}/"
        assert client.get(decide).status_code == 200
        client.post(decide, {"decision": "show"})
    assert client.get(f"{url}rows/roles/nothing/").status_code == 404
    assert "Released" in text(client.post(f"{url}release/", follow=True))
    asked.refresh_from_db()
    assert asked.state == "ready"
    assert status(client, staff("colleague@example.org").user, url) == 403


def test_looking_at_rows_is_logged(client, alice, handler):
    asked = subject_access.open_formal(person=alice, received_on=AT.date(), by=handler, at=AT)
    sign_in(client, handler)
    client.get(f"/records/requests/{asked.public_id}/")
    verb = "read rows that may speak of others"
    assert changelog.ChangeLogEntry.objects.filter(actor=handler, verb=verb).count() == 1
