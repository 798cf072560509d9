"""Dates and times as the house writes them: "12 November 2026", "9:30am"."""

import datetime

from django.utils import timezone

Moment = datetime.datetime | datetime.date


def long_date(value: Moment) -> str:
    """ "12 November 2026". An aware moment is first taken to local time."""
    day = _local(value)
    return f"{day.day} {day:%B %Y}"


def weekday_date(value: Moment) -> str:
    """ "Thursday 12 November 2026", for things people turn up to."""
    day = _local(value)
    return f"{day:%A} {long_date(day)}"


def clock_time(value: datetime.datetime | datetime.time) -> str:
    """ "9:30am", "2pm", "midday", "midnight"."""
    if isinstance(value, datetime.datetime):
        value = _local_moment(value).time()
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "midday" if value.hour else "midnight"
    hour = value.hour % 12 or 12
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{hour}{minutes}{'am' if value.hour < 12 else 'pm'}"


def date_and_time(value: datetime.datetime) -> str:
    """ "12 November 2026 at 9:30am"."""
    return f"{long_date(value)} at {clock_time(value)}"


def clock_span(start: datetime.datetime, end: datetime.datetime) -> str:
    """ "9:30am to 4pm"."""
    return f"{clock_time(start)} to {clock_time(end)}"


def _local(value: Moment) -> Moment:
    return _local_moment(value) if isinstance(value, datetime.datetime) else value


def _local_moment(value: datetime.datetime) -> datetime.datetime:
    """The house has one time zone, its own: nobody switches to another, so nobody is asked which one holds now."""
    return value.astimezone(timezone.get_default_timezone()) if value.tzinfo else value
