"""This room's cards on the desk."""

import pytest
from django.utils import timezone

from cpd_records.actions.entitlement import reconcile
from cpd_records.desk import cards
from tests.factories.workforce import PersonFactory, PostFactory, UserFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def of(user):
    return {card.key: card for card in cards(user, timezone.now())}


def give(*people):
    reconcile(person_ids=[person.pk for person in people], by=None, at=timezone.now())


def test_a_learner_sees_the_bar_of_this_year():
    person = staff("worker@example.org")
    give(person)
    card = of(person.user)["allowance"]
    assert card.context["bar"].headline == "15 days left of up to 15 days"


def test_the_desk_draws_it(client):
    person = staff("worker@example.org")
    give(person)
    sign_in(client, person.user)
    assert "left of up to 15 days" in client.get("/desk/").content.decode()


def test_a_manager_sees_who_has_used_nothing():
    manager = staff("manager@example.org")
    report = staff("report@example.org", manager=manager, first_name="Jordan", last_name="Ellis")
    give(report)
    assert of(manager.user)["team-allowance"].items == (("Jordan Ellis", "", "Nothing used or booked yet"),)


def test_five_are_named_and_the_rest_counted():
    manager = staff("manager@example.org")
    give(*(PostFactory(line_manager=manager).person for _ in range(7)))
    card = of(manager.user)["team-allowance"]
    assert (len(card.items), card.more_text) == (5, "See them all: 2 more stand out")


def test_people_without_allowance_or_team_have_no_card():
    agency = PersonFactory(user=UserFactory())
    PostFactory(person=agency, contract="agency")
    assert of(agency.user) == of(UserFactory()) == {}


def test_queries_do_not_grow_with_the_team(django_assert_max_num_queries):
    manager = staff("manager@example.org")
    give(manager, *(PostFactory(line_manager=manager).person for _ in range(5)))
    with django_assert_max_num_queries(7):
        of(manager.user)
