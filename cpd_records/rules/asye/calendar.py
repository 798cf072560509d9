"""When the reviews of a programme are due and when it ends, with its pauses and extensions.

A pause moves every day behind it by its own length; an extension adds days to the end. Nothing here
knows a number of months: the scheme comes from dated policies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cpd_records.asye_policies import EVERY, LENGTH
from foundation.months import months_later
from foundation.policies import PolicyBook


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count. `ends_on` is exclusive; None while it runs."""

    starts_on: date
    ends_on: date | None = None

    def days(self, today: date) -> int:
        """Whole days up to its end, or up to today where it runs."""
        return max(((self.ends_on or today) - self.starts_on).days, 0)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The programme as it stood on somebody's first day."""

    length_months: int
    every_months: int

    @classmethod
    def of(cls, book: PolicyBook, starts_on: date) -> "Scheme":
        """The figures in force on the first day."""
        return cls(book.whole(LENGTH, starts_on), max(book.whole(EVERY, starts_on), 1))

    def months(self) -> list[int]:
        """Months after the start at which a review falls due; the last is the end."""
        return [*range(self.every_months, self.length_months, self.every_months), self.length_months]


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """One review: its number from 1, what people call it, and the day it is due."""

    number: int
    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Course:
    """A programme's dates: first day, pauses, and days added by extensions, oldest first."""

    starts_on: date
    scheme: Scheme
    pauses: Sequence[Pause] = ()
    extensions: Sequence[int] = ()

    def ends_on(self, today: date) -> date:
        """The first day after the programme, as it is expected today."""
        base = months_later(self.starts_on, self.scheme.length_months)
        return self._pushed(base + timedelta(days=sum(self.extensions)), today)

    def reviews(self, today: date) -> list[ReviewDue]:
        """Every review in order, with the day it is due as things stand today."""
        named = [(f"{months}-month review", months_later(self.starts_on, months)) for months in self.scheme.months()]
        named += self._extended()
        return [ReviewDue(number, name, self._pushed(day, today)) for number, (name, day) in enumerate(named, start=1)]

    def paused_on(self, day: date) -> bool:
        """Whether a day falls in a pause."""
        return any(p.starts_on <= day and (p.ends_on is None or day < p.ends_on) for p in self.pauses)

    def _extended(self) -> Iterable[tuple[str, date]]:
        """A review each so many months of an extension, and one at its end."""
        end, found = months_later(self.starts_on, self.scheme.length_months), []
        for days in self.extensions:
            until, between = end + timedelta(days=days), months_later(end, self.scheme.every_months)
            while between < until:
                found.append(between)
                between = months_later(between, self.scheme.every_months)
            found.append(until)
            end = until
        return [(f"Extension review {number}", day) for number, day in enumerate(found, start=1)]

    def _pushed(self, day: date, today: date) -> date:
        """A day moved by every pause that begins before it."""
        for pause in sorted(self.pauses, key=lambda item: item.starts_on):
            if pause.starts_on < day:
                day += timedelta(days=pause.days(today))
        return day
