"""Moving learning time: reserve, release, spend, reverse (DESIGN 4)."""

from datetime import date

import pytest

from cpd_records.actions import ledger
from cpd_records.invariants import nothing_is_taken_below_zero
from cpd_records.models import Account, LedgerEntry
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, NOON, YEAR, balance, member_of_staff, portion, reserve
from tests.factories.workforce import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
NEXT = date(2027, 4, 1)
JUNE = date(2026, 6, 12)
ACTED = {"by": None, "at": NOON, "reason": "A sentence"}


def buckets(person, year=YEAR):
    now = balance(person, year)
    return (now.available, now.reserved, now.spent)


def spend(*portions, source="booking:1", cycle=0):
    return ledger.spend(source=source, cycle=cycle, portions=portions, **ACTED)


def release(source="booking:1", cycle=0):
    return ledger.release(source=source, cycle=cycle, **ACTED)


def reverse(source="booking:1", cycle=0):
    return ledger.reverse(source=source, cycle=cycle, **ACTED)


def walk_in(person, *portions, source="walkin:1"):
    return ledger.spend_directly(person_id=person.pk, portions=portions, source=source, **ACTED)


def test_reserving_sets_time_aside():
    person = member_of_staff()
    reserve(person, portion())
    assert buckets(person) == (14 * DAY, DAY, 0)


def test_each_entry_says_who_when_why_and_for_which_day():
    person = member_of_staff()
    (entry,) = reserve(person, portion(on=JUNE))
    assert (entry.effective_on, entry.at, entry.reason, entry.by) == (JUNE, NOON, "Booked: a course", None)


def test_reserving_again_changes_nothing():
    person = member_of_staff()
    first = reserve(person, portion())
    assert reserve(person, portion()) == first
    assert LedgerEntry.objects.filter(kind="reserve").count() == 1


def test_the_same_source_for_other_minutes_is_no_retry():
    person = member_of_staff()
    reserve(person, portion())
    with pytest.raises(ledger.SourceAlreadyUsed):
        reserve(person, portion(minutes=2 * DAY))


def test_more_than_is_left_is_refused_with_numbers_and_a_remedy():
    person = member_of_staff()
    reserve(person, portion(minutes=14 * DAY))
    with pytest.raises(ledger.AllowanceShort) as refusal:
        reserve(person, portion(minutes=2 * DAY), source="booking:2")
    assert (refusal.value.needed, refusal.value.left) == (2 * DAY, DAY)
    assert str(refusal.value).startswith(
        "This needs 2 days (14 hours 48 minutes) of learning allowance, and there is 1 day (7 hours 24 minutes) left "
        "in the year from 1 April 2026 to 31 March 2027. Choose a shorter course"
    )
    assert buckets(person) == (DAY, 14 * DAY, 0)


def test_the_last_minute_can_be_reserved():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY))
    assert buckets(person) == (0, 15 * DAY, 0)


def test_dates_on_both_sides_of_31_march_debit_their_own_years():
    person = member_of_staff()
    reserve(person, portion(on=date(2027, 3, 31)), portion(on=date(2027, 4, 1), minutes=222))
    assert buckets(person) == (14 * DAY, DAY, 0)
    assert buckets(person, NEXT) == (15 * DAY - 222, 222, 0)


def test_when_one_year_is_short_neither_is_touched():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY))
    with pytest.raises(ledger.AllowanceShort, match="1 April 2026"):
        reserve(person, portion(), portion(on=NEXT), source="booking:2")
    assert buckets(person, NEXT) == (15 * DAY, 0, 0)


def test_releasing_gives_all_of_it_back_once():
    person = member_of_staff()
    reserve(person, portion(), portion(on=NEXT))
    assert len(release()) == 2
    assert release() == []
    assert buckets(person) == buckets(person, NEXT) == (15 * DAY, 0, 0)


def test_a_booking_given_back_is_not_taken_again_by_a_late_retry():
    person = member_of_staff()
    reserve(person, portion())
    release()
    with pytest.raises(ledger.SourceAlreadyUsed):
        reserve(person, portion())
    reserve(person, portion(), cycle=LedgerEntry.objects.next_cycle("booking:1"))
    assert buckets(person) == (14 * DAY, DAY, 0)


def test_spending_turns_reserved_into_spent_with_its_split():
    person = member_of_staff()
    weights = Split(sos=34, rp=33, sp=33)
    reserve(person, portion(weights=weights))
    spend(portion(weights=weights))
    assert buckets(person) == (14 * DAY, 0, DAY)
    assert balance(person).split == Split(sos=151, rp=147, sp=146)


def test_spending_less_gives_the_rest_back():
    person = member_of_staff()
    reserve(person, portion(minutes=2 * DAY))
    spend(portion(minutes=DAY))
    assert buckets(person) == (14 * DAY, 0, DAY)


def test_spending_again_changes_nothing():
    person = member_of_staff()
    reserve(person, portion(minutes=2 * DAY))
    assert spend(portion()) == spend(portion())
    assert buckets(person) == (14 * DAY, 0, DAY)


