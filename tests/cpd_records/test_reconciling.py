"""Entitlement in the ledger: a grant, then adjusts that spell out the sum (DESIGN 4)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cpd_records import policies
from cpd_records.actions.entitlement import reconcile
from cpd_records.imports import reconcile_after_import
from cpd_records.models import Account, LedgerEntry
from foundation.models import ImportRun, PolicyValue
from tests.factories.cpd_records import DAY, NOON, YEAR, balance, member_of_staff, portion, reserve
from tests.factories.workforce import AbsenceFactory, PersonFactory, PostFactory
from workforce.models import Post

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 8, 3, 9, tzinfo=UTC)
NEXT = date(2027, 4, 1)


def again(*people, at=LATER):
    return reconcile(person_ids=[person.pk for person in people], by=None, at=at)


def change(person, **fields):
    """As an import does: the version closes, another opens."""
    old = Post.objects.current().get(person=person)
    Post.objects.filter(pk=old.pk).update(recorded_until=LATER)
    plain = {field.attname: getattr(old, field.attname) for field in Post._meta.concrete_fields if field.name != "id"}
    return Post.objects.create(**{**plain, "recorded_from": LATER, "recorded_until": None, **fields})


def entries(person, year=YEAR):
    return LedgerEntry.objects.filter(account__person=person, account__year_starts_on=year).order_by("pk")


def test_the_first_time_gives_a_grant_with_its_sum():
    (grant,) = entries(member_of_staff(starts_on=date(2026, 11, 3), fte="0.8"))
    assert (grant.kind, grant.minutes, grant.effective_on) == ("grant", 5 * DAY, date(2026, 11, 3))
    assert "15 days × 0.8 × 149 ÷ 365 = 4.90 days" in grant.reason


def test_every_year_from_the_first_to_the_next_is_given():
    person = member_of_staff(starts_on=date(2010, 1, 4))
    years = Account.objects.filter(person=person).order_by("year_starts_on").values_list("year_starts_on", flat=True)
    assert (years[0], years.last(), len(years)) == (date(2017, 4, 1), NEXT, 11)


def test_the_same_again_changes_nothing():
    person = member_of_staff()
    assert str(again(person)) == "Allowances: 0 given, 0 changed."
    assert entries(person).count() == 1


def test_more_hours_are_an_adjust_that_says_from_and_to():
    # as the staff file has it from 1 January: 275 days at 0.6 and 90 at 0.8 make 10 days, not 9
    person = member_of_staff(fte="0.6")
    change(person, ends_on=date(2027, 1, 1))
    PostFactory(person=person, starts_on=date(2027, 1, 1), fte="0.8")
    again(person)
    adjust = entries(person).last()
    assert (adjust.kind, adjust.from_bucket, adjust.to_bucket, adjust.minutes) == (
        "adjust",
        "outside",
        "available",
        DAY,
    )
    assert adjust.effective_on == date(2027, 1, 1)
    assert adjust.reason.startswith("From 9 days to 10 days. 1 April 2026 to 31 December 2026 (275 days) at 0.6")


def test_a_leaver_who_used_more_is_overdrawn_and_bookings_stand():
    # leaves on 14 July: 105 days, four and a half days; six were booked
    person = member_of_staff()
    reserve(person, portion(minutes=6 * DAY))
    change(person, ends_on=date(2026, 7, 15), end_type="left")
    again(person)
    now = balance(person)
    assert (now.granted, now.reserved, now.available) == (1998, 6 * DAY, 1998 - 6 * DAY)
    assert (now.left, now.overdrawn) == (0, 666)
    assert entries(person).last().reason.startswith("From 15 days to 4.5 days.")


def test_a_year_no_longer_worked_is_taken_back_whole():
    person = member_of_staff()
    change(person, ends_on=date(2026, 7, 15), end_type="left")
    again(person)
    assert balance(person, NEXT).granted == 0
    assert entries(person, NEXT).last().reason == "From 15 days to 0 days. Not in post on any day of this year."


def test_each_further_change_is_a_further_adjust():
    person = member_of_staff()
    for fte in ("0.5", "0.6", "1"):
        change(person, fte=fte)
        again(person)
    assert list(entries(person).values_list("kind", "cycle")) == [
        ("grant", 0),
        ("adjust", 1),
        ("adjust", 2),
        ("adjust", 3),
    ]
    assert balance(person).available == 15 * DAY


def test_somebody_who_comes_back_after_nothing_was_left_is_adjusted_not_granted_again():
    person = member_of_staff()
    change(person, contract="agency")
    again(person)
    change(person, contract="permanent")
    again(person)
    assert list(entries(person).values_list("kind", flat=True)) == ["grant", "adjust", "adjust"]


def test_agency_and_provisional_people_and_partners_have_no_account():
    agency = PostFactory(contract="agency").person
    provisional = PostFactory(person=PersonFactory(standing="provisional"), provisional=True).person
    partner = PersonFactory(standing="external")
    again(agency, provisional, partner)
    assert not Account.objects.exists()


def test_parental_leave_and_sickness_change_nothing():
    person = member_of_staff()
    AbsenceFactory(person=person, starts_on=date(2026, 5, 1), reason="MAT")
    again(person)
    assert balance(person).granted == 15 * DAY


def test_entitlement_does_not_follow_a_joined_record():
    old = PostFactory(starts_on=date(2020, 1, 6), ends_on=date(2026, 9, 1), contract="agency").person
    new = member_of_staff(starts_on=date(2026, 9, 1))
    old.joined_into = new
    old.save()
    again(old, new)
    assert balance(new).granted == 9 * DAY
    assert not Account.objects.filter(person=old).exists()


def test_a_policy_from_a_date_is_followed():
    person = member_of_staff()
    PolicyValue.objects.create(
        key=policies.FULL_YEAR, starts_on=NEXT, value=Decimal(16 * DAY), reason="Agreed", created_at=NOON
    )
    again(person)
    assert (balance(person).granted, balance(person, NEXT).granted) == (15 * DAY, 16 * DAY)


def test_time_given_by_hand_is_left_alone():
    person = member_of_staff()
    account = Account.objects.get(person=person, year_starts_on=YEAR)
    LedgerEntry.objects.create(
        account=account,
        kind="carry",
        from_bucket="outside",
        to_bucket="available",
        minutes=DAY,
        source="carry:2025",
        effective_on=YEAR,
        reason="Carried over",
        at=NOON,
    )
    again(person)
    assert balance(person).granted == 16 * DAY


def test_queries_do_not_grow_with_people(django_assert_max_num_queries):
    people = [member_of_staff() for _ in range(12)]
    for person in people:
        change(person, fte="0.5")
    with django_assert_max_num_queries(14):
        assert again(*people).adjusts == 12 * 9


def test_an_import_brings_those_it_touched_in_step():
    run = ImportRun.objects.create(started_at=NOON)
    touched = PostFactory(recorded_by_run=run).person
    untouched = PostFactory().person
    assert reconcile_after_import(run.pk, NOON) == "Allowances: 8 given, 0 changed."
    assert balance(touched).granted == 15 * DAY
    assert not Account.objects.filter(person=untouched).exists()
    assert reconcile_after_import(run.pk, NOON) == "Allowances: 0 given, 0 changed."
