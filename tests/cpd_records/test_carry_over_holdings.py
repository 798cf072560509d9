"""Carry-overs in a subject access export, and replaced by tombstones."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import transaction

from cpd_records.actions import carry_over
from cpd_records.carry_over_holdings import DISPOSER, sections
from cpd_records.models import CarryOver
from foundation.disposal.graves import Grave
from foundation.models import Tombstone
from tests.factories.cpd_records import DAY, YEAR, member_of_staff
from tests.factories.workforce import staff

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def person():
    manager = staff("manager@example.org")
    for somebody in (member_of_staff(line_manager=manager), member_of_staff(line_manager=manager)):
        facts = {"from_year": YEAR, "minutes": DAY, "cause": "absence", "reason": f"Words of {somebody.pk}"}
        carry_over.propose(person=somebody, by=manager.user, at=MARCH, **facts)
    return somebody


def test_an_export_holds_ones_own_and_nobody_elses(person):
    (section,) = sections([person.pk], MARCH)
    (row,) = section.rows
    assert len(row.cells) == len(section.headings)
    assert f"Words of {person.pk}" in row.cells


def test_disposal_leaves_a_tombstone_and_not_a_word(person):
    call_command("install_disposal_role", verbosity=0)
    assert [(each.person_id, each.rows) for each in DISPOSER.holds([person.pk])] == [(person.pk, 1)]
    for _ in range(2):
        with transaction.atomic():
            DISPOSER.bury_person([person.pk], Grave(7, MARCH, frozenset({"ledger"})))
    assert CarryOver.objects.count() == 1
    assert not CarryOver.objects.filter(person=person).exists()
    assert Tombstone.objects.filter(record_class="ledger", log_number=7).count() == 1


def test_a_disposal_of_something_else_leaves_them(person):
    with transaction.atomic():
        DISPOSER.bury_person([person.pk], Grave(7, MARCH, frozenset({"reflections"})))
    assert CarryOver.objects.filter(person=person, from_year=date(2026, 4, 1)).exists()
