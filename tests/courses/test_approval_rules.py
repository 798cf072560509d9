"""Who has to approve a booking, and by when (DOMAIN 6, rules 4, 7 and 9)."""

import datetime

import pytest

from courses.rules.approval import ApprovalFacts, ApprovalFigures, ruling
from courses.rules.deadlines import deadlines, reminded_at
from foundation import policies
from tests.factories.courses import local

FIGURES = ApprovalFigures()


@pytest.mark.parametrize(
    ("facts", "excess", "code", "asks"),
    [
        ({}, 0, "manager", "manager"),
        ({"minutes": 120}, 0, "short", ""),
        ({"minutes": 121}, 0, "manager", "manager"),
        ({"minutes": 60, "course": "always"}, 0, "course", "manager"),
        ({"course": "never"}, 0, "open_course", ""),
        ({"outside": True}, 0, "outside", ""),
        ({"outside": True, "course": "always"}, 0, "outside", ""),
        ({"mandatory": True}, 0, "mandatory", ""),
        ({"planned": True}, 0, "planned", ""),
        ({"planned": True, "minutes": 889}, 0, "manager", "manager"),
        ({"minutes": 60, "missed": 2}, 0, "missed", "manager"),
        ({"minutes": 60, "missed": 1}, 0, "short", ""),
        ({"mandatory": True}, 30, "excess", "manager"),
        ({"minutes": 60, "course": "never"}, 1, "excess", "manager"),
        ({"by_decider": True}, 30, "by_decider", ""),
        ({"has_manager": False}, 0, "nobody", ""),
        ({"has_manager": False}, 30, "excess", "coordinator"),
        ({"has_manager": False, "missed": 2}, 0, "missed", "coordinator"),
    ],
)
def test_the_first_rule_that_applies_decides(facts, excess, code, asks):
    found = ruling(ApprovalFacts(**{"minutes": 444, **facts}), FIGURES, excess)
    assert (found.code, found.asks) == (code, asks)
    assert found.why


def test_without_a_manager_a_policy_may_send_everything_to_a_coordinator():
    figures = ApprovalFigures(automatic_without_manager=False)
    found = ruling(ApprovalFacts(minutes=444, has_manager=False), figures)
    assert (found.code, found.asks) == ("manager", "coordinator")


@pytest.mark.django_db
def test_five_working_days_to_answer_and_two_before_the_session_it_is_over():
    found = deadlines(local(2026, 11, 2, 10), local(2026, 12, 10), policies.book())
    assert found.escalates_at == local(2026, 11, 9, 9, 0)
    assert found.lapses_at == local(2026, 12, 8, 9, 0)


@pytest.mark.django_db
def test_close_to_the_day_it_goes_up_half_way_and_lapses_as_the_session_starts():
    asked, starts = local(2026, 11, 12, 9, 30), local(2026, 11, 13, 9, 30)
    found = deadlines(asked, starts, policies.book())
    assert found.lapses_at == starts
    assert found.escalates_at == asked + datetime.timedelta(hours=12)


@pytest.mark.django_db
def test_a_bank_holiday_is_no_day_to_answer_on():
    found = deadlines(local(2026, 12, 21, 10), local(2027, 2, 1), policies.book())
    assert found.escalates_at == local(2026, 12, 30, 9, 0)
    assert reminded_at(local(2026, 12, 21, 10), policies.book()) == local(2026, 12, 24, 9, 0)
