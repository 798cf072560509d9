"""Pages of those who keep roles and staff files."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.workforce import (
    PersonFactory,
    staff,
)
from tests.signing_in import sign_in
from tests.workforce.pages import dates, status, text
from workforce.actions import disputes
from workforce.desk import cards
from workforce.models import JoinDecision, LiveFrom, Person, RoleGrant

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_finding_somebody_by_the_beginning_of_the_name(client, hr, worker):
    sign_in(client, hr)
    assert "Wes Worker" in text(client.get(reverse("people"), {"q": "work"}))
    assert "Nobody found" in text(client.get(reverse("people"), {"q": "zzz"}))


def test_a_manager_finds_only_whom_they_may_see(client, manager, worker):
    staff("xavier@example.org", last_name="Worksop")
    sign_in(client, manager.user)
    page = text(client.get(reverse("people"), {"q": "work"}))
    assert "Wes Worker" in page
    assert "Worksop" not in page


def test_confirming_somebody_missing(client, hr, worker, today):
    Person.objects.filter(pk=worker.pk).update(missing_since=today)
    sign_in(client, hr)
    assert "Wes Worker" in text(client.get(reverse("missing_people")))
    client.post(reverse("confirm_missing", args=[worker.public_id]), {"reason": "On secondment"})
    worker.refresh_from_db()
    assert worker.kept_on == today


def test_joining_and_parting(client, hr):
    pair = [PersonFactory(registration_body="SWE", registration_number="SW9") for _ in range(2)]
    sign_in(client, hr)
    page = text(client.get(reverse("joins")))
    assert "Same registration number" in page
    kept, other = pair
    for decision in ("join", "part", "refuse"):
        url = reverse(f"{decision}_records", args=[kept.public_id, other.public_id])
        assert client.get(url).status_code == 200
        client.post(url, {"reason": "Checked"})
    assert list(JoinDecision.objects.order_by("pk").values_list("decision", flat=True)) == [
        "joined",
        "parted",
        "refused",
    ]


def test_a_manager_decides_no_join(client, manager, worker):
    url = reverse("join_records", args=[manager.public_id, worker.public_id])
    assert status(client, manager.user, url) == 403


def test_giving_and_ending_a_role(client, hr, worker, north, today):
    sign_in(client, hr)
    data = {
        "email": worker.user.email,
        "role": "coordinator",
        "team": north.pk,
        "reason": "New job",
        **dates(starts_on=today),
    }
    assert "must sign in once first" in text(client.post(reverse("give_role"), data | {"email": "no@example.org"}))
    client.post(reverse("give_role"), data)
    grant = RoleGrant.objects.get(user=worker.user)
    assert (grant.role, grant.team) == ("coordinator", north)
    assert "North 1" in text(client.get(reverse("roles")))
    client.post(reverse("end_role", args=[grant.pk]))
    assert not RoleGrant.objects.running(today).filter(user=worker.user).exists()


def test_nobody_ends_their_own_role(client, hr):
    url = reverse("end_role", args=[RoleGrant.objects.get(user=hr).pk])
    assert status(client, hr, url, "post") == 403
    assert status(client, hr, reverse("end_role", args=[0]), "post") == 404
    assert status(client, hr, url) == 405


def test_setting_a_live_date(client, hr, north, today):
    sign_in(client, hr)
    client.post(reverse("live_from"), {"module": "courses", "team": north.pk, **dates(starts_on=today)})
    assert LiveFrom.objects.get().team == north
    assert "North 1" in text(client.get(reverse("live_from")))


def test_the_desk_tells_keepers_what_waits(hr, worker, today):
    Person.objects.filter(pk=worker.pk).update(missing_since=today)
    disputes.raise_one(person=worker, fact="post", statement="0.8", by=worker.user, at=timezone.now())
    (card,) = cards(hr, timezone.now())
    assert [item[0] for item in card.items] == ["1 fact to check", "1 person missing from the staff file"]
    assert list(cards(worker.user, timezone.now())) == []
