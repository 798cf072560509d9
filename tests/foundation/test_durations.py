"""Lengths of learning in words people use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import durations


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1998, "4.5 days"), (444, "1 day"), (0, "0 days"), (6660, "15 days"), (222, "0.5 days"), (-222, "−0.5 days")]
    + [(111, "0.25 days"), (555, "1.25 days"), (1665, "3.75 days"), (4995, "11.25 days"), (148, "0.33 days")],
)
def test_minutes_as_days(minutes, words):
    assert durations.minutes_as_days(minutes) == words


def test_days_are_rounded_half_up():
    assert durations.minutes_as_days(1555, minutes_per_day=1000) == "1.56 days"
    assert durations.minutes_as_days(1545, minutes_per_day=1000) == "1.55 days"
    assert durations.minutes_as_days(1544, minutes_per_day=1000) == "1.54 days"


@given(st.integers(0, 100), st.integers(0, 100))
def test_quarters_of_a_day_add_up_on_a_page(used, left):
    shown = [Decimal(durations.minutes_as_days(quarters * 111).split()[0]) for quarters in (used, left, used + left)]
    assert shown[0] + shown[1] == shown[2]


def test_thousands_have_their_comma():
    assert durations.minutes_as_days(444 * 3828) == "3,828 days"
    assert durations.minutes_as_hours(60 * 28327) == "28,327 hours"


def test_a_ten_of_days_keeps_its_nought():
    assert durations.minutes_as_days(4440) == "10 days"


def test_a_dated_policy_may_have_another_day():
    assert durations.minutes_as_days(450, minutes_per_day=450) == "1 day"


def test_a_day_without_minutes_is_refused_in_words():
    with pytest.raises(ValueError, match="check the policy figure"):
        durations.minutes_as_days(1, minutes_per_day=0)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(222, "3 hours 42 minutes"), (60, "1 hour"), (61, "1 hour 1 minute"), (45, "45 minutes"), (0, "0 minutes")],
)
def test_minutes_as_hours(minutes, words):
    assert durations.minutes_as_hours(minutes) == words


def test_both_together():
    assert durations.minutes_as_days_and_hours(666) == "1.5 days (11 hours 6 minutes)"


@given(st.integers(min_value=0, max_value=100_000))
def test_hours_say_every_minute(minutes):
    numbers = [int(word) for word in durations.minutes_as_hours(minutes).replace(",", "").split() if word.isdigit()]
    units = [1 if "minute" in word else 60 for word in durations.minutes_as_hours(minutes).split() if word.isalpha()]
    assert sum(n * unit for n, unit in zip(numbers, units, strict=True)) == minutes
