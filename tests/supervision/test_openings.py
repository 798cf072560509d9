"""A record opened beyond the two: a manager's sample with its reason, and what only two people open together."""

import datetime

import pytest
from django.urls import reverse

from foundation.models import ChangeLogEntry
from supervision.actions import openings
from supervision.actions.openings import OpeningRefused
from supervision.models import Opening, OpeningRequest
from tests.factories.records import LATER, begun, held_meeting, signed, worker
from tests.factories.workforce import RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WHY = "A complaint about this case."


@pytest.fixture
def above():
    return worker()


@pytest.fixture
def meeting(above):
    return signed(begun(held_meeting(supervisor=worker(above)))).meeting


def somebody(role):
    person = worker()
    RoleGrantFactory(user=person.user, role=role)
    return person.user


def asked(meeting, **more):
    given = {"kind": "break_glass", "reader": somebody("system_administrator"), "reason": WHY, "hours": 4}
    return openings.ask(**{"meeting": meeting, "by": somebody("system_administrator"), "at": LATER, **given, **more})


def test_a_sample_has_a_reason_an_end_and_is_made_once(meeting, above):
    first = openings.sample(meeting=meeting, reason=WHY, by=above.user, at=LATER)
    again = openings.sample(meeting=meeting, reason="Another.", by=above.user, at=LATER + datetime.timedelta(days=1))
    assert first == again
    assert first.ends_at == LATER + datetime.timedelta(days=7)
    assert WHY not in " ".join(row.reason for row in ChangeLogEntry.objects.all())


def test_only_the_supervisors_manager_samples(meeting):
    for user in (meeting.supervisor.user, worker().user, somebody("leader")):
        with pytest.raises(OpeningRefused, match="Only the manager"):
            openings.sample(meeting=meeting, reason=WHY, by=user, at=LATER)


@pytest.mark.parametrize(("reason", "sentence"), [("  ", "Say why"), ("x" * 1001, "1000 characters")])
def test_a_reason_is_needed_and_fits(meeting, above, reason, sentence):
    with pytest.raises(OpeningRefused, match=sentence):
        openings.sample(meeting=meeting, reason=reason, by=above.user, at=LATER)


def test_nothing_is_open_until_a_second_person_agrees(meeting):
    request = asked(meeting)
    assert not Opening.objects.exists()
    opening = openings.second(request_id=request.pk, by=somebody("system_administrator"), at=LATER)
    assert opening.ends_at == LATER + datetime.timedelta(hours=4)
    assert (opening.opened_by, opening.reader) == (request.asked_by, request.reader)
    with pytest.raises(OpeningRefused, match="answered already"):
        openings.second(request_id=request.pk, by=somebody("system_administrator"), at=LATER)
    assert Opening.objects.count() == 1


def test_whoever_asked_or_is_to_read_does_not_second(meeting):
    request = asked(meeting)
    for user in (request.asked_by, request.reader):
        with pytest.raises(OpeningRefused, match="second person"):
            openings.second(request_id=request.pk, by=user, at=LATER)


def test_another_role_neither_asks_nor_seconds(meeting):
    with pytest.raises(OpeningRefused, match="only"):
        asked(meeting, by=somebody("hr"))
    request = asked(meeting)
    with pytest.raises(OpeningRefused, match="only"):
        openings.second(request_id=request.pk, by=somebody("hr"), at=LATER)


def test_nobody_opens_their_own(meeting):
    RoleGrantFactory(user=meeting.supervisor.user, role="system_administrator")
    with pytest.raises(OpeningRefused, match="own supervision"):
        asked(meeting, by=meeting.supervisor.user)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"hours": 0}, "between 1 and 72"),
        ({"hours": 73}, "between 1 and 72"),
        ({"sealed_until": datetime.date(2026, 12, 24)}, "Only an investigation"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(meeting, more, sentence):
    with pytest.raises(OpeningRefused, match=sentence):
        asked(meeting, **more)


def test_declined_opens_nothing(meeting):
    request = asked(meeting)
    openings.decline(request_id=request.pk, by=somebody("system_administrator"), at=LATER)
    assert OpeningRequest.objects.get().state == "declined"
    assert not Opening.objects.exists()


def test_a_manager_is_asked_why_on_the_way_to_the_record(client, meeting, above):
    sign_in(client, above.user)
    address = reverse("supervision:read_record", args=[meeting.record.public_id])
    assert client.get(address).url == reverse("supervision:sample", args=[meeting.record.public_id])
    page = client.post(client.get(address).url, {"reason": ""})
    assert "Say why" in page.content.decode()
    page = client.post(client.get(address).url, {"reason": WHY}, follow=True)
    assert "court ran over" in page.content.decode()
    assert "kitchen" not in page.content.decode()


def test_two_administrators_on_their_pages(client, meeting):
    first, second, reader = (somebody("system_administrator") for _ in range(3))
    sign_in(client, first)
    typed = {
        "kind": "break_glass",
        "supervisee": meeting.supervisee.work_email,
        "held_on-day": "16",
        "held_on-month": "11",
        "held_on-year": "2026",
        "reader": reader.person.work_email,
        "hours": "4",
        "reason": WHY,
    }
    assert client.post(reverse("supervision:ask_opening"), typed).status_code == 302
    request = OpeningRequest.objects.get()
    assert "Somebody else has to agree." in client.get(reverse("supervision:opening_requests")).content.decode()
    sign_in(client, second)
    answer = reverse("supervision:answer_opening", args=[request.public_id])
    assert client.get(answer).status_code == 405
    client.post(answer, {"do": "open"})
    assert Opening.objects.get().reader == reader


@pytest.mark.parametrize("name", ["opening_requests", "ask_opening"])
def test_others_do_not_find_these_pages(client, name):
    for role, code in (("coordinator", 403), ("records_manager", 403), ("hr", 200), ("system_administrator", 200)):
        sign_in(client, somebody(role))
        assert client.get(reverse(f"supervision:{name}")).status_code == code
    client.logout()
    assert client.get(reverse(f"supervision:{name}")).status_code == 302
