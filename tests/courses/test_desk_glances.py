"""The desk's glances at learning: what they find is what the cards' own questions find."""

import datetime

import pytest
from django.utils import timezone

from courses.models import Booking, Enrolment, Pathway, StepDone
from courses.querysets.desk import own_there, team_there
from tests.factories.bookings import booked, requested, staff
from tests.factories.places import far_session, kept, team_of
from tests.factories.workforce import PersonFactory
from workforce.models import User

pytestmark = pytest.mark.django_db


def fresh(person):
    return User.objects.get(pk=person.user_id)


def own(person, at=None):
    return own_there(fresh(person), at or timezone.now())


def team(person, at=None):
    return team_there(fresh(person), at or timezone.now())


def on_a_pathway(person):
    pathway = Pathway.objects.create(code="p", slug="p", title="A pathway", summary="For them", live=True)
    today, now = timezone.localdate(), timezone.now()
    Enrolment.objects.create(pathway=pathway, person=person, starts_on=today, how="choice", enrolled_at=now)
    return pathway


def test_nobody_with_nothing_has_anything():
    person = staff()
    booked()
    assert own(person) == team(person) == frozenset()


def test_a_pathway_is_found_while_it_runs():
    person = staff()
    on_a_pathway(person)
    assert own(person) == {"ways"}
    assert own(person, timezone.now() - datetime.timedelta(days=2)) == frozenset()


def test_rows_of_a_joined_record_are_ones_own():
    person = staff()
    joined = PersonFactory(joined_into=person)
    on_a_pathway(joined)
    assert own(person) == {"ways"}
    assert list(Booking.objects.of_user(person.user)) == []
    mine = booked(person)
    Booking.objects.filter(pk=mine.pk).update(person=joined)
    assert list(Booking.objects.of_user(person.user)) == [mine]


def test_a_request_a_kept_place_and_a_noted_step_are_found_for_the_manager_alone():
    lead, (member, *_) = team_of(1)
    other = staff()
    assert team(lead) == frozenset()
    requested(member)
    kept(far_session(), places=1, manager=lead, by=lead.user)
    StepDone.objects.create(
        pathway=on_a_pathway(other),
        person=member,
        step="x",
        done_on=timezone.localdate(),
        note="Shadowed a visit",
        declared_at=timezone.now(),
    )
    assert team(lead) == {"asked", "kept", "steps"}
    assert team(other) == frozenset()
