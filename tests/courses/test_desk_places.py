"""Kept places and requests on the desk."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import holds
from courses.desk_places import cards
from courses.models import PlaceHold
from tests.factories.bookings import staff
from tests.factories.places import administrator, far_session, kept, partner, team_of
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db


def found(user):
    return {card.key: card for card in cards(user, timezone.now())}


def test_a_manager_sees_the_places_they_keep_and_soon_on_top():
    lead, _ = team_of(1)
    kept(far_session(), manager=lead, by=lead.user)
    card = found(lead.user)["kept-places"]
    assert "2 places without a name until" in card.items[0][2]
    assert not card.urgent
    PlaceHold.objects.update(until=timezone.localdate() + datetime.timedelta(days=2))
    assert found(lead.user)["kept-places"].urgent


def test_a_manager_who_keeps_none_and_a_learner_see_nothing():
    lead, (learner,) = team_of(1)
    assert found(lead.user) == {}
    assert found(learner.user) == {}
    assert found(staff().user) == {}


def test_a_partners_administrator_sees_their_own_only():
    hospital = partner()
    admin = administrator(hospital)
    assert found(admin)["partner-places"].items == ()
    kept(far_session(), organisation=hospital)
    kept(far_session(), organisation=partner("police", "police"))
    assert len(found(admin)["partner-places"].items) == 1


def test_a_coordinator_sees_requests_that_wait():
    hospital = partner()
    ruth = RoleGrantFactory(role="coordinator").user
    assert found(ruth) == {}
    session = far_session()
    holds.ask(
        session_id=session.pk,
        organisation=hospital,
        places=2,
        note="",
        by=administrator(hospital),
        at=timezone.now(),
    )
    assert found(ruth)["place-requests"].items[0][0].startswith("The Hospital")


def test_queries_do_not_grow_with_holds(django_assert_num_queries):
    lead, _ = team_of(1)
    for _ in range(4):
        kept(far_session(), places=1, manager=lead, by=lead.user)
    found(lead.user)
    with django_assert_num_queries(3):
        found(lead.user)
