"""Filters that phrase durations and dates; the rules are in foundation.durations and british_dates."""

import datetime

from django import template

from foundation import british_dates, durations

register = template.Library()


@register.filter
def minutes_as_days(minutes: int, minutes_per_day: int | None = None) -> str:
    """{{ minutes|minutes_as_days }} or {{ minutes|minutes_as_days:policy.minutes_per_day }}."""
    return durations.minutes_as_days(minutes, minutes_per_day or durations.DEFAULT_MINUTES_PER_DAY)


@register.filter
def minutes_as_hours(minutes: int) -> str:
    """{{ minutes|minutes_as_hours }}: "3 hours 42 minutes"."""
    return durations.minutes_as_hours(minutes)


@register.filter
def long_date(value: datetime.date | None) -> str:
    """{{ day|long_date }}: "12 November 2026"; nothing for no date."""
    return british_dates.long_date(value) if value else ""


@register.filter
def weekday_date(value: datetime.date | None) -> str:
    """{{ day|weekday_date }}: "Thursday 12 November 2026"."""
    return british_dates.weekday_date(value) if value else ""


@register.filter
def clock_time(value: datetime.datetime | datetime.time | None) -> str:
    """{{ moment|clock_time }}: "9:30am"."""
    return british_dates.clock_time(value) if value is not None else ""


@register.filter
def date_and_time(value: datetime.datetime | None) -> str:
    """{{ moment|date_and_time }}: "12 November 2026 at 9:30am"."""
    return british_dates.date_and_time(value) if value else ""
