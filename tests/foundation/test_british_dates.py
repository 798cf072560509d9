"""Dates and times as the house writes them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from foundation import british_dates

JUNE = datetime.datetime(2026, 6, 3, 8, 30, tzinfo=datetime.UTC)
LONDON = ZoneInfo("Europe/London")


def test_a_date_in_words():
    assert british_dates.long_date(datetime.date(2026, 11, 12)) == "12 November 2026"
    assert british_dates.weekday_date(datetime.date(2026, 11, 12)) == "Thursday 12 November 2026"


def test_a_moment_is_told_in_local_time():
    assert british_dates.date_and_time(JUNE) == "3 June 2026 at 9:30am"


def test_a_moment_late_in_the_evening_belongs_to_the_local_day():
    assert british_dates.long_date(datetime.datetime(2026, 6, 3, 23, 30, tzinfo=datetime.UTC)) == "4 June 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(9, 30, "9:30am"), (14, 0, "2pm"), (12, 0, "midday"), (0, 0, "midnight"), (12, 5, "12:05pm"), (0, 15, "12:15am")],
)
def test_times(hour, minute, words):
    assert british_dates.clock_time(datetime.time(hour, minute)) == words


def test_a_span():
    start = datetime.datetime(2026, 12, 1, 9, 30, tzinfo=LONDON)
    assert british_dates.clock_span(start, start.replace(hour=16, minute=0)) == "9:30am to 4pm"


def test_the_filters_say_the_same_and_nothing_for_nothing():
    template = Template(
        "{% load academy_format %}{{ m|minutes_as_days }}|{{ m|minutes_as_days:222 }}|{{ m|minutes_as_hours }}|"
        "{{ d|long_date }}|{{ none|long_date }}|{{ t|clock_time }}|{{ t|date_and_time }}|{{ none|clock_time }}"
    )
    text = template.render(Context({"m": 222, "d": datetime.date(2026, 11, 12), "t": JUNE, "none": None}))
    assert text == "0.5 days|1 day|3 hours 42 minutes|12 November 2026||9:30am|3 June 2026 at 9:30am|"
