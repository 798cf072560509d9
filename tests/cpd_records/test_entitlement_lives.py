"""Entitlements of people whose working lives are not simple, worked by hand (FORMATS, posts.csv; DOMAIN 6.3).

With those of test_entitlement.py these are more than twenty.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cpd_records import policies
from cpd_records.actions.entitlement import reconcile
from cpd_records.models import Account
from cpd_records.rules.entitlement import Spell, entitlement
from foundation.policies import PolicyBook
from tests.factories.cpd_records import NOON, balance, member_of_staff
from tests.factories.workforce import AbsenceFactory, PersonFactory, PostFactory
from workforce.models import Post

HALF_DAY = 222
Y2023, Y2026 = date(2023, 4, 1), date(2026, 4, 1)


def spell(starts, last=None, fte="1", **more):
    return Spell(starts, last and last + timedelta(days=1), Decimal(fte), **more)


def worked(*spells, year=Y2026):
    return entitlement(list(spells), year, PolicyBook({policy.key: policy for policy in policies.POLICIES}, {}))


def test_a_career_break_between_two_spells_of_the_same_post():
    # at full time to 30 June: 30 + 31 + 30 = 91 days; back at 0.6 from 1 February: 28 + 31 = 59 days, 35.4
    # 6,660 × 126.4 ÷ 365 = 2,306.37 minutes; ÷ 222 = 10.39, so eleven half days
    found = worked(spell(date(2015, 9, 7), date(2026, 6, 30)), spell(date(2027, 2, 1), fte="0.6"))
    assert found.minutes == 11 * HALF_DAY == 2442


@pytest.mark.django_db
def test_unpaid_leave_with_the_post_held_open_changes_nothing():
    # no day out of post: 6,660 × 365 ÷ 365 = 6,660
    person = member_of_staff()
    AbsenceFactory(person=person, starts_on=date(2026, 7, 1), reason="UNP")
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    assert balance(person).granted == 6660


def test_a_rejoiner_in_the_same_year_counts_both_times():
    # left on 15 May: 30 + 15 = 45 days; back from 10 August: 22 + 30 + 31 + 30 + 31 + 31 + 28 + 31 = 234 days
    # 6,660 × 279 ÷ 365 = 5,090.79 minutes; ÷ 222 = 22.93, so twenty-three half days
    found = worked(spell(date(2019, 2, 4), date(2026, 5, 15)), spell(date(2026, 8, 10)))
    assert found.minutes == 23 * HALF_DAY == 5106


def test_a_rejoiner_of_another_year_counts_from_the_day_they_are_back():
    # left in 2022; back from 4 January at 0.5: 28 + 28 + 31 = 87 days, 43.5
    # 6,660 × 43.5 ÷ 365 = 793.73 minutes; ÷ 222 = 3.58, so four half days
    found = worked(spell(date(2019, 2, 4), date(2022, 8, 31)), spell(date(2027, 1, 4), fte="0.5"))
    assert found.minutes == 4 * HALF_DAY == 888


@pytest.mark.django_db
def test_a_provisional_starter_has_theirs_from_the_first_day_once_the_file_has_them():
    # from 1 September: 30 + 31 + 30 + 31 + 31 + 28 + 31 = 212 days
    # 6,660 × 212 ÷ 365 = 3,868.27 minutes; ÷ 222 = 17.42, so eighteen half days
    post = PostFactory(person=PersonFactory(standing="provisional"), provisional=True, starts_on=date(2026, 9, 1))
    reconcile(person_ids=[post.person_id], by=None, at=NOON)
    assert not Account.objects.exists()
    Post.objects.update(provisional=False)
    reconcile(person_ids=[post.person_id], by=None, at=NOON)
    assert balance(post.person).granted == 18 * HALF_DAY == 3996


@pytest.mark.django_db
def test_an_agency_worker_made_permanent_under_a_new_number():
    # agency until 31 August under AG1: nothing; permanent from 1 September under a new number: 212 days, 3,996
    agency = PostFactory(contract="agency", starts_on=date(2026, 4, 1), ends_on=date(2026, 9, 1)).person
    permanent = member_of_staff(starts_on=date(2026, 9, 1))
    agency.joined_into = permanent
    agency.save()
    reconcile(person_ids=[agency.pk, permanent.pk], by=None, at=NOON)
    assert balance(permanent).granted == 3996
    assert not Account.objects.filter(person=agency).exists()


def test_a_year_change_starts_anew_with_the_hours_of_that_year():
    # 0.8 until 31 March, 0.5 from 1 April 2027: 15 × 0.8 = 12 days, then 15 × 0.5 = 7.5 days
    lives = (spell(date(2020, 1, 6), date(2027, 3, 31), "0.8"), spell(date(2027, 4, 1), fte="0.5"))
    assert worked(*lives).minutes == 24 * HALF_DAY == 5328
    assert worked(*lives, year=date(2027, 4, 1)).minutes == 15 * HALF_DAY == 3330


def test_two_posts_one_of_them_agency():
    # 0.6 permanent all year, 0.4 agency on top: the agency hours count nothing: 15 × 0.6 = 9 days
    found = worked(spell(date(2020, 1, 6), fte="0.6"), spell(date(2026, 6, 1), fte="0.4", agency=True))
    assert found.minutes == 18 * HALF_DAY == 3996


def test_three_hours_changes_in_a_leap_year():
    # 1 April to 31 August 2023: 30 + 31 + 30 + 31 + 31 = 153 days at 1
    # 1 September to 31 December: 30 + 31 + 30 + 31 = 122 days at 0.5, 61
    # 1 January to 31 March 2024: 31 + 29 + 31 = 91 days at 0.75, 68.25
    # 6,660 × 282.25 ÷ 366 = 5,136.02 minutes; ÷ 222 = 23.14, so twenty-four half days
    found = worked(
        spell(date(2018, 1, 8), date(2023, 8, 31)),
        spell(date(2023, 9, 1), date(2023, 12, 31), "0.5"),
        spell(date(2024, 1, 1), fte="0.75"),
        year=Y2023,
    )
    assert found.minutes == 24 * HALF_DAY == 5328
    assert "15 days × (1 × 153 + 0.5 × 122 + 0.75 × 91) ÷ 366 = 11.57 days" in found.words


def test_overlapping_posts_on_the_day_of_a_handover_count_once():
    # the old post ends on 30 September, the new one began on 30 September: one day at 1 + 1, counted as 1
    found = worked(spell(date(2020, 1, 6), date(2026, 9, 30)), spell(date(2026, 9, 30)))
    assert found.minutes == 6660


@pytest.mark.django_db
def test_the_sum_of_an_adjust_is_spelled_out():
    # from 3 November at 0.8 after full time: 216 days at 1 and 149 at 0.8 = 335.2
    # 6,660 × 335.2 ÷ 365 = 6,116.25 minutes; ÷ 222 = 27.55, so twenty-eight half days: 14 days
    person = member_of_staff()
    Post.objects.filter(person=person).update(ends_on=date(2026, 11, 3))
    PostFactory(person=person, starts_on=date(2026, 11, 3), fte="0.8")
    reconcile(person_ids=[person.pk], by=None, at=NOON)
    adjust = Account.objects.get(person=person, year_starts_on=Y2026).entries.latest("pk")
    assert (adjust.kind, adjust.minutes, adjust.to_bucket) == ("adjust", 444, "outside")
    assert adjust.reason == (
        "From 15 days to 14 days. 1 April 2026 to 2 November 2026 (216 days) at full time; "
        "3 November 2026 to 31 March 2027 (149 days) at 0.8 of full time: "
        "15 days × (1 × 216 + 0.8 × 149) ÷ 365 = 13.78 days, rounded up to a multiple of half a day: "
        "14 days (103 hours 36 minutes)."
    )
