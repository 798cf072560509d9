"""Short ways to write somebody's clock in a test."""

import datetime
from decimal import Decimal

from foundation.policies import PolicyBook
from supervision import policies
from supervision.rules.dues import Clock, Held, Role, Shift, Window
from workforce import policies as of_workforce

DEFINED = {item.key: item for item in (*policies.POLICIES, *of_workforce.POLICIES)}
AS_SHIPPED = PolicyBook(DEFINED, {})


def day(text):
    """ "2 Nov" of 2026, or "2 Nov 2025"."""
    parts = text.split()
    return datetime.datetime.strptime(" ".join([*parts[:2], *(parts[2:] or ["2026"])]), "%d %b %Y").date()


def window(first, until=None):
    """From a day until the day before another."""
    return Window(day(first), day(until) if until else None)


def social_worker(first="1 Apr 2020", until=None, **more):
    """A post as a social worker."""
    return Role(day(first), day(until) if until else None, more.pop("family", "social_worker"), **more)


def clock(*held, roles=None, live="1 Sep", until=None, **more):
    """A clock whose team has been live since a day; each supervision by its day, or as Held."""
    given = tuple(each if isinstance(each, Held) else Held(day(each)) for each in held)
    return Clock(roles or (social_worker(),), (window(live, until),), held=given, **more)


def by(text, supervisor):
    """A supervision led by somebody."""
    return Held(day(text), supervisor_id=supervisor)


def moved(text, reason):
    """A planned day that was moved or cancelled."""
    return Shift(day(text), reason)


def with_figure(key, value, text):
    """The shipped figures, and one more from a day."""
    return AS_SHIPPED.supposing(key, Decimal(value), day(text))
