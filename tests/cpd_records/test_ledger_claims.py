"""Time used by verified claims (DOMAIN 6, rule 14): never below what is left, and once."""

from datetime import UTC, date, datetime

import pytest

from cpd_records.actions import ledger
from cpd_records.invariants import nothing_is_taken_below_zero
from cpd_records.models import LedgerEntry
from tests.factories.cpd_records import DAY, NOON, balance, member_of_staff, portion, reserve

pytestmark = pytest.mark.django_db
NEXT = date(2027, 4, 1)
ACTED = {"by": None, "at": NOON, "reason": "A sentence"}


def buckets(person, **year):
    now = balance(person, **year)
    return (now.available, now.reserved, now.spent)


def reverse():
    return ledger.reverse(source="claim:1", **ACTED)


def claim(person, *portions, **more):
    return ledger.claim(person_id=person.pk, portions=portions, source="claim:1", **ACTED, **more)


def test_a_claim_uses_what_is_left_in_the_year_of_each_day():
    person = member_of_staff(at=datetime(2027, 4, 2, 12, tzinfo=UTC))
    entries = claim(person, portion(on=date(2027, 3, 31)), portion(on=NEXT, minutes=60))
    assert [(entry.kind, entry.minutes) for entry in entries] == [("claim", DAY), ("claim", 60)]
    assert buckets(person) == (14 * DAY, 0, DAY)
    assert buckets(person, year=NEXT) == (15 * DAY - 60, 0, 60)


def test_claiming_again_changes_nothing():
    person = member_of_staff()
    first = claim(person, portion())
    assert claim(person, portion()) == first
    assert LedgerEntry.objects.filter(kind="claim").count() == 1


def test_a_claim_never_takes_more_than_is_left():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY))
    with pytest.raises(ledger.AllowanceShort, match="nothing left"):
        claim(person, portion(minutes=1))
    assert not LedgerEntry.objects.filter(kind="claim").exists()


def test_an_approved_excess_stands_in_the_entry():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY - 60))
    (entry,) = claim(person, portion(minutes=100), excess_minutes=40)
    assert entry.excess_minutes == 40
    assert not list(nothing_is_taken_below_zero())


def test_reversing_a_claim_gives_it_back_once():
    person = member_of_staff()
    claim(person, portion())
    reverse()
    reverse()
    assert buckets(person) == (15 * DAY, 0, 0)
    with pytest.raises(ledger.SourceAlreadyUsed):
        claim(person, portion())


def test_people_without_a_ledger_post_nothing():
    agency = member_of_staff(contract="agency")
    assert claim(agency, portion()) == []
