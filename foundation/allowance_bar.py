"""The learning allowance as one bar: what is used, by methodology, what is booked, what is left.

Plain data in, shapes and words out, so that every room can draw the same bar and none has to query.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from foundation import durations
from foundation.methodologies import METHODOLOGIES, Split

Spent = Split
"""Whole minutes used, split over the methodologies; the parts add up (DESIGN 4, ledger)."""
LABELS = {**dict(METHODOLOGIES), "general": "General learning"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the bar. ``x`` and ``width`` are percentages of the bar's length."""

    key: str
    label: str
    minutes: int
    days: str
    hours: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class AllowanceBar:
    """Whole minutes. ``reserved`` is booked and not yet attended; ``left`` may be what a policy leaves.

    ``overdrawn`` is the shortfall, 0 or more, after a change of circumstances or an approved excess (DESIGN 4).
    """

    total: int
    spent: Spent = field(default_factory=Spent)
    reserved: int = 0
    left: int = 0
    overdrawn: int = 0
    minutes_per_day: int = durations.DEFAULT_MINUTES_PER_DAY
    ident: str = "allowance"
    """Stem of the ids inside the drawing: give each bar of one page its own."""

    def days(self, minutes: int) -> str:
        """Minutes as days of this policy's length."""
        return durations.minutes_as_days(minutes, self.minutes_per_day)

    @property
    def headline_parts(self) -> tuple[str, str]:
        """The headline's figure, to be drawn large, and the rest of the sentence."""
        drawn = self.overdrawn or self.left
        figure = self.days(drawn) if self.overdrawn or self.total else ""
        return figure, self.headline.removeprefix(figure).strip()

    @property
    def total_days(self) -> str:
        """The whole allowance, for the end of the bar."""
        return self.days(self.total)

    @property
    def headline(self) -> str:
        """ "9.5 days left of up to 15 days", always "up to" (DOMAIN row 5-L)."""
        if self.overdrawn:
            return (
                f"{self.days(self.overdrawn)} over, by approval or after a change of circumstances. "
                "Nothing is taken back and your bookings stand."
            )
        if not self.total:
            return "You have no learning allowance this year."
        return f"{self.days(self.left)} left of up to {self.days(self.total)}"

    @property
    def description(self) -> str:
        """The whole bar in one sentence, for those who do not see it."""
        parts = [f"{s.label}: {s.days}" for s in self.segments if s.key not in ("booked", "left")]
        used = f"{self.days(self.spent.total)} used" + (f" ({', '.join(parts)})" if parts else "")
        return f"{used}, {self.days(self.reserved)} booked. {self.headline}"

    @property
    def segments(self) -> list[Segment]:
        """In drawing order, those with any length."""
        lengths = [(key, LABELS[key], getattr(self.spent, key)) for key, _ in METHODOLOGIES]
        lengths += [("booked", "Booked", self.reserved), ("left", "Left", self.left)]
        start, drawn = 0, []
        for key, label, minutes in lengths:
            if minutes > 0:
                drawn.append(self._segment(key, label, minutes, start))
                start += minutes
        return drawn

    @property
    def limit_x(self) -> str:
        """Where the allowance ends on a bar that runs past it; empty when it does not."""
        return self._percent(self.total) if self.overdrawn and self.total else ""

    def _segment(self, key: str, label: str, minutes: int, start: int) -> Segment:
        return Segment(
            key=key,
            label=label,
            minutes=minutes,
            days=self.days(minutes),
            hours=durations.minutes_as_hours(minutes),
            x=self._percent(start),
            width=self._percent(minutes),
        )

    def _percent(self, minutes: int) -> str:
        whole = self.spent.total + self.reserved + max(self.left, 0) or 1
        return f"{Decimal(minutes) * 100 / whole:.3f}%"
