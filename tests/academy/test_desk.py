"""The desk: each kind of user finds what is theirs, and nothing else."""

import pytest
from django.utils import timezone

from foundation.models import ChangeLogEntry
from tests.factories.cpd_records import member_of_staff
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def signed_in(client, user):
    client.force_login(user)
    session = client.session
    session["second_factor"] = "test"
    session.save()
    return client


def text(response):
    return response.content.decode()


def test_signed_out_people_are_sent_to_sign_in(client):
    answer = client.get("/desk/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/desk/")


def test_the_desk_cannot_be_posted_to(client):
    assert signed_in(client, UserFactory()).post("/desk/").status_code == 405


def test_a_learner_is_greeted_by_first_name(client):
    person = PersonFactory(user=UserFactory(), first_name="Imogen")
    PostFactory(person=person)
    assert "Hello, Imogen" in text(signed_in(client, person.user).get("/desk/"))


def test_a_learner_has_no_card_of_a_leader_or_administrator(client):
    person = PersonFactory(user=UserFactory())
    PostFactory(person=person)
    page = text(signed_in(client, person.user).get("/desk/"))
    assert "Learning in your services" not in page
    assert "Keeping the Academy right" not in page


def test_an_administrator_finds_the_screens(client):
    page = text(signed_in(client, RoleGrantFactory(role="system_administrator").user).get("/desk/"))
    assert 'href="/imports/"' in page
    assert 'href="/policies/"' in page


def leader_of(team):
    return RoleGrantFactory(role="leader", team=team).user


def test_a_leader_sees_sums_of_the_own_services_only(client):
    mine, other = TeamFactory(), TeamFactory()
    for team in (mine, mine, other):
        member_of_staff(team=team, at=timezone.now())
    page = text(signed_in(client, leader_of(mine)).get("/desk/"))
    assert "0 of 2 have used or booked some of it" in page
    assert "30 days" in page


def test_a_leader_reads_no_name(client):
    team = TeamFactory()
    member_of_staff(person=PersonFactory(last_name="Quillfeather"), team=team, at=timezone.now())
    assert "Quillfeather" not in text(signed_in(client, leader_of(team)).get("/desk/"))


def test_a_leaders_look_is_logged_once_a_day(client):
    leader = leader_of(TeamFactory())
    signed_in(client, leader).get("/desk/")
    client.get("/desk/")
    assert ChangeLogEntry.objects.filter(actor=leader, verb="looked at figures").count() == 1


def test_queries_do_not_grow_with_people(client, django_assert_max_num_queries):
    team = TeamFactory()
    leader = leader_of(team)
    for _ in range(8):
        member_of_staff(team=team, at=timezone.now())
    signed_in(client, leader).get("/desk/")
    with django_assert_max_num_queries(22):
        client.get("/desk/")
