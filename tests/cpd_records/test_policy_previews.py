"""Whom a policy figure would touch, before it is saved."""

from datetime import date
from decimal import Decimal

import pytest

from cpd_records import policies
from cpd_records.previews import preview
from tests.factories.cpd_records import DAY, member_of_staff
from tests.factories.workforce import PostFactory

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)


def said(key, value, starts_on=APRIL):
    return list(preview(key, Decimal(value), starts_on))


def test_a_longer_year_says_how_many_get_how_much_more():
    member_of_staff()
    member_of_staff(fte="0.5")
    assert said(policies.FULL_YEAR, 16 * DAY) == [
        "2027/28: 2 people get 1.5 days more in all.",
        "2028/29: 2 people get 1.5 days more in all.",
    ]


def test_from_the_middle_of_a_year_only_its_rest_counts():
    # 16 days instead of 15 from 1 October: 183 of 366 days of one day more, 15.5 in all
    member_of_staff()
    assert said(policies.FULL_YEAR, 16 * DAY, date(2027, 10, 1))[0] == "2027/28: 1 person gets 0.5 days more in all."


def test_fewer_days_are_told_as_well():
    member_of_staff()
    assert said(policies.FULL_YEAR, 14 * DAY)[0] == "2027/28: 1 person gets 1 day less in all."


def test_agency_workers_would_gain():
    PostFactory(contract="agency")
    assert said(policies.AGENCY, 1)[0] == "2027/28: 1 person gets 15 days more in all."


def test_a_figure_that_changes_nothing_says_so():
    member_of_staff()
    assert said(policies.FULL_YEAR, 15 * DAY)[0] == "2027/28: nobody’s allowance changes."


def test_figures_that_entitle_nobody_have_no_preview():
    assert said(policies.WARN, 80) == []
