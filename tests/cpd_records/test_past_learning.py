"""Past learning, many rows at once (FORMATS, training_history.csv)."""

from datetime import date

import pytest

from cpd_records.actions import past_learning
from cpd_records.actions.past_learning import PastLearning, Posted
from cpd_records.models import Account, CpdRecord, LedgerEntry
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, NOON, balance, learning, member_of_staff
from tests.factories.workforce import PostFactory

pytestmark = pytest.mark.django_db


def row(person, number=1, **facts):
    facts = {"source": f"history:{person.pk}:LA02:{number}", "starts_on": date(2026, 6, 12), **facts}
    return PastLearning(person.pk, learning(**facts), "Attended: Signs of Safety")


def post(*rows):
    return past_learning.post(rows=rows, by=None, at=NOON)


def test_rows_are_recorded_and_spent_with_their_split():
    person = member_of_staff()
    assert post(row(person, 1), row(person, 2, weights=Split(rp=50, sp=50))) == Posted(added=2)
    now = balance(person)
    assert (now.available, now.spent, now.split) == (13 * DAY, 2 * DAY, Split(sos=DAY, rp=222, sp=222))
    assert CpdRecord.objects.count() == 2


def test_the_same_rows_again_change_nothing():
    person = member_of_staff()
    post(row(person))
    before = LedgerEntry.objects.count()
    assert post(row(person)) == Posted(unchanged=1)
    assert LedgerEntry.objects.count() == before


def test_a_row_that_says_otherwise_replaces_the_record_and_what_it_spent():
    person = member_of_staff()
    post(row(person))
    assert post(row(person, outcome="partial", credited_minutes=222)) == Posted(changed=1)
    assert balance(person).spent == 222
    assert CpdRecord.objects.standing().get().outcome == "partial"
    post(row(person))
    assert balance(person).spent == DAY


def test_what_happened_is_posted_even_beyond_the_allowance():
    person = member_of_staff(fte="0.1")
    post(*(row(person, number) for number in range(3)))
    assert (balance(person).overdrawn, balance(person).spent) == (3 * DAY - 666, 3 * DAY)


def test_agency_workers_get_the_record_and_nothing_is_taken_off():
    agency = PostFactory(contract="agency").person
    post(row(agency))
    assert (CpdRecord.objects.get().person, CpdRecord.objects.get().credited_minutes) == (agency, 0)
    assert not Account.objects.exists()


def test_learning_without_credit_is_only_recorded():
    person = member_of_staff()
    post(row(person, credited_minutes=0))
    assert (balance(person).spent, CpdRecord.objects.count()) == (0, 1)


def test_statements_do_not_grow_with_rows(django_assert_max_num_queries):
    people = [member_of_staff() for _ in range(3)]
    rows = [row(person, number) for person in people for number in range(5)]
    with django_assert_max_num_queries(14):
        post(*rows)
