"""What a bench prints: one line a figure, with its budget and whether it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio beside its budget of DESIGN 8. `unit` is "x" for ratios, else a unit."""

    what: str
    value: float
    budget: float
    unit: str = "x"
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the budget holds."""
        return self.value <= self.budget

    def line(self) -> str:
        """One aligned line."""
        verdict = "ok  " if self.kept else "OVER"
        return (
            f"{verdict} {self.what:<58} {self.value:>9.2f} {self.unit:<4} budget {self.budget:g}  {self.note}".rstrip()
        )
