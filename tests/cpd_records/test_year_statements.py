"""Five years of five people, worked by hand as a reader would check them, to the minute (a day is 444 minutes).

Each line of a statement: the day it counts for, what happened, what it does to the time left, then
what is left, booked and used after it.
"""

from datetime import UTC, date, datetime

import pytest

from cpd_records.actions import carry_over, ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import LedgerEntry
from cpd_records.presenters.allowance import what
from cpd_records.rules.statements import Moved, statement
from foundation.methodologies import Split
from tests.factories.cpd_records import YEAR, member_of_staff, portion, reserve
from tests.factories.workforce import PostFactory, RoleGrantFactory, staff
from workforce.models import Post

pytestmark = pytest.mark.django_db
NEXT = date(2027, 4, 1)


def moment(month, day, year=2026):
    return datetime(year, month, day, 12, tzinfo=UTC)


def spend(source, *portions, at, cycle=0):
    return ledger.spend(source=source, cycle=cycle, portions=portions, by=None, at=at, reason="Attended: a course")


def told(person, start=YEAR):
    rows = LedgerEntry.objects.filter(account__person=person, account__year_starts_on=start).as_statement()
    return statement(Moved(*row) for row in rows)


def lines(found):
    return [
        (
            each.moved.effective_on,
            what(each.moved),
            each.moved.into("available"),
            each.available,
            each.reserved,
            each.spent,
        )
        for each in found.lines
        for moved in [each.moved]
    ]


def test_a_quiet_year_at_full_time():
    # 15 days = 6,660. Two days of Signs of Safety in June booked (888) and attended; a day in November
    # booked and attended for 5 of 7.4 hours: 300 minutes, 144 given back.
    # Left: 6,660 − 888 − 300 = 5,472 minutes, 12.32 days. Used: 1,188.
    person = member_of_staff()
    reserve(person, portion(date(2026, 6, 8)), portion(date(2026, 6, 9)), at=moment(5, 4))
    spend("booking:1", portion(date(2026, 6, 8)), portion(date(2026, 6, 9)), at=moment(6, 9))
    reserve(person, portion(date(2026, 11, 12)), source="booking:2", at=moment(9, 1))
    spend("booking:2", portion(date(2026, 11, 12), 300, Split(rp=60, sp=40)), at=moment(11, 12))
    found = told(person)
    assert lines(found) == [
        (date(2026, 4, 1), "Allowance for the year", +6660, 6660, 0, 0),
        (date(2026, 6, 8), "Booked", -888, 5772, 888, 0),
        (date(2026, 6, 8), "Used", 0, 5772, 0, 888),
        (date(2026, 11, 12), "Booked", -444, 5328, 444, 888),
        (date(2026, 11, 12), "Used", 0, 5328, 144, 1188),
        (date(2026, 11, 12), "Given back", +144, 5472, 0, 1188),
    ]
    # 300 minutes at 60 and 40 percent: 180 and 120
    assert found.closing.split == Split(sos=888, rp=180, sp=120)


def test_a_starter_in_november_at_four_fifths():
    # 149 days at 0.8: 6,660 × 0.8 × 149 ÷ 365 = 2,174.99, ten half days = 2,220.
    # Half a day in January booked and cancelled; a day in February walked in on: 2,220 − 444 = 1,776.
    person = member_of_staff(starts_on=date(2026, 11, 3), fte="0.8")
    reserve(person, portion(date(2027, 1, 14), 222), at=moment(12, 1))
    ledger.release(source="booking:1", by=None, at=moment(1, 7, 2027), reason="Cancelled in time")
    walked_in = {"portions": [portion(date(2027, 2, 3))], "by": None, "at": moment(2, 3, 2027), "reason": "Walked in"}
    ledger.spend_directly(person_id=person.pk, source="booking:2", **walked_in)
    assert lines(told(person)) == [
        (date(2026, 11, 3), "Allowance for the year", +2220, 2220, 0, 0),
        (date(2027, 1, 14), "Booked", -222, 1998, 222, 0),
        (date(2027, 1, 14), "Given back", +222, 2220, 0, 0),
        (date(2027, 2, 3), "Used", -444, 1776, 0, 444),
    ]


