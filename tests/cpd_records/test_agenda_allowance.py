"""The allowance on the agenda of supervision: totals, for who may see them."""

import pytest
from django.utils import timezone

from cpd_records.actions.entitlement import reconcile
from cpd_records.agenda_allowance import allowance
from cpd_records.rules.years import year_start
from foundation import slots
from tests.factories.cpd_records import DAY, portion, reserve
from tests.factories.workforce import PostFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def worker(manager):
    person = staff("worker@example.org", manager=manager)
    reconcile(person_ids=[person.pk], by=None, at=timezone.now())
    return person


def items(person, user):
    return list(allowance(person.pk, user, timezone.localdate()))


def test_the_days_left_and_booked_and_where_to_look(worker, manager):
    reserve(worker, portion(year_start(timezone.localdate()), 4 * DAY), at=timezone.now())
    (item,) = items(worker, manager.user)
    assert item.lines == ("11 days left of up to 15 days.", "0 days used, 4 days booked.")
    assert item.url == f"/allowance/{worker.public_id}/"


def test_what_stands_out_is_said(worker, manager):
    assert items(worker, manager.user)[0].lines[-1] == "Nothing used or booked yet."


def test_a_stranger_and_somebody_without_a_ledger_give_nothing(worker, manager):
    assert items(worker, staff("stranger@example.org").user) == []
    assert items(PostFactory(contract="agency", line_manager=manager).person, manager.user) == []


def test_it_stands_in_the_slot():
    assert allowance in slots.entries("supervision_agenda")
