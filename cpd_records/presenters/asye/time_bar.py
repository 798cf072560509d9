"""Protected time as one bar: with the Academy, logged, still to take, and where it should be by today."""

from dataclasses import dataclass
from decimal import Decimal

from foundation.durations import minutes_as_days, minutes_as_hours


@dataclass(frozen=True, slots=True)
class TimeSegment:
    """One stretch. `x` and `width` are percentages of the bar's length."""

    key: str
    label: str
    days: str
    hours: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Whole minutes. `ident` is the stem of the ids inside the drawing."""

    total: int
    academy: int
    logged: int
    by_today: int
    minutes_per_day: int
    ident: str

    def days(self, minutes: int) -> str:
        """Minutes as days of the policy's length."""
        return minutes_as_days(minutes, self.minutes_per_day)

    @property
    def headline(self) -> tuple[str, str]:
        """The figure to draw large, and the rest of the sentence."""
        return self.days(self.academy + self.logged), f"of {self.days(self.total)} taken"

    @property
    def description(self) -> str:
        """The whole bar in one sentence."""
        parts = ", ".join(f"{segment.label}: {segment.days}" for segment in self.segments)
        return f"{' '.join(self.headline)}. {parts}. By today: {self.days(self.by_today)}."

    @property
    def segments(self) -> list[TimeSegment]:
        """In drawing order, those with any length."""
        left = max(self.total - self.academy - self.logged, 0)
        lengths = (
            ("sos", "Academy courses", self.academy),
            ("booked", "Logged", self.logged),
            ("left", "To take", left),
        )
        start, drawn = 0, []
        for key, label, minutes in lengths:
            if minutes:
                hours = minutes_as_hours(minutes)
                drawn.append(
                    TimeSegment(key, label, self.days(minutes), hours, self._percent(start), self._percent(minutes))
                )
                start += minutes
        return drawn

    @property
    def by_today_days(self) -> str:
        """What should have come together by today, as days."""
        return self.days(self.by_today)

    @property
    def today_x(self) -> str:
        """Where the time should be by today."""
        return self._percent(min(self.by_today, self._whole))

    @property
    def _whole(self) -> int:
        return max(self.total, self.academy + self.logged) or 1

    def _percent(self, minutes: int) -> str:
        return f"{Decimal(minutes) * 100 / self._whole:.3f}%"
