"""Inviting people of other organisations: the rules, the pages and their access ladder, and joining."""

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.models import OutboxMessage
from tests.academy.sign_in_steps import ask_for_code, code_of, enter_code
from tests.factories.workforce import OrganisationFactory, RoleGrantFactory, UserFactory, staff
from workforce import permissions, roles
from workforce.actions import invitations
from workforce.models import Invitation, Person, User

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGE = "/people/invitations/"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.fixture
def hospital():
    return OrganisationFactory(code="hospital", name="The Hospital", kind="partner")


@pytest.fixture
def school():
    return OrganisationFactory(code="school", name="A School", kind="school")


@pytest.fixture
def administrator(hospital):
    user = UserFactory(email="admin@hospital.example")
    RoleGrantFactory(user=user, role=roles.PARTNER_ADMINISTRATOR, organisation=hospital)
    return user


@pytest.fixture
def coordinator():
    ruth = staff("ruth@example.org")
    RoleGrantFactory(user=ruth.user, role=roles.COORDINATOR)
    return ruth.user


def invite(by, organisation, email="sam@hospital.example", at=None):
    return invitations.invite(
        organisation=organisation, email=email, first_name="Sam", last_name="Reed", by=by, at=at or timezone.now()
    )


def link():
    body = OutboxMessage.objects.filter(kind="invitation").latest("pk").body
    return re.search(r"(/accounts/invitation/[\w-]+/)", body)[1]


def enter(client, user):
    client.force_login(user)
    session = client.session
    session["second_factor"] = "demo"
    session.save()
    return client


def test_only_a_hash_of_the_token_is_kept(administrator, hospital):
    row = invite(administrator, hospital)
    token = link().split("/")[3]
    assert token not in str(Invitation.objects.values().get(pk=row.pk))


def test_a_partners_administrator_invites_to_their_own_organisation_only(administrator, school):
    with pytest.raises(invitations.NotAllowed):
        invite(administrator, school)


def test_nobody_is_invited_to_the_council(coordinator):
    council = Person.objects.get(user=coordinator).organisation
    with pytest.raises(invitations.NotAllowed):
        invite(coordinator, council)


def test_an_address_waits_once_for_each_organisation(coordinator, hospital):
    row = invite(coordinator, hospital)
    with pytest.raises(invitations.InvitationRefused, match="invited already"):
        invite(coordinator, hospital, "SAM@hospital.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            organisation=hospital,
            email=row.email,
            first_name="S",
            last_name="R",
            token_hash="x",
            invited_by=coordinator,
            invited_at=row.invited_at,
            expires_at=row.expires_at,
        )


def test_somebody_who_is_here_is_not_invited(coordinator, hospital):
    with pytest.raises(invitations.InvitationRefused, match="just sign in"):
        invite(coordinator, hospital, "ruth@example.org")


def test_opening_the_link_does_nothing(client, coordinator, hospital):
    invite(coordinator, hospital)
    for method in (client.get, client.head):
        assert method(link()).status_code == 200
    assert not User.objects.filter(email="sam@hospital.example").exists()
    assert not mail.outbox


def test_pressing_the_button_and_typing_the_code_joins_and_signs_in(client, coordinator, hospital):
    row = invite(coordinator, hospital)
    answer = client.post(link())
    assert answer["Location"] == "/accounts/login/code/confirm/"
    assert "_auth_user_id" not in client.session, "the link alone lets nobody in"
    enter_code(client, code_of(mail.outbox[-1]))
    sam = Person.objects.get(work_email="sam@hospital.example")
    assert (sam.standing, sam.organisation, sam.full_name) == ("external", hospital, "Sam Reed")
    assert client.session["_auth_user_id"] == str(sam.user_id)
    row.refresh_from_db()
    assert row.person == sam
    assert permissions.roles_of(sam.user, timezone.localdate()) == {roles.LEARNER}
    assert client.get("/desk/").status_code == 200


def test_a_used_link_says_so(client, coordinator, hospital):
    invite(coordinator, hospital)
    client.post(link())
    again = client.post(link())
    assert again.status_code == 410
    assert "You have joined already" in again.content.decode()
    assert Person.objects.filter(work_email="sam@hospital.example").count() == 1


