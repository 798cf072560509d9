"""When people who are booked must say again whether they can come (issue: change of date or room)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone

from courses import policies
from foundation.policies import PolicyBook
from foundation.working_days import add_working_days

END_OF_DAY = time(17)


class Span(Protocol):
    """One date: two aware moments."""

    @property
    def starts_at(self) -> datetime:
        """An aware moment."""
        ...

    @property
    def ends_at(self) -> datetime:
        """A later one."""
        ...


class Plan(Protocol):
    """What of a session's plan people have agreed to: when and where."""

    @property
    def dates(self) -> Sequence[Span]:
        """Every date."""
        ...

    @property
    def venue(self) -> object:
        """Where, None online."""
        ...


def needs_confirming(before: Plan, after: Plan, book: PolicyBook, at: datetime) -> bool:
    """Whether the place or a date differs; times that move by up to the policy's minutes do not count."""
    if before.venue != after.venue or len(before.dates) != len(after.dates):
        return True
    small = timedelta(minutes=book.whole(policies.SMALL_CHANGE, timezone.localdate(at)))
    pairs = zip(_sorted(before.dates), _sorted(after.dates), strict=True)
    return any(_moved(old, new) > small for old, new in pairs)


def confirm_by(starts_at: datetime, at: datetime, book: PolicyBook) -> datetime:
    """The end of so many working days from now, or the start of the session where that comes first."""
    today = timezone.localdate(at)
    last = add_working_days(today, book.whole(policies.CONFIRM_WITHIN, today))
    asked = timezone.make_aware(datetime.combine(last, END_OF_DAY))
    return min(asked, starts_at)


def _sorted(dates: Sequence[Span]) -> list[Span]:
    return sorted(dates, key=lambda span: span.starts_at)


def _moved(old: Span, new: Span) -> timedelta:
    return max(abs(new.starts_at - old.starts_at), abs(new.ends_at - old.ends_at))
