"""The whole sample's ledger against a second, slow reading of the rule (FORMATS, posts.csv)."""

import random
from datetime import timedelta
from fractions import Fraction

import pytest

from cpd_records.invariants import breaches
from cpd_records.models import Account
from cpd_records.rules.years import days_in, following, years_up_to
from workforce.models import Person, Post

pytestmark = pytest.mark.sample
HOW_MANY = 150


def day_by_day(posts, start):
    """Half days, by counting one calendar day after another."""
    day, total = start, Fraction(0)
    while day < following(start):
        running = [p for p in posts if p.starts_on <= day and (p.ends_on is None or day < p.ends_on)]
        total += min(Fraction(1), sum((Fraction(p.fte) for p in running if p.contract != "agency"), Fraction(0)))
        day += timedelta(days=1)
    half_days = total / days_in(start) * 6660 / 222
    return -(-half_days.numerator // half_days.denominator)


def test_a_random_handful_of_people_is_right_in_every_year():
    latest = Account.objects.order_by("-year_starts_on").first().year_starts_on
    people = random.Random(2017).sample(list(Person.objects.filter(posts__isnull=False).distinct()), HOW_MANY)
    given = {(a.person_id, a.year_starts_on): a.sums for a in Account.objects.filter(person__in=people).with_balances()}
    for person in people:
        posts = list(Post.objects.current().filter(person=person, provisional=False))
        for start in years_up_to(latest):
            sums = given.get((person.pk, start), {"available": 0, "reserved": 0, "spent": 0})
            granted = sums["available"] + sums["reserved"] + sums["spent"]
            assert granted == day_by_day(posts, start) * 222, (person.employee_number, start)


def test_nothing_in_the_sample_breaks_a_rule_of_the_ledger():
    assert list(breaches()) == []


def test_nobody_in_the_sample_used_more_than_their_allowance():
    assert not Account.objects.with_balances().filter(available__lt=0).exists()
