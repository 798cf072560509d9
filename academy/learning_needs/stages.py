"""How far a need has come; pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What each room knows of one need: the course, whether it was agreed to, and what came of it."""

    course: str = ""
    agreed: bool = False
    asked: bool = False
    booked_on: date | None = None
    learned_on: date | None = None
    reflected: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of five, in words, with what comes next."""

    number: int
    words: str
    next: str


STEPS = 5


def stage(facts: Facts) -> Stage:
    """The furthest step."""
    if facts.settled:
        return Stage(STEPS, "Settled", "")
    if facts.reflected:
        return Stage(5, "Learned, and thought about", "Talk about what it changed at your next supervision.")
    if facts.learned_on:
        return Stage(4, "Learned", "Write down what you take with you.")
    return _ahead(facts)


def _ahead(facts: Facts) -> Stage:
    if facts.booked_on:
        return Stage(3, "Booked", "You are booked. Nothing else is to do.")
    if facts.asked:
        return Stage(3, "Asked for", "You hear as soon as there is an answer or a place.")
    if facts.course:
        return Stage(2, "A course is chosen", "Book a date." if facts.agreed else "Your supervisor agrees to it.")
    return Stage(1, "Agreed in supervision", "Choose a course that would meet it.")
