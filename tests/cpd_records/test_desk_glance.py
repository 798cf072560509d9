"""The desk's glance at learning records: what it finds is what the cards' own questions find."""

import datetime

import pytest
from django.utils import timezone

from cpd_records.models import Claim, RequirementPeriod
from cpd_records.querysets.desk import there
from cpd_records.querysets.spells import spell_rows
from tests.factories.asye import enrolled
from tests.factories.claims import learner, submitted
from tests.factories.workforce import UserFactory, staff
from workforce.models import User

pytestmark = pytest.mark.django_db


def found(person, on=None):
    return there(User.objects.get(pk=person.user_id), on or timezone.localdate())


def period(person, due):
    return RequirementPeriod.objects.create(
        person=person, code="core", cycle=1, window_opens_on=due, due_on=due, how="By hand", made_at=timezone.now()
    )


def test_nothing_is_nothing_and_nobody_has_nothing():
    assert found(staff("somebody@example.org")) == there(UserFactory(), timezone.localdate()) == frozenset()


def test_what_is_required_is_the_persons_and_what_is_late_the_managers_too():
    manager = staff("manager@example.org")
    worker, today = staff("worker@example.org", manager=manager), timezone.localdate()
    row = period(worker, today)
    assert (found(worker), found(manager)) == ({"required"}, frozenset())
    assert found(manager, today + datetime.timedelta(days=1)) == {"late"}
    RequirementPeriod.objects.filter(pk=row.pk).update(closed_on=today)
    assert found(worker) == frozenset()


def test_a_claim_waits_for_the_manager_and_a_question_for_the_person():
    manager = staff("manager@example.org")
    person = learner(manager=manager)
    claim = submitted(person)
    assert (found(person), found(manager)) == (frozenset(), {"verify"})
    Claim.objects.filter(pk=claim.pk).update(state="queried")
    assert (found(person), found(manager)) == ({"queried"}, frozenset())


def test_a_programme_is_found_by_who_is_on_it_and_who_assesses_it():
    assessor = staff("assessor@example.org")
    row = enrolled(assessor=assessor)
    assert "asye" in found(row.person)
    assert "asye" in found(assessor)


def test_spells_of_one_are_those_among_many():
    people = [staff("one@example.org"), staff("two@example.org")]
    rows = spell_rows([person.pk for person in people])
    assert [*spell_rows([people[0].pk]), *spell_rows([people[1].pk])] == rows != []
