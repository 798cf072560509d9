"""Pages of records managers: who opens them, what they show, and pressing their buttons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.disposal.role import install
from tests.factories.disposal import dispose, keeper, leaver, propose, second
from tests.factories.workforce import staff
from tests.signing_in import sign_in
from tests.workforce.pages import status, text
from workforce.actions import disposal, subject_access
from workforce.desk import cards
from workforce.models import Disposal, LegalHold, Person

pytestmark = pytest.mark.django_db
PAGES = [
    "/records/",
    "/records/due/",
    "/records/disposals/",
    "/records/holds/",
    "/records/holds/new/",
]
SHARED = ["/records/requests/", "/records/requests/new/", "/records/complaints/"]


@pytest.fixture
def first():
    return keeper()


@pytest.fixture
def other():
    return second()


def paths_of(listed, hold):
    return [
        f"/records/disposals/{listed.public_id}/",
        f"/records/disposals/{listed.public_id}/withdraw/",
        f"/records/holds/{hold.public_id}/ask/",
    ]


def test_who_opens_the_pages(client, first, worker, manager, hr):
    listed = propose(leaver(), by=first, at=timezone.now())
    hold = disposal.set_hold(record_class="ledger", reason="Inquiry", by=first, at=timezone.now())
    for url in [*PAGES, *paths_of(listed, hold)]:
        assert status(client, first, url) == 200, url
        for somebody in (worker.user, manager.user, hr):
            assert status(client, somebody, url) == 403, url
        assert status(client, None, url) == 302, url
    for url in SHARED:
        assert status(client, hr, url) == 200, url
        assert status(client, manager.user, url) == 403, url
    for url in [f"/records/disposals/{listed.public_id}/confirm/", f"/records/holds/{hold.public_id}/lift/"]:
        assert status(client, first, url) == 405, url
        assert status(client, manager.user, url, "post") in (403, 405), url


@pytest.mark.parametrize("url", ["/records/disposals/{}/", "/records/holds/{}/ask/", "/records/requests/{}/"])
def test_an_address_that_names_nothing(client, first, url):
    assert status(client, first, url.format("00000000-0000-0000-0000-000000000000")) == 404


def test_a_records_manager_of_a_team_does_not_enter(client, first, north):
    first.role_grants.update(team=north)
    assert status(client, first, "/records/") == 403


def test_the_schedule_shows_every_class_with_its_length(client, first):
    sign_in(client, first)
    page = text(client.get("/records/"))
    for words in ("Allowance ledger", "6 years", "Attendance lists and bookings", "3 years", "90 days", "Two people"):
        assert words in page
    assert "/policies/" not in page


def test_an_administrator_changes_a_length_from_there(client):
    sign_in(client, keeper("admin@example.org", "system_administrator"))
    assert "/policies/retention.ledger/" in text(client.get("/records/"))


def test_from_the_list_to_the_tombstones(client, first, other, monkeypatch):
    install()
    person = leaver(first_name="Greta", last_name="Gone")
    sign_in(client, first)
    page = text(client.get("/records/due/"))
    assert "Greta Gone" in page
    answer = client.post("/records/due/", {"person": [str(person.public_id)], "reason": "Review"}, follow=True)
    assert "You proposed this" in text(answer)
    listed = Disposal.objects.get()
    answer = client.post(f"/records/disposals/{listed.public_id}/confirm/", follow=True)
    assert "A second person decides" in text(answer)
    sign_in(client, other)
    monkeypatch.setattr("workforce.scheduled.dispose.delay", _do)
    answer = client.post(f"/records/disposals/{listed.public_id}/confirm/", follow=True)
    assert "1 done, 0 not done" in text(answer)
    assert "Greta" not in text(answer)
    assert "Greta Gone" not in text(client.get("/records/due/"))


def _do(pk):
    disposal.carry_on(disposal_id=pk, clock=timezone.now)


def test_what_cannot_be_proposed_says_why(client, first):
    sign_in(client, first)
    assert "at least one person" in text(client.post("/records/due/", {"reason": "Review"}))
    rubbish = {"person": ["nobody", "00000000-0000-0000-0000-000000000000"], "list": ["x/y"], "reason": "Review"}
    assert "not due" in text(client.post("/records/due/", rubbish))


def test_under_way_the_page_looks_again(client, first, other):
    listed = propose(leaver(), by=first, at=timezone.now())
    disposal.confirm(disposal=listed, by=other, at=timezone.now())
    sign_in(client, first)
    answer = client.get(f"/records/disposals/{listed.public_id}/")
    assert answer["Refresh"] == "3"
    assert "0 of 1 done" in text(answer)


def test_withdrawing(client, first):
    listed = propose(leaver(), by=first, at=timezone.now())
    sign_in(client, first)
    client.post(f"/records/disposals/{listed.public_id}/withdraw/", {"reason": "Not now"})
    listed.refresh_from_db()
    assert (listed.state, listed.decision_reason) == ("withdrawn", "Not now")


def test_setting_and_lifting_a_hold(client, first, other):
    person = leaver(first_name="Greta", last_name="Gone")
    sign_in(client, first)
    client.post("/records/holds/new/", {"person": person.employee_number, "reason": "Inquiry 7"})
    hold = LegalHold.objects.get()
    assert "Greta Gone" in text(client.get("/records/holds/"))
    assert "Legal hold" in text(client.get("/records/due/"))
    client.post(f"/records/holds/{hold.public_id}/ask/", {"reason": "Settled"})
    answer = client.post(f"/records/holds/{hold.public_id}/lift/", follow=True)
    assert "A second person decides" in text(answer)
    sign_in(client, other)
    assert "The hold is lifted" in text(client.post(f"/records/holds/{hold.public_id}/lift/", follow=True))


def test_a_hold_over_nothing_is_refused_on_the_page(client, first):
    sign_in(client, first)
    assert "Choose one person" in text(client.post("/records/holds/new/", {"reason": "Inquiry"}))


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_queries_do_not_grow_with_rows(client, first):
    people = [leaver() for _ in range(2)]
    sign_in(client, first)
    disposal.set_hold(person=people[0], reason="Claim", by=first, at=timezone.now())
    listed = propose(people[1], by=first, at=timezone.now())
    leaver()
    pages = ["/records/", "/records/due/", "/records/disposals/", "/records/holds/"]
    pages.append(f"/records/disposals/{listed.public_id}/")
    few = [queries(client, url) for url in pages]
    for _ in range(8):
        disposal.set_hold(person=leaver(), reason="Claim", by=first, at=timezone.now())
        leaver()
    propose(*[leaver() for _ in range(8)], by=first, at=timezone.now())
    assert [queries(client, url) for url in pages] == few
    assert max(few) <= 50, few


def test_no_words_of_anybody_stand_on_the_pages(client, first):
    person = leaver(first_name="Greta", last_name="Gone")
    done = dispose(person, by=first, second_by=keeper("third@example.org"), at=timezone.now())
    sign_in(client, first)
    page = text(client.get(f"/records/disposals/{done.public_id}/"))
    assert "Somebody whose record was removed" in page
    assert Person.objects.get(pk=person.pk).full_name not in ("Greta Gone",)


def test_the_menu_shows_records_to_those_who_keep_them(client, first, worker):
    sign_in(client, first)
    assert 'href="/records/"' in text(client.get("/desk/"))
    sign_in(client, staff("plain@example.org").user)
    assert 'href="/records/"' not in text(client.get("/desk/"))


def test_the_desk_says_what_waits_for_a_second_person(first, other):
    propose(leaver(), by=first, at=timezone.now())
    assert [card.title for card in cards(first, timezone.now())] == []
    (card,) = cards(other, timezone.now())
    assert card.items[0][0] == "1 disposal to confirm"


def test_hr_reads_on_the_desk_what_is_asked_for(first, hr):
    person, at = staff("alice@example.org"), timezone.now()
    subject_access.open_formal(person=person, received_on=timezone.localdate(at), by=first, at=at)
    texts = [item[0] for card in cards(hr, at) for item in card.items]
    assert texts == ["1 request to see what is held"]
