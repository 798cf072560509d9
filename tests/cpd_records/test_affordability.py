"""What a booking would change, before the button is pressed."""

from datetime import date

import pytest

from cpd_records.presenters.allowance import affordability_lines
from cpd_records.rules.affordability import affordability, effect
from cpd_records.rules.balances import Balance
from foundation.methodologies import Split
from foundation.policies import book
from tests.factories.cpd_records import DAY, YEAR, member_of_staff, portion, reserve
from tests.factories.workforce import PostFactory

pytestmark = pytest.mark.django_db
NEXT = date(2027, 4, 1)


def asked(person, *portions):
    return affordability(person.pk, portions, book())


def test_before_and_after_with_the_methodologies_so_far():
    held = Balance(available=13 * DAY // 2, spent=2 * DAY, split=Split(rp=2 * DAY))
    found = effect([portion(weights=Split(rp=50, sp=50))], {YEAR: held})
    assert affordability_lines(found, DAY) == [
        "Uses 1 day of the 6.5 days you have left for 2026/27, and leaves 5.5 days.",
        "2 days of Restorative Practice so far; this adds 0.5 days.",
        "0 days of Social Pedagogy so far; this adds 0.5 days.",
    ]


def test_each_year_is_told_apart():
    found = asked(member_of_staff(), portion(on=date(2027, 3, 31)), portion(on=NEXT, minutes=222))
    assert [(year.year_starts_on, year.need.minutes, year.left_after) for year in found.years] == [
        (YEAR, DAY, 14 * DAY),
        (NEXT, 222, 15 * DAY - 222),
    ]
    assert found.affordable


def test_too_little_left_says_what_is_needed_and_what_is_left():
    person = member_of_staff()
    reserve(person, portion(minutes=14 * DAY + 222))
    found = asked(person, portion())
    assert not found.affordable
    assert found.years[0].missing == 222
    assert affordability_lines(found, DAY) == [
        "This needs 1 day of your allowance for 2026/27, and you have 0.5 days left."
    ]


def test_overdrawn_leaves_nothing_and_says_so():
    found = effect([portion()], {YEAR: Balance(available=-DAY, spent=2 * DAY, split=Split(sos=2 * DAY))})
    assert (found.affordable, found.years[0].missing, found.years[0].left_after) == (False, DAY, 0)


def test_people_without_a_ledger_lose_nothing():
    found = asked(PostFactory(contract="agency").person, portion())
    assert (found.affordable, found.costs_nothing) == (True, True)
    assert "nothing is taken off" in affordability_lines(found, DAY)[0]


def test_learning_that_costs_nothing_says_so():
    found = asked(member_of_staff(), portion(minutes=0))
    assert affordability_lines(found, DAY) == ["This takes nothing off your learning allowance."]


def test_asking_takes_two_queries(django_assert_num_queries):
    person, figures = member_of_staff(), book()
    with django_assert_num_queries(2):
        affordability(person.pk, [portion(), portion(on=NEXT)], figures)
