"""The three methodologies, and how time is split over them (DOMAIN 6.13).

Used by the ledger, courses, records and every figure, so that "general" and the three mean the
same everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

METHODOLOGIES: tuple[tuple[str, str], ...] = (
    ("sos", "Signs of Safety"),
    ("rp", "Restorative Practice"),
    ("sp", "Social Pedagogy"),
    ("general", "General"),
)


class WeightsNotWhole(ValueError):
    """Methodology weights must be whole percentages that add up to 100."""


@dataclass(frozen=True, slots=True)
class Split:
    """Whole minutes (or weights in percent) for each methodology."""

    sos: int = 0
    rp: int = 0
    sp: int = 0
    general: int = 0

    @property
    def total(self) -> int:
        """The parts added up."""
        return self.sos + self.rp + self.sp + self.general

    def parts(self) -> tuple[int, int, int, int]:
        """The four parts in the house's order."""
        return (self.sos, self.rp, self.sp, self.general)

    def __add__(self, other: "Split") -> "Split":
        return Split(*(a + b for a, b in zip(self.parts(), other.parts(), strict=True)))


def split_minutes(minutes: int, weights: Split) -> Split:
    """Share whole minutes by percentage weights, so that the parts add up (largest remainder).

    Ties go to the methodology that comes first. Raises WeightsNotWhole unless the weights total 100.
    """
    if weights.total != 100:
        raise WeightsNotWhole(f"The methodology weights add up to {weights.total}, not 100.")
    floors = [minutes * weight // 100 for weight in weights.parts()]
    remainders = [minutes * weight % 100 for weight in weights.parts()]
    by_remainder = sorted(range(4), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: minutes - sum(floors)]:
        floors[index] += 1
    return Split(*floors)


def equal_weights(codes: Iterable[str]) -> Split:
    """Weights for tagged methodologies, shared equally; none tagged is all general (DOMAIN 6.13)."""
    tagged = set(codes)
    chosen = [code for code, _ in METHODOLOGIES[:3] if code in tagged]
    if not chosen:
        return Split(general=100)
    share, extra = divmod(100, len(chosen))
    return Split(**{code: share + (1 if index < extra else 0) for index, code in enumerate(chosen)})
