"""Pages of records opened to one reader for a time: each walks the access ladder, and the two see all of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.actions import openings
from supervision.models import Opening
from tests.factories.records import begun, held_meeting, signed, worker
from tests.factories.workforce import PostFactory, RoleGrantFactory, UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WHY = "For the panel in December."
LIST = reverse("supervision:opened")


@pytest.fixture
def record():
    return signed(begun(held_meeting(supervisor=worker(worker()))))


def somebody(role):
    user = worker().user
    RoleGrantFactory(user=user, role=role)
    return user


def found(record):
    return {
        "supervisee": record.meeting.supervisee.work_email,
        "held_on-day": "16",
        "held_on-month": "11",
        "held_on-year": "2026",
        "reason": WHY,
    }


def text(client, address):
    return client.get(address).content.decode()


def read_page(record):
    return reverse("supervision:read_record", args=[record.public_id])


def test_an_auditor_samples_reads_and_is_seen(client, record):
    auditor = somebody("auditor")
    sign_in(client, auditor)
    assert client.post(reverse("supervision:open_audit"), found(record)).url == LIST
    assert read_page(record) in text(client, LIST)
    assert "court ran over" in text(client, read_page(record))
    assert "kitchen" not in text(client, read_page(record))
    sign_in(client, record.meeting.supervisee.user)
    page = text(client, read_page(record))
    assert auditor.get_full_name() in page
    assert WHY in page
    assert "as auditor" in page
    opening = Opening.objects.get()
    client.post(reverse("supervision:consent_opening", args=[opening.public_id]), {"do": "give"})
    sign_in(client, auditor)
    assert "kitchen" in text(client, read_page(record))


def test_a_host_lists_a_record_and_sees_every_look_but_no_word(client, record):
    host, inspector = somebody("leader"), somebody("inspector")
    sign_in(client, host)
    typed = found(record) | {"reader": inspector.person.work_email, "hours": "2"}
    assert client.post(reverse("supervision:open_inspection"), typed).url == LIST
    assert client.get(read_page(record)).status_code == 404
    sign_in(client, inspector)
    assert "court ran over" in text(client, read_page(record))
    assert "Listed by you" not in text(client, LIST)
    sign_in(client, host)
    page = text(client, LIST)
    assert f"Read by {inspector.get_full_name()}" in page
    assert "court ran over" not in page
    client.post(reverse("supervision:close_opening", args=[Opening.objects.get().public_id]))
    sign_in(client, inspector)
    assert client.get(read_page(record)).status_code == 404


def test_one_of_the_two_refers_a_part(client, record):
    reader = somebody("hr")
    address = reverse("supervision:refer", args=[record.public_id])
    sign_in(client, record.meeting.supervisor.user)
    assert "Personal" not in text(client, address)
    typed = {"section": "management", "reader": reader.person.work_email, "reason": WHY}
    assert client.post(address, typed).url == read_page(record)
    sign_in(client, reader)
    assert "court ran over" in text(client, read_page(record))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Say why"),
        ({"held_on-day": "15"}, "No supervision of this person"),
        ({"supervisee": "nobody@example.org"}, "Nobody, or more than one"),
    ],
)
def test_what_is_wrong_stands_beside_it_with_what_was_typed(client, record, change, sentence):
    sign_in(client, somebody("auditor"))
    page = client.post(reverse("supervision:open_audit"), found(record) | change).content.decode()
    assert sentence in page and record.meeting.supervisee.work_email in page or "supervisee" in change
    assert not Opening.objects.exists()


def test_outside_the_scope_every_day_is_answered_alike(client, record):
    auditor = worker().user
    RoleGrantFactory(user=auditor, role="auditor", team=PostFactory().team)
    sign_in(client, auditor)
    for day in ("15", "16"):
        page = client.post(reverse("supervision:open_audit"), found(record) | {"held_on-day": day}).content.decode()
        assert "Only an auditor or moderator of this service" in page
        assert "No supervision of this person" not in page


def test_who_finds_the_list_and_the_two_forms(client, record):
    for role, codes in (
        ("auditor", (200, 200, 403)),
        ("moderator", (200, 200, 403)),
        ("leader", (200, 403, 200)),
        ("inspector", (200, 403, 403)),
        ("hr", (200, 403, 403)),
        ("coordinator", (403, 403, 403)),
        ("records_manager", (403, 403, 403)),
    ):
        sign_in(client, somebody(role))
        pages = (LIST, reverse("supervision:open_audit"), reverse("supervision:open_inspection"))
        assert tuple(client.get(page).status_code for page in pages) == codes, role
    client.logout()
    assert client.get(LIST).status_code == 302
    sign_in(client, somebody("auditor"))
    assert client.post(LIST).status_code == 405


def test_others_neither_refer_nor_close_nor_consent(client, record):
    auditor = somebody("auditor")
    opening = openings.audit(meeting=record.meeting, reason=WHY, by=auditor, at=timezone.now())
    addresses = [
        reverse("supervision:refer", args=[record.public_id]),
        reverse("supervision:close_opening", args=[opening.public_id]),
        reverse("supervision:consent_opening", args=[opening.public_id]),
    ]
    bad = "00000000-0000-0000-0000-000000000000"
    for user in (UserFactory(), worker().user, worker(record.meeting.supervisor).user, somebody("leader")):
        sign_in(client, user)
        assert [client.post(address, {"do": "give"}).status_code for address in addresses] == [404] * 3
    client.logout()
    assert {client.post(address).status_code for address in addresses} == {302}
    sign_in(client, record.meeting.supervisor.user)
    assert client.get(addresses[1]).status_code == 405
    assert client.post(reverse("supervision:consent_opening", args=[bad])).status_code == 404
    client.post(addresses[2], {"do": "give"})
    client.post(addresses[1])
    opening.refresh_from_db()
    assert opening.consented_at is None
    assert opening.ends_at > timezone.now()


def test_the_list_takes_as_many_queries_for_many(client, django_assert_max_num_queries):
    host, inspector = somebody("leader"), somebody("inspector")
    counts = []
    for number in (1, 4):
        for _ in range(number):
            openings.inspect(
                meeting=signed().meeting, reader=inspector, hours=3, reason=WHY, by=host, at=timezone.now()
            )
        for user in (host, inspector):
            sign_in(client, user)
            with django_assert_max_num_queries(40) as captured:
                client.get(LIST)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_a_closed_opening_opens_nothing_and_says_so(client, record):
    auditor = somebody("auditor")
    now = timezone.now()
    opening = openings.audit(meeting=record.meeting, reason=WHY, by=auditor, at=now - datetime.timedelta(days=29))
    sign_in(client, auditor)
    assert client.get(read_page(record)).status_code == 404
    sign_in(client, record.meeting.supervisee.user)
    assert "Closed." in text(client, read_page(record))
    client.post(reverse("supervision:consent_opening", args=[opening.public_id]), {"do": "give"})
    opening.refresh_from_db()
    assert opening.consented_at is None
