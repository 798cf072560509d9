"""The audit of the ledger: silent when all is well, and each rule seen to fail."""

from datetime import date

import pytest

from cpd_records import invariants
from cpd_records.actions import certificates, ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import Account, Certificate, CpdRecord, LedgerEntry, RequirementPeriod
from tests.factories.cpd_records import DAY, NOON, YEAR, member_of_staff, portion, record, reserve
from tests.factories.requirements import RequirementFactory, learn
from workforce.models import LiveFrom, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """Somebody who booked, attended, cancelled and has a certificate."""
    somebody = member_of_staff()
    reserve(somebody, portion())
    ledger.spend(source="booking:1", portions=[portion(minutes=222)], by=None, at=NOON, reason="Attended in part")
    reserve(somebody, portion(), source="booking:2")
    ledger.release(source="booking:2", by=None, at=NOON, reason="Cancelled")
    certificates.issue(record=record(somebody), by=None, at=NOON)
    return somebody


def post(person, kind, start, end, minutes=DAY, on=YEAR, **more):
    """An entry no action would write."""
    fields = {"source": "by hand", "effective_on": on, "reason": "Planted", "at": NOON, "minutes": minutes} | more
    account = Account.objects.get(person=person, year_starts_on=YEAR)
    LedgerEntry.objects.create(account=account, kind=kind, from_bucket=start, to_bucket=end, **fields)


def rules_broken():
    return {breach.rule for breach in invariants.breaches()}


def test_all_is_well(person):
    assert rules_broken() == set()


def test_somebody_overdrawn_by_a_change_of_circumstances_breaks_nothing(person):
    reserve(person, portion(minutes=10 * DAY), source="booking:3")
    Post.objects.filter(person=person).update(ends_on=date(2026, 7, 15))
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    assert rules_broken() == set()


def test_giving_back_what_was_never_booked_is_found(person):
    post(person, "release", "reserved", "available")
    assert rules_broken() == {"the buckets of an account add up", "nothing gives back more than it took"}


def test_taking_back_more_of_a_methodology_than_was_used_is_found(person):
    post(person, "reverse", "spent", "available", 100, rp_minutes=100)
    assert "the buckets of an account add up" in rules_broken()


def test_booking_beyond_what_is_left_is_found(person):
    post(person, "reserve", "available", "reserved", 20 * DAY)
    assert rules_broken() == {"nothing is booked or claimed beyond what is left"}


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2027, 4, 1)])
def test_an_entry_of_the_day_beside_its_year_is_found(person, day):
    post(person, "reserve", "available", "reserved", on=day)
    assert rules_broken() == {"an entry counts in its account's year"}


def test_both_ends_of_a_year_are_of_it(person):
    for day in (YEAR, date(2027, 3, 31)):
        post(person, "reserve", "available", "reserved", on=day, source=f"on {day}")
    assert rules_broken() == set()


def test_an_allowance_that_is_not_its_sum_is_found(person):
    Post.objects.filter(person=person).update(fte="0.5")
    (first, *_) = invariants.allowances_follow_posts()
    assert (first.rule, first.subject) == ("an allowance equals its sum", f"person {person.pk}, year 2019")
    assert rules_broken() == {"an allowance equals its sum"}


def test_an_allowance_nobody_was_given_is_found():
    person = member_of_staff()
    Post.objects.filter(person=person).update(starts_on=date(2018, 1, 8))
    assert f"person {person.pk}, year 2017" in {breach.subject for breach in invariants.breaches()}


@pytest.mark.parametrize("change", [{"outcome": "partial"}, {"withdrawn_at": NOON, "withdrawn_reason": "Planted"}])
def test_a_certificate_without_completed_learning_is_found(person, change):
    CpdRecord.objects.filter(certificates__in=Certificate.objects.all()).update(**change)
    assert rules_broken() == {"a certificate stands on completed learning"}


@pytest.fixture
def asked(db):
    """A requirement that is live for everybody."""
    LiveFrom.objects.create(module="cpd", team=None, starts_on=date(2026, 4, 1))
    return RequirementFactory()


def test_a_cycle_that_stands_on_withdrawn_learning_is_found(asked):
    done = learn(member_of_staff(), date(2026, 5, 4))
    assert rules_broken() == set()
    CpdRecord.objects.filter(pk=done.pk).update(withdrawn_at=NOON, withdrawn_reason="Planted")
    assert rules_broken() == {"a completed cycle stands on learning"}


def test_a_cycle_left_open_behind_a_later_one_is_found(asked):
    learn(member_of_staff(), date(2026, 5, 4))
    RequirementPeriod.objects.filter(cycle__gt=1, completed_on=None).update(closed_on=date(2026, 6, 1))
    nothing = {"completed_on": None, "completed_at": None, "valid_from": None, "valid_until": None, "evidence": ""}
    assert RequirementPeriod.objects.exclude(evidence="").update(**nothing) == 1
    assert rules_broken() == {"cycles follow one another"}