def test_spending_nothing_gives_everything_back():
    person = member_of_staff()
    reserve(person, portion())
    assert [entry.kind for entry in spend()] == ["release"]
    assert buckets(person) == (15 * DAY, 0, 0)


def test_spending_more_than_was_reserved_takes_it_from_what_is_left():
    person = member_of_staff()
    reserve(person, portion())
    spend(portion(minutes=2 * DAY))
    assert buckets(person) == (13 * DAY, 0, 2 * DAY)


def test_what_was_attended_is_spent_in_full_and_leaves_a_year_overdrawn():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY))
    spend(portion(minutes=15 * DAY + 1))
    assert buckets(person) == (-1, 0, 15 * DAY + 1)


def test_learning_that_moved_into_the_next_year_is_spent_there():
    person = member_of_staff()
    reserve(person, portion(on=date(2027, 3, 30)))
    spend(portion(on=NEXT))
    assert buckets(person) == (15 * DAY, 0, 0)
    assert buckets(person, NEXT) == (14 * DAY, 0, DAY)


def test_what_was_given_back_cannot_be_spent_under_the_same_cycle():
    reserve(member_of_staff(), portion())
    release()
    with pytest.raises(ledger.SourceAlreadyUsed):
        spend(portion())


def test_learning_that_costs_no_allowance_posts_nothing():
    person = member_of_staff()
    assert reserve(person, portion(minutes=0)) == []
    assert spend(portion(minutes=0)) == []


def test_a_walk_in_spends_what_is_left():
    person = member_of_staff()
    walk_in(person, portion())
    walk_in(person, portion())
    assert buckets(person) == (14 * DAY, 0, DAY)


def test_a_walk_in_with_nothing_left_is_refused():
    person = member_of_staff()
    reserve(person, portion(minutes=15 * DAY))
    with pytest.raises(ledger.AllowanceShort, match="nothing left"):
        walk_in(person, portion())


def test_reversing_gives_spent_time_back_once_with_its_split():
    person = member_of_staff()
    walk_in(person, portion())
    assert len(reverse("walkin:1")) == 1
    assert reverse("walkin:1") == []
    assert buckets(person) == (15 * DAY, 0, 0)
    assert balance(person).split == Split()


def test_what_was_taken_back_is_no_longer_spent_by_a_late_retry():
    person = member_of_staff()
    walk_in(person, portion())
    reverse("walkin:1")
    with pytest.raises(ledger.SourceAlreadyUsed):
        walk_in(person, portion())


def test_people_without_a_ledger_post_nothing():
    agency = PostFactory(contract="agency").person
    partner = PersonFactory(standing="external")
    for person in (agency, partner):
        assert reserve(person, portion(), source=f"booking:{person.pk}") == []
        assert walk_in(person, portion(), source=f"walkin:{person.pk}") == []
    assert not LedgerEntry.objects.exists()


def test_a_source_nobody_knows_moves_nothing():
    assert release("booking:none") == reverse("booking:none") == spend(portion(), source="booking:none") == []


def test_accounts_are_made_once_and_locked_in_the_order_of_their_ids():
    person = PersonFactory()
    days = [NEXT, YEAR, JUNE]
    first = ledger.lock_accounts(person_id=person.pk, days=days)
    again = ledger.lock_accounts(person_id=person.pk, days=reversed(days))
    assert first == again
    assert set(first) == {YEAR, NEXT}
    assert [account.pk for account in again.values()] == sorted(account.pk for account in again.values())
    assert Account.objects.count() == 2


def test_queries_do_not_grow_with_what_was_posted_before(django_assert_num_queries):
    person = member_of_staff()
    for number in range(8):
        reserve(person, portion(), source=f"booking:{number}")
    with django_assert_num_queries(6):  # savepoint, years, lock, history, sums, insert, savepoint
        reserve(person, portion(), source="booking:last")


def test_an_approved_excess_goes_below_nothing_by_no_more_than_it_needs():
    person = member_of_staff()
    reserve(person, portion(minutes=6660 - 100), source="booking:1")
    key = {"person_id": person.pk, "source": "booking:2", "by": None, "at": NOON, "reason": "Approved"}
    with pytest.raises(ledger.AllowanceShort):
        ledger.reserve(portions=[portion(minutes=DAY)], excess_minutes=DAY - 101, **key)
    (entry,) = ledger.reserve(portions=[portion(minutes=DAY)], excess_minutes=DAY, **key)
    assert (entry.excess_minutes, balance(person).overdrawn) == (DAY - 100, DAY - 100)
    assert list(nothing_is_taken_below_zero()) == []


def test_an_excess_that_nobody_approved_is_found():
    person = member_of_staff()
    reserve(person, portion(minutes=6660), source="booking:1")
    (entry,) = ledger.reserve(
        person_id=person.pk,
        portions=[portion(minutes=DAY)],
        source="booking:2",
        by=None,
        at=NOON,
        reason="Approved",
        excess_minutes=DAY,
    )
    planted = LedgerEntry(
        **{f.attname: getattr(entry, f.attname) for f in LedgerEntry._meta.concrete_fields if f.attname != "id"}
    )
    planted.source, planted.excess_minutes = "booking:3", 0
    planted.save()
    assert len(list(nothing_is_taken_below_zero())) == 1