def test_a_link_that_ran_out_says_so(client, coordinator, hospital):
    invite(coordinator, hospital, at=timezone.now() - 15 * DAY)
    answer = client.post(link())
    assert answer.status_code == 410
    assert "It has run out" in answer.content.decode()


def test_a_link_taken_back_says_so(client, coordinator, hospital):
    invitations.revoke(invitation=invite(coordinator, hospital), by=coordinator, at=timezone.now())
    assert "It was taken back" in client.get(link()).content.decode()


def test_sending_again_ends_the_old_link_and_revives_one_that_ran_out(client, coordinator, hospital):
    row = invite(coordinator, hospital, at=timezone.now() - 15 * DAY)
    old = link()
    invitations.resend(invitation=row, by=coordinator, at=timezone.now())
    assert link() != old
    assert client.get(old).status_code == 410
    assert client.get(link()).status_code == 200


def test_somebody_else_signed_in_is_told(client, coordinator, hospital):
    invite(coordinator, hospital)
    client.force_login(staff("other@example.org").user)
    answer = client.post(link())
    assert answer.status_code == 403
    assert "You are signed in already" in answer.content.decode()


def test_guessing_links_is_stopped(client):
    answers = [client.get(f"/accounts/invitation/guess{n}/").status_code for n in range(31)]
    assert answers[0] == 410
    assert answers[-1] == 429


def test_the_pages_for_those_who_invite(client, administrator, hospital, school):
    other = RoleGrantFactory(role=roles.COORDINATOR).user
    foreign = invite(other, school, "x@school.example")
    enter(client, administrator)
    sent = client.post(
        f"{PAGE}new/",
        {"organisation": hospital.pk, "first_name": "Sam", "last_name": "Reed", "email": "sam@hospital.example"},
    )
    assert sent["Location"] == PAGE
    html = client.get(PAGE).content.decode()
    assert "Sam Reed" in html
    assert "x@school.example" not in html
    own = Invitation.objects.get(email="sam@hospital.example")
    for verb in ("again", "take-back"):
        assert client.post(f"{PAGE}{foreign.public_id}/{verb}/").status_code == 404
        assert client.get(f"{PAGE}{own.public_id}/{verb}/").status_code == 405
        assert client.post(f"{PAGE}{own.public_id}/{verb}/")["Location"] == PAGE
    own.refresh_from_db()
    assert own.revoked_at
    assert own.sent_times == 2


def test_another_organisation_cannot_be_slipped_into_the_form(client, administrator, school):
    enter(client, administrator)
    page = client.post(
        f"{PAGE}new/", {"organisation": school.pk, "first_name": "S", "last_name": "R", "email": "s@school.example"}
    )
    assert "Choose an organisation" in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}new/"])
def test_strangers_and_visitors_see_no_invitations(client, path):
    assert client.get(path)["Location"].startswith("/accounts/login/")
    client.force_login(staff("learner@example.org").user)
    assert client.get(path).status_code == 403


def test_an_approved_domain_joins_by_proving_the_address_and_saying_a_name(client, hospital):
    hospital.email_domain = "hospital.example"
    hospital.save()
    ask_for_code(client, "kim@hospital.example")
    assert not Person.objects.filter(work_email="kim@hospital.example").exists(), "nothing before the proof"
    assert enter_code(client, code_of(mail.outbox[-1]))["Location"] == "/accounts/welcome/"
    assert client.post("/accounts/welcome/", {"first_name": "Kim"}).status_code == 422
    client.post("/accounts/welcome/", {"first_name": "Kim", "last_name": "Vale"})
    kim = Person.objects.get(work_email="kim@hospital.example")
    assert (kim.standing, kim.organisation, kim.user.email) == ("external", hospital, "kim@hospital.example")
    assert client.get("/accounts/welcome/")["Location"] == "/desk/"


@pytest.mark.parametrize("address", ["kim@evil-hospital.example", "kim@hospital.example.evil.example", "kim@x.example"])
def test_a_domain_that_only_looks_like_it_does_not(client, hospital, address):
    hospital.email_domain = "hospital.example"
    hospital.save()
    ask_for_code(client, address)
    assert not mail.outbox
    assert not User.objects.filter(email=address).exists()
