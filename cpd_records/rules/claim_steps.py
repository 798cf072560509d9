"""From which state a claim goes to which, and what is said where it cannot."""

from datetime import date, timedelta

STEPS: dict[str, tuple[str, ...]] = {
    "change": ("draft", "agreed", "queried"),
    "ask": ("draft",),
    "late": ("draft", "agreed"),
    "submit": ("draft", "agreed"),
    "answer": ("queried",),
    "withdraw": ("draft", "asked", "agreed", "submitted", "queried"),
    "agree": ("asked",),
    "query": ("submitted",),
    "refuse": ("asked", "submitted", "queried"),
    "verify": ("submitted", "queried"),
    "reverse": ("verified",),
    "accept": ("verified",),
}
"""The states from which each step can be taken."""

OVER = {
    "draft": "This is a draft that has not been sent.",
    "asked": "This has been sent as a question before the event, and waits for an answer.",
    "agreed": "This is agreed; it is claimed once the learning has been done.",
    "submitted": "This has been sent and waits to be verified.",
    "queried": "A question was asked about this, and it waits for the answer.",
    "verified": "This was verified already{whose}. There is nothing more to do.",
    "refused": "This was not accepted{whose}. A new claim can be made if something has changed.",
    "withdrawn": "This was withdrawn by the person who claimed it.",
    "reversed": "This was verified and then taken back{whose}.",
}


def can(step: str, state: str) -> bool:
    """Whether a step can be taken from a state."""
    return state in STEPS[step]


def over(state: str, whose: str) -> str:
    """How a claim stands, for somebody who comes too late; `whose` is a name, or empty."""
    return OVER[state].format(whose=f" by {whose}" if whose else "")


def last_day_to_claim(ends_on: date, window_days: int) -> date:
    """The last day on which learning that ended then can be claimed (DOMAIN 6, rule 14)."""
    return ends_on + timedelta(days=window_days)
