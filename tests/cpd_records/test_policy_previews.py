"""Whom a policy figure would touch, before it is saved."""

from datetime import date
from decimal import Decimal

import pytest

from cpd_records import policies
from cpd_records.actions import ledger
from cpd_records.previews import PREVIEWS, preview
from foundation.models import PolicyValue
from tests.factories.cpd_records import DAY, NOON, member_of_staff, portion, reserve
from tests.factories.workforce import PostFactory

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)


def said(key, value, starts_on=APRIL):
    return list(preview(key, Decimal(value), starts_on))


def test_a_longer_year_says_how_many_get_how_much_more():
    member_of_staff()
    member_of_staff(fte="0.5")
    assert said(policies.FULL_YEAR, 16 * DAY) == [
        "2027/28: 2 people get 1.5 days more in all. The largest change is 1 day more, for 1 person.",
        "2028/29: 2 people get 1.5 days more in all. The largest change is 1 day more, for 1 person.",
    ]


def test_from_the_middle_of_a_year_only_its_rest_counts():
    # 16 days instead of 15 from 1 October: 183 of 366 days of one day more, 15.5 in all
    member_of_staff()
    assert said(policies.FULL_YEAR, 16 * DAY, date(2027, 10, 1))[0].startswith(
        "2027/28: 1 person gets 0.5 days more in all."
    )


def test_fewer_days_are_told_as_well():
    member_of_staff()
    assert said(policies.FULL_YEAR, 14 * DAY)[0] == (
        "2027/28: 1 person gets 1 day less in all. The largest change is 1 day less, for 1 person."
    )


def test_agency_workers_would_gain():
    PostFactory(contract="agency")
    assert said(policies.AGENCY, 1)[0].startswith("2027/28: 1 person gets 15 days more in all.")


def test_a_figure_that_changes_nothing_says_so():
    member_of_staff()
    assert said(policies.FULL_YEAR, 15 * DAY)[0] == "2027/28: nobody’s allowance changes."


def test_a_longer_day_moves_no_time():
    member_of_staff()
    assert said(policies.DAY, 370) == [
        "No time moves. A full allowance of 6,660 minutes is shown as 18 days instead of 15 days, "
        "to 1 person with an allowance year."
    ]


def test_how_many_would_stand_out():
    reserve(member_of_staff(), portion(date(2027, 5, 4), 8 * DAY))
    reserve(member_of_staff(), portion(date(2027, 5, 4), 2 * DAY), source="booking:2")
    assert said(policies.WARN, 50, date(2027, 5, 1))[0] == (
        "Of 2 people with an allowance in 2027/28, managers would be told that 1 have used or booked all that "
        "(now 0), as things stand today."
    )
    assert "1 have used and booked little (now 0)" in said(policies.MIDYEAR_AFTER, 1, date(2027, 5, 1))[1]
    assert "2 have used and booked little (now 1)" in said(policies.MIDYEAR_LOW, 9, date(2027, 10, 1))[1]


def test_excess_that_was_approved_stands():
    person = member_of_staff()
    over = {"portions": [portion(date(2027, 5, 4), 16 * DAY)], "by": None, "at": NOON, "reason": "Booked"}
    ledger.reserve(person_id=person.pk, source="booking:1", excess_minutes=DAY, **over)
    assert said(policies.EXCESS, 0) == [
        "In 2027/28 1 person is beyond the allowance, 1 day in all; that stands.",
        "From that day nothing more can be booked beyond what is left, whoever approves.",
    ]


def test_what_may_be_carried_over_and_until_when():
    assert said(policies.CARRY_UNTIL, 30) == [
        "Time of 2026/27 could be used until 30 April 2027, up to 3 days a person.",
        "0 wait for an answer; 0 of them ask for more. What was granted stands.",
    ]
    assert said(policies.CARRY_MOST, 1)[0].endswith("up to 1 day a person.")


def test_every_policy_of_the_allowance_has_a_preview():
    keys = {item.key for item in policies.POLICIES if item.key.startswith("allowance.")}
    assert set(PREVIEWS) == keys


def test_others_have_none():
    assert said(policies.FIRST_REMINDER, 80) == []


@pytest.mark.parametrize("key", sorted(PREVIEWS))
def test_queries_do_not_grow_with_people(key, django_assert_max_num_queries):
    for _ in range(4):
        member_of_staff()
    with django_assert_max_num_queries(3):
        said(key, 1)


def test_time_beyond_the_allowance_can_be_switched_off_from_a_day():
    person = member_of_staff()
    PolicyValue.objects.create(
        key=policies.EXCESS, starts_on=date(2026, 7, 1), value=Decimal(0), reason="Agreed", created_at=NOON
    )
    over = {"person_id": person.pk, "excess_minutes": DAY, "by": None, "at": NOON, "reason": "Booked"}
    with pytest.raises(ledger.AllowanceShort):
        ledger.reserve(portions=[portion(date(2026, 7, 1), 16 * DAY)], source="booking:1", **over)
    assert ledger.reserve(portions=[portion(date(2026, 6, 30), 16 * DAY)], source="booking:1", **over)
