"""When a delegate is proposed: a supervisor away for long, or a turn missed meanwhile (DOMAIN 5); pure."""

from dataclasses import dataclass
from datetime import date

from foundation.working_days import count_between


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one supervisor: since when they are away, the most turns one person has missed in a row, who stands in."""

    away_since: date | None = None
    missed: int = 0
    stood_in_for: bool = False


def proposal(facts: Facts, on: date, *, after_days: int, after_missed: int) -> str:
    """Why somebody should stand in, in a sentence; nothing where nobody has to."""
    if facts.stood_in_for:
        return ""
    if facts.away_since is not None and count_between(facts.away_since, on) >= after_days:
        return f"They have been away for {after_days} working days or more."
    if facts.away_since is not None and facts.missed >= after_missed:
        return "They are away, and somebody they supervise has missed a supervision."
    return ""
