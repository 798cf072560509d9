"""Lengths of learning in words people use.

Durations are whole minutes everywhere (DESIGN rule 6); only here do they become days or hours.
A working day is 7.4 hours by default (DOMAIN 6, default ledger rule 1). The day is a policy figure
with an effective date, so a caller that has the policy row passes ``minutes_per_day``.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

DEFAULT_MINUTES_PER_DAY: Final = 444
"""7.4 hours (DOMAIN 6.1); used only where no dated policy figure is at hand."""

MINUS: Final = "\N{MINUS SIGN}"


def days_of(minutes: int, minutes_per_day: int = DEFAULT_MINUTES_PER_DAY) -> Decimal:
    """Days to two decimals, rounded half up, once (DESIGN rule 6). ``minutes`` may be negative.

    Two, so that quarters of a day still add up on a page: 3.75 used and 11.25 left of 15.
    """
    if minutes_per_day <= 0:
        raise ValueError("A working day must be longer than no minutes: check the policy figure.")
    exact = Decimal(minutes) / Decimal(minutes_per_day)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def minutes_as_days(minutes: int, minutes_per_day: int = DEFAULT_MINUTES_PER_DAY) -> str:
    """ "1.25 days", "4.5 days", "1 day", "0 days", "\N{MINUS SIGN}0.5 days": no more decimals than it takes."""
    days = days_of(minutes, minutes_per_day)
    magnitude = abs(days)
    number = f"{magnitude:,f}".rstrip("0").rstrip(".")
    sign = MINUS if days < 0 else ""
    return f"{sign}{number} {_plural(magnitude == 1, 'day')}"


def minutes_as_hours(minutes: int) -> str:
    """ "3 hours 42 minutes", "1 hour", "45 minutes", "0 minutes"; exact, never rounded."""
    hours, rest = divmod(abs(minutes), 60)
    parts = []
    if hours:
        parts.append(f"{hours:,} {_plural(hours == 1, 'hour')}")
    if rest or not hours:
        parts.append(f"{rest} {_plural(rest == 1, 'minute')}")
    sign = MINUS if minutes < 0 else ""
    return sign + " ".join(parts)


def minutes_as_days_and_hours(minutes: int, minutes_per_day: int = DEFAULT_MINUTES_PER_DAY) -> str:
    """ "1.5 days (11 hours 6 minutes)": the rounded figure people plan with, and the exact one."""
    return f"{minutes_as_days(minutes, minutes_per_day)} ({minutes_as_hours(minutes)})"


def _plural(one: bool, noun: str) -> str:
    return noun if one else f"{noun}s"
