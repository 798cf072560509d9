"""Days away stop the clock: leave, sickness, parental leave (DOMAIN 5, compliance)."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from foundation.working_days import add_working_days
from supervision.rules.dues.clock import Window

working_days_later = lru_cache(maxsize=50_000)(add_working_days)
"""Asked for the same few thousand days again and again when everybody's clock is worked out."""


def days_away(away: Sequence[Window], first: date, last: date, on: date) -> int:
    """Days away after `first` up to `last`; the windows are in order. One that still runs is taken to end tomorrow."""
    days = 0
    for window in away:
        if window.starts_on > last:
            break
        end = window.ends_on or _tomorrow(window, on)
        if end > first:
            begins, ends = max(window.starts_on.toordinal(), first.toordinal() + 1), end.toordinal()
            days += max(min(ends, last.toordinal() + 1) - begins, 0)
    return days


def later_by_absence(away: Sequence[Window], first: date, day: date, on: date) -> date:
    """A day, pushed out by every day away between `first` and wherever it comes to lie."""
    if not away:
        return day
    moved = day
    while True:
        further = day + timedelta(days=days_away(away, first, moved, on))
        if further == moved:
            return moved
        moved = further


def without_overlaps(windows: Sequence[Window]) -> tuple[Window, ...]:
    """The same days, none counted twice; in order."""
    found: list[Window] = []
    for window in sorted(windows, key=lambda each: each.starts_on):
        last = found[-1] if found else None
        if last is None or (last.ends_on is not None and window.starts_on > last.ends_on):
            found.append(window)
        elif last.ends_on is not None and (window.ends_on is None or window.ends_on > last.ends_on):
            found[-1] = Window(last.starts_on, window.ends_on)
    return tuple(found)


def outside(windows: Sequence[Window], taken: Sequence[Window]) -> tuple[Window, ...]:
    """The days of `windows` that are in none of `taken`; in order."""
    left = list(without_overlaps(windows))
    for gone in without_overlaps(taken):
        left = [part for window in left for part in _without(window, gone)]
    return tuple(left)


def _without(window: Window, gone: Window) -> list[Window]:
    apart = (gone.ends_on is not None and gone.ends_on <= window.starts_on) or (
        window.ends_on is not None and window.ends_on <= gone.starts_on
    )
    if apart:
        return [window]
    found = [Window(window.starts_on, gone.starts_on)] if window.starts_on < gone.starts_on else []
    if gone.ends_on is not None and (window.ends_on is None or gone.ends_on < window.ends_on):
        found.append(Window(gone.ends_on, window.ends_on))
    return found


def _tomorrow(window: Window, on: date) -> date:
    return max(on, window.starts_on) + timedelta(days=1)
