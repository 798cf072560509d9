"""How often somebody has supervision: by role and stage, from dated policy, or agreed closer (DOMAIN 5, rules)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.months import months_later
from foundation.policies import PolicyBook
from supervision import policies
from supervision.rules.dues.clock import Clock, Role
from workforce.policies import NEWLY_QUALIFIED_MONTHS

BY_FAMILY = {
    "social_worker": policies.SOCIAL_WORK,
    "social_work_student": policies.SOCIAL_WORK,
    "management": policies.MANAGERS,
    "early_help": policies.EARLY_HELP,
}
"""The staff file does not say who holds cases; the whole family of early help counts as those who do."""


@dataclass(frozen=True, slots=True)
class Interval:
    """So many days or calendar months."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day it is over, counted from a day."""
        return months_later(day, self.months) + timedelta(days=self.days)

    @property
    def words(self) -> str:
        """ "every 28 days"; "every month"."""
        if self.months:
            return "every month" if self.months == 1 else f"every {self.months} months"
        weeks, rest = divmod(self.days, 7)
        if rest or not weeks:
            return f"every {self.days} days"
        return {1: "every week", 2: "every fortnight"}.get(weeks, f"every {weeks} weeks")


def interval_on(clock: Clock, day: date, book: PolicyBook) -> Interval | None:
    """The interval of a clock that starts on a day: the closest of all posts that run, or agreed closer still.

    None where nobody expects supervision: no post runs on the day.
    """
    found = [_of_role(role, day, book) for role in clock.roles if role.runs(day)]
    if not found:
        return None
    found += [Interval(days=days) for window, days in clock.closer if window.holds(day)]
    return closest(found, day)


def closest(intervals: Iterable[Interval], day: date) -> Interval:
    """The one that is over first, counted from a day."""
    return min(intervals, key=lambda interval: interval.after(day))


def is_short(interval: Interval, day: date, book: PolicyBook) -> bool:
    """Whether it counts as weekly or fortnightly, with the short grace."""
    longest = timedelta(days=book.whole(policies.SHORT_INTERVAL, day))
    return interval.after(day) - day <= longest


def stage_on(role: Role, day: date, book: PolicyBook) -> int:
    """1, 2, 3: stages of a newly qualified social worker; 0 for everybody else."""
    first = role.qualified_on
    if role.family != "social_worker" or first is None or not first <= day:
        return 0
    if day >= months_later(first, book.whole(NEWLY_QUALIFIED_MONTHS, day)):
        return 0
    if day < first + timedelta(days=book.whole(policies.NEWLY_QUALIFIED_FIRST_LASTS, day)):
        return 1
    return 2 if day < months_later(first, book.whole(policies.NEWLY_QUALIFIED_NEXT_LASTS, day)) else 3


def _of_role(role: Role, day: date, book: PolicyBook) -> Interval:
    stage = stage_on(role, day, book)
    if stage == 3:
        return Interval(months=book.whole(policies.NEWLY_QUALIFIED_LATER, day))
    key = {1: policies.NEWLY_QUALIFIED_FIRST, 2: policies.NEWLY_QUALIFIED_NEXT}.get(stage)
    return Interval(days=book.whole(key or BY_FAMILY.get(role.family, policies.SUPPORT), day))