def test_more_hours_from_january():
    # 0.6 all year: 15 days × 0.6 = 9 days = 3,996. Three days attended in May: 1,332.
    # From 1 January 0.8: 6,660 × (0.6 × 275 + 0.8 × 90) ÷ 365 = 4,324.44, twenty half days = 4,440; 444 more.
    person = member_of_staff(fte="0.6")
    days = [portion(date(2026, 5, day)) for day in (11, 12, 13)]
    reserve(person, *days, at=moment(4, 20))
    spend("booking:1", *days, at=moment(5, 13))
    Post.objects.filter(person=person).update(ends_on=date(2027, 1, 1))
    PostFactory(person=person, starts_on=date(2027, 1, 1), fte="0.8")
    reconcile(person_ids=[person.pk], by=None, at=moment(1, 5, 2027))
    found = told(person)
    assert lines(found) == [
        (date(2026, 4, 1), "Allowance for the year", +3996, 3996, 0, 0),
        (date(2026, 5, 11), "Booked", -1332, 2664, 1332, 0),
        (date(2026, 5, 11), "Used", 0, 2664, 0, 1332),
        (date(2027, 1, 1), "Allowance changed", +444, 3108, 0, 1332),
    ]
    assert found.lines[-1].moved.reason == (
        "From 9 days to 10 days. 1 April 2026 to 31 December 2026 (275 days) at 0.6 of full time; "
        "1 January 2027 to 31 March 2027 (90 days) at 0.8 of full time: "
        "15 days × (0.6 × 275 + 0.8 × 90) ÷ 365 = 9.74 days, rounded up to a multiple of half a day: "
        "10 days (74 hours)."
    )


def test_a_leaver_in_july_who_had_used_more():
    # 6,660 given; six days attended in May: 2,664. Leaves on 14 July: 105 days, 6,660 × 105 ÷ 365 = 1,915.89,
    # nine half days = 1,998; 4,662 go back. 3,996 − 4,662 = −666: a day and a half over, by circumstances.
    person = member_of_staff()
    reserve(person, portion(date(2026, 5, 18), 2664), at=moment(4, 20))
    spend("booking:1", portion(date(2026, 5, 18), 2664), at=moment(5, 25))
    Post.objects.filter(person=person).update(ends_on=date(2026, 7, 15), end_type="left")
    reconcile(person_ids=[person.pk], by=None, at=moment(7, 1))
    found = told(person)
    assert lines(found) == [
        (date(2026, 4, 1), "Allowance for the year", +6660, 6660, 0, 0),
        (date(2026, 5, 18), "Booked", -2664, 3996, 2664, 0),
        (date(2026, 5, 18), "Used", 0, 3996, 0, 2664),
        (date(2026, 7, 15), "Allowance changed", -4662, -666, 0, 2664),
    ]
    assert (found.closing.left, found.over_by_circumstances, found.over_by_approval) == (0, 666, 0)


def test_a_year_with_time_carried_over_approved_excess_and_a_correction():
    # 2027/28: 6,660 given and 888 carried over from 2026/27 make 7,548. A day used in June (444) leaves 444
    # of the carried time, which lapses on 1 July: 7,548 − 444 − 444 = 6,660. Sixteen days booked for
    # autumn, 7,104, are 444 more than that: approved. Attended, then corrected to nothing: 6,660 left.
    manager = staff("manager@example.org")
    person = member_of_staff(line_manager=manager)
    head = RoleGrantFactory(role="leader", team=Post.objects.get(person=person).team, starts_on=date(2020, 1, 1)).user
    proposal = {"from_year": YEAR, "minutes": 888, "cause": "absence", "reason": "Away"}
    asked = carry_over.propose(person=person, by=manager.user, at=moment(3, 10, 2027), **proposal)
    carry_over.grant(public_id=str(asked.public_id), answer="", by=head, at=moment(3, 12, 2027))
    reserve(person, portion(date(2027, 6, 10)), at=moment(5, 3, 2027))
    spend("booking:1", portion(date(2027, 6, 10)), at=moment(6, 10, 2027))
    assert carry_over.lapse_due(at=moment(7, 1, 2027)) == 444
    long = portion(date(2027, 10, 4), 16 * 444)
    booked = {"source": "booking:2", "portions": [long], "by": None, "at": moment(8, 2, 2027), "reason": "Booked"}
    ledger.reserve(person_id=person.pk, excess_minutes=444, **booked)
    assert told(person, NEXT).over_by_approval == 444
    spend("booking:2", long, at=moment(10, 25, 2027))
    ledger.reverse(source="booking:2", by=None, at=moment(11, 1, 2027), reason="It was cancelled on the day")
    found = told(person, NEXT)
    assert lines(found) == [
        (date(2027, 4, 1), "Allowance for the year", +6660, 6660, 0, 0),
        (date(2027, 4, 1), "Carried over", +888, 7548, 0, 0),
        (date(2027, 6, 10), "Booked", -444, 7104, 444, 0),
        (date(2027, 6, 10), "Used", 0, 7104, 0, 444),
        (date(2027, 7, 1), "Lapsed", -444, 6660, 0, 444),
        (date(2027, 10, 4), "Booked", -7104, -444, 7104, 444),
        (date(2027, 10, 4), "Used", 0, -444, 0, 7548),
        (date(2027, 10, 4), "Corrected", +7104, 6660, 0, 444),
    ]
    assert found.carried_in == 444
    old = told(person)
    assert lines(old)[-1] == (date(2027, 3, 31), "Carried into the next year", -888, 5772, 0, 0)
