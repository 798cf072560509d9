"""The whole sample's ledger, and its report, against a second, slow reading of the rule (FORMATS, posts.csv)."""

import csv
import io
import random
import time
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command

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


SECONDS = 30
"""Far more than it takes on two cores that are otherwise idle."""


def test_the_report_of_three_years_says_of_everybody_what_counting_day_by_day_does(capsys):
    out, began = io.StringIO(), time.process_time()
    call_command("report", "entitlements", first=date(2023, 4, 1), last=date(2026, 3, 31), format="csv", stdout=out)
    took = time.process_time() - began
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    told = {(row["group"], date.fromisoformat(row["period_start"])): int(row["value"]) for row in rows}
    posts = defaultdict(list)
    for post in Post.objects.current().filter(provisional=False).select_related("person"):
        posts[post.person.employee_number].append(post)
    starts = [date(2023, 4, 1), date(2024, 4, 1), date(2025, 4, 1)]
    counted = {(number, start): day_by_day(held, start) * 222 for number, held in posts.items() for start in starts}
    assert {key: counted[key] for key in told} == told
    assert not any(minutes for key, minutes in counted.items() if key not in told)
    assert all(row["note"] for row in rows)
    assert took < SECONDS
    with capsys.disabled():
        print(f"\nentitlements of 3 years: {len(rows):,} rows, {len(posts):,} people, {took:.1f} s of CPU")
