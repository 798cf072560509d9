from collections import Counter
from datetime import date, timedelta

import pytest

from foundation.working_days import NoBankHolidays, add_working_days, bank_holidays, count_between, is_working_day


def test_there_are_eight_bank_holidays_a_year_and_the_proclaimed_extra_ones():
    years = Counter(day.year for day in bank_holidays())
    assert years == Counter(dict.fromkeys(range(2016, 2031), 8) | {2022: 10, 2023: 9})


@pytest.mark.parametrize(
    "day", ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2021-12-28", "2026-04-06"]
)
def test_days_off_that_a_simple_rule_would_miss(day):
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2026-11-20"])
def test_ordinary_working_days(day):
    assert is_working_day(date.fromisoformat(day))


def test_a_day_beyond_the_known_years_is_refused_with_a_sentence():
    with pytest.raises(NoBankHolidays, match="2016 to 2030"):
        is_working_day(date(2031, 1, 2))


def test_adding_working_days_passes_over_easter_in_both_directions():
    assert add_working_days(date(2026, 4, 2), 2) == date(2026, 4, 8)
    assert add_working_days(date(2026, 4, 8), -2) == date(2026, 4, 2)
    assert add_working_days(date(2026, 4, 5), 0) == date(2026, 4, 5)


def test_counting_agrees_with_looking_at_each_day():
    first = date(2022, 3, 17)
    for length in (0, 1, 6, 40, 300, 900):
        last = first + timedelta(days=length)
        slow = sum(is_working_day(first + timedelta(days=step)) for step in range(length + 1))
        assert count_between(first, last) == slow


def test_counting_backwards_is_nought():
    assert count_between(date(2026, 4, 2), date(2026, 4, 1)) == 0
