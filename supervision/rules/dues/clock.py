"""What the rule looks at of one person, and what it says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """From a day until the day before another; no end still runs. Days in it count."""

    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Role:
    """One spell in a post. `qualified_on` is the first day as a qualified social worker, if it was here.

    `path` is the team's place in the tree, empty where the team no longer stands.
    """

    starts_on: date
    ends_on: date | None
    family: str
    team_id: int | None = None
    path: str = ""
    qualified_on: date | None = None

    def runs(self, day: date) -> bool:
        """Whether it runs on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Held:
    """A supervision that counts, with the day it was first planned for, if it was, and who led it."""

    day: date
    key: int | None = None
    planned_for: date | None = None
    supervisor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A planned day that was moved or cancelled, with the code of the reason."""

    planned_for: date
    reason: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Everything about one person that moves their clock. `held` and `roles` are in order of time.

    `counted` are the windows in which dues count: since the team is live, or while its past was
    imported. `changes` are first days of new supervisors; `closer` intervals in days that two agreed on.
    `unled` is time in which nobody was named to supervise: dues count, gaps do not.
    """

    roles: tuple[Role, ...]
    counted: tuple[Window, ...]
    held: tuple[Held, ...] = ()
    away: tuple[Window, ...] = ()
    shifts: tuple[Shift, ...] = ()
    changes: tuple[date, ...] = ()
    closer: tuple[tuple[Window, int], ...] = ()
    unled: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the clock. `last_good_on` is the last day that still counts as on time.

    `gap_days` are days since the last supervision, or the start, less those away or without a supervisor
    named. `outcome` is on_time, late, missed or open.
    """

    starts_on: date
    due_on: date
    last_good_on: date
    counts_on: date
    every: str
    outcome: str
    gap_days: int
    held: Held | None = None
    reason: str = ""
    supervisor_id: int | None = None
    team_id: int | None = None
