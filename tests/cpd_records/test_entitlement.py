"""Entitlements worked by hand, as a reader would check them (FORMATS, posts.csv; DOMAIN 6)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpd_records import policies
from cpd_records.actions import ledger
from cpd_records.actions.entitlement import reconcile
from cpd_records.rules.entitlement import Spell, entitlement, is_staff
from cpd_records.rules.years import days_in, following
from foundation.policies import PolicyBook
from tests.factories.cpd_records import NOON, balance, member_of_staff, portion, reserve
from workforce.models import Post

DAY = 444
HALF_DAY = 222
Y2023, Y2025, Y2026 = date(2023, 4, 1), date(2025, 4, 1), date(2026, 4, 1)


def book(**rows):
    """The policies by their defaults, or with dated rows by the name of their constant."""
    definitions = {policy.key: policy for policy in policies.POLICIES}
    return PolicyBook(definitions, {getattr(policies, name): values for name, values in rows.items()})


def spell(starts, last=None, fte="1", **more):
    """A spell by its last day, as the staff file has it."""
    return Spell(starts, last and last + timedelta(days=1), Decimal(fte), **more)


def worked(*spells, year=Y2026, figures=None):
    return entitlement(list(spells), year, figures or book())


def test_full_time_all_year():
    found = worked(spell(date(2020, 1, 6)))
    assert found.minutes == 15 * DAY == 6660
    assert found.words == "The whole year at full time: 15 days (111 hours)."


def test_starter_in_november_at_four_fifths():
    # 3 November to 31 March: 28 + 31 + 31 + 28 + 31 = 149 days
    # 6,660 × 0.8 × 149 ÷ 365 = 2,174.99 minutes; ÷ 222 = 9.8, so ten half days
    found = worked(spell(date(2026, 11, 3), fte="0.8"))
    assert found.minutes == 10 * HALF_DAY == 2220
    assert found.words == (
        "3 November 2026 to 31 March 2027 (149 days) at 0.8 of full time: "
        "15 days × 0.8 × 149 ÷ 365 = 4.90 days, rounded up to a multiple of half a day: 5 days (37 hours)."
    )


def test_leaver_in_july():
    # 1 April to 14 July: 30 + 31 + 30 + 14 = 105 days
    # 6,660 × 105 ÷ 365 = 1,915.89 minutes; ÷ 222 = 8.63, so nine half days
    found = worked(spell(date(2020, 1, 6), date(2026, 7, 14)))
    assert found.minutes == 9 * HALF_DAY == 1998
    assert found.changed_on == date(2026, 7, 15)


@pytest.mark.django_db
def test_leaver_in_july_who_had_spent_more():
    # spent in May: 6 days = 2,664 minutes
    # 1 April to 14 July: 105 days, nine half days = 1,998 minutes, as above
    # 1,998 − 2,664 = −666 minutes: overdrawn by a day and a half, and what was spent stays spent
    person = member_of_staff()
    reserve(person, portion(date(2026, 5, 18), 6 * DAY))
    spent = {"portions": [portion(date(2026, 5, 18), 6 * DAY)], "by": None, "at": NOON, "reason": "Attended"}
    ledger.spend(source="booking:1", **spent)
    Post.objects.filter(person=person).update(ends_on=date(2026, 7, 15), end_type="left")
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    now = balance(person)
    assert (now.granted, now.spent, now.available) == (1998, 2664, -666)
    assert (now.left, now.overdrawn) == (0, DAY + HALF_DAY)


def test_last_day_on_31_march_is_the_whole_year_and_nothing_of_the_next():
    leaver = spell(date(2020, 1, 6), date(2027, 3, 31))
    assert worked(leaver).minutes == 6660
    assert worked(leaver, year=date(2027, 4, 1)).minutes == 0


def test_first_day_on_1_april_is_the_whole_year_and_nothing_of_the_one_before():
    starter = spell(Y2026)
    assert worked(starter).minutes == 6660
    assert worked(starter, year=Y2025).minutes == 0


def test_leaver_on_29_february():
    # 1 April 2023 to 29 February 2024: 366 − 31 = 335 days
    # 6,660 × 335 ÷ 366 = 6,095.90 minutes; ÷ 222 = 27.46, so twenty-eight half days
    found = worked(spell(date(2020, 1, 6), date(2024, 2, 29)), year=Y2023)
    assert found.minutes == 28 * HALF_DAY == 6216
    assert "1 April 2023 to 29 February 2024 (335 days) at full time" in found.words


def test_from_three_to_four_fifths_in_january():
    # 1 April to 31 December: 275 days at 0.6 = 165; 1 January to 31 March: 90 days at 0.8 = 72
    # 6,660 × 237 ÷ 365 = 4,324.44 minutes; ÷ 222 = 19.48, so twenty half days
    found = worked(spell(date(2020, 1, 6), date(2025, 12, 31), "0.6"), spell(date(2026, 1, 1), fte="0.8"), year=Y2025)
    assert found.minutes == 20 * HALF_DAY == 4440
    assert found.changed_on == date(2026, 1, 1)
    assert found.words == (
        "1 April 2025 to 31 December 2025 (275 days) at 0.6 of full time; "
        "1 January 2026 to 31 March 2026 (90 days) at 0.8 of full time: "
        "15 days × (0.6 × 275 + 0.8 × 90) ÷ 365 = 9.74 days, rounded up to a multiple of half a day: "
        "10 days (74 hours)."
    )


def test_two_posts_are_summed():
    # 6,660 × (0.5 + 0.3) = 5,328 minutes = exactly 24 half days
    found = worked(spell(date(2020, 1, 6), fte="0.5"), spell(date(2021, 1, 4), fte="0.3"))
    assert found.minutes == 24 * HALF_DAY == 5328
    assert (
        found.words == "The whole year at 0.5 + 0.3 = 0.8 of full time: 15 days × 0.8 = 12 days (88 hours 48 minutes)."
    )


def test_two_posts_count_as_one_at_most():
    # 0.7 + 0.6 = 1.3, counted as 1: 6,660 minutes = exactly 30 half days
    found = worked(spell(date(2020, 1, 6), fte="0.7"), spell(date(2021, 1, 4), fte="0.6"))
    assert found.minutes == 30 * HALF_DAY == 6660
    assert "0.7 + 0.6, counted as 1 at most" in found.words


def test_second_post_for_a_part_of_the_year():
    # 1 April to 31 August: 30 + 31 + 30 + 31 + 31 = 153 days at 0.5 + 0.4 = 0.9, so 137.7
    # 1 September to 31 March: 212 days at 0.5, so 106
    # 6,660 × 243.7 ÷ 365 = 4,446.69 minutes; ÷ 222 = 20.03, so twenty-one half days
    found = worked(spell(date(2020, 1, 6), fte="0.5"), spell(date(2021, 1, 4), date(2026, 8, 31), "0.4"))
    assert found.minutes == 21 * HALF_DAY == 4662


def test_agency_workers_have_none():
    found = worked(spell(date(2025, 6, 2), agency=True))
    assert found.minutes == 0
    assert found.words.startswith("Agency workers have no learning allowance")


def test_agency_turned_permanent_counts_from_the_permanent_post():
    # 1 September to 31 March: 30 + 31 + 30 + 31 + 31 + 28 + 31 = 212 days
    # 6,660 × 212 ÷ 365 = 3,868.27 minutes; ÷ 222 = 17.42, so eighteen half days
    found = worked(spell(date(2025, 6, 2), date(2026, 8, 31), agency=True), spell(date(2026, 9, 1)))
    assert found.minutes == 18 * HALF_DAY == 3996


def test_leap_year_has_366_days():
    # 1 October 2023 to 31 March 2024: 31 + 30 + 31 + 31 + 29 + 31 = 183 days
    # 6,660 × 183 ÷ 366 = 3,330 minutes = exactly 15 half days
    found = worked(spell(date(2023, 10, 1)), year=Y2023)
    assert days_in(Y2023) == 366
    assert found.minutes == 15 * HALF_DAY == 3330


def test_gap_in_service():
    # 1 April to 31 July: 30 + 31 + 30 + 31 = 122 days; 1 November to 31 March: 30 + 31 + 31 + 28 + 31 = 151 days
    # 6,660 × 273 ÷ 365 = 4,981.32 minutes; ÷ 222 = 22.44, so twenty-three half days
    found = worked(spell(date(2020, 1, 6), date(2026, 7, 31)), spell(date(2026, 11, 1)))
    assert found.minutes == 23 * HALF_DAY == 5106
    assert "1 April 2026 to 31 July 2026 (122 days) at full time; 1 November 2026" in found.words


def test_one_day_in_post_is_rounded_up_to_half_a_day():
    # 6,660 × 1 ÷ 365 = 18.25 minutes
    assert worked(spell(date(2027, 3, 31))).minutes == HALF_DAY


def test_moving_team_on_the_same_hours_changes_nothing():
    moved = worked(spell(date(2020, 1, 6), date(2026, 9, 30)), spell(date(2026, 10, 1)))
    assert moved.words == "The whole year at full time: 15 days (111 hours)."


def test_posts_not_in_the_staff_file_give_nothing_yet():
    found = worked(spell(date(2026, 11, 23), provisional=True))
    assert (found.minutes, found.words) == (0, "No allowance until the post is confirmed by the staff file.")


def test_out_of_post_all_year():
    found = worked(spell(date(2020, 1, 6), date(2026, 3, 31)))
    assert (found.minutes, found.words) == (0, "Not in post on any day of this year.")


def test_policy_changed_within_the_year_counts_by_the_day():
    # 183 days to 30 September with 15 days a year, 182 days from 1 October with 16:
    # (6,660 × 183 + 7,104 × 182) ÷ 365 = 6,881.39 minutes; ÷ 222 = 30.997, so thirty-one half days
    figures = book(FULL_YEAR=[(date(2026, 10, 1), Decimal(7104))])
    found = worked(spell(date(2020, 1, 6)), figures=figures)
    assert found.minutes == 31 * HALF_DAY == 6882
    assert "(15 days × 1 × 183 + 16 days × 1 × 182) ÷ 365 = 15.50 days" in found.words


def test_agency_policy_from_a_date():
    # 1 October to 31 March: 182 days; 6,660 × 182 ÷ 365 = 3,320.88; ÷ 222 = 14.96, so fifteen half days
    figures = book(AGENCY=[(date(2026, 10, 1), Decimal(1))])
    assert worked(spell(date(2025, 6, 2), agency=True), figures=figures).minutes == 15 * HALF_DAY


def test_rounding_policy_of_the_first_day_holds_for_the_year():
    figures = book(ROUND_UP=[(date(2026, 4, 1), Decimal(1)), (date(2026, 5, 1), Decimal(222))])
    assert worked(spell(date(2026, 11, 3), fte="0.8"), figures=figures).minutes == 2175


@pytest.mark.parametrize(
    ("spells", "keeps"),
    [
        ([spell(date(2020, 1, 6))], True),
        ([spell(date(2020, 1, 6), agency=True)], False),
        ([spell(date(2020, 1, 6), provisional=True)], False),
        ([], False),
    ],
)
def test_who_keeps_a_ledger(spells, keeps):
    assert is_staff(spells, agency_entitled=False) is keeps


def day_by_day(spells, start):
    """The rule again, written as it is said: one calendar day after another."""
    day, total = start, Fraction(0)
    while day < following(start):
        held = [Fraction(s.fte) for s in spells if s.runs_on(day) and not s.agency]
        total += min(Fraction(1), sum(held, Fraction(0)))
        day += timedelta(days=1)
    half_days = total / days_in(start) * 6660 / HALF_DAY
    return -(-half_days.numerator // half_days.denominator) * HALF_DAY


@st.composite
def some_spells(draw):
    days = st.dates(date(2022, 1, 1), date(2025, 12, 31))
    spells = []
    for _ in range(draw(st.integers(0, 4))):
        starts, last = sorted((draw(days), draw(days)))
        fte = draw(st.decimals(Decimal("0.01"), Decimal(1), places=2))
        spells.append(Spell(starts, draw(st.sampled_from([last + timedelta(days=1), None])), fte, draw(st.booleans())))
    return spells


@given(some_spells(), st.sampled_from([date(2022, 4, 1), Y2023, date(2024, 4, 1)]))
def test_the_rule_equals_counting_day_by_day(spells, start):
    assert entitlement(spells, start, book()).minutes == day_by_day(spells, start)
