"""Reminders: what to bring, where to go, and the way to give the place up in time."""

from courses.emails.letters import Facts, Letter, when
from courses.models import SessionDate
from foundation.british_dates import weekday_date


def first(facts: Facts) -> Letter:
    """In good time before the first date. A session that moves is reminded of anew."""
    day = facts.dates[0].starts_at.date().isoformat()
    return Letter("reminder", *facts.compose("reminder"), part=day, news=False, once=True)


def last(facts: Facts, each: SessionDate) -> Letter:
    """Shortly before one date."""
    subject, body = facts.compose("last-reminder", date=weekday_date(each.starts_at), day=when(each), place=facts.place)
    part = f"{each.public_id}:{each.starts_at.date().isoformat()}"
    return Letter("last-reminder", subject, body, part=part, news=False, once=True)
